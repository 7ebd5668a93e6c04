import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './pid-file.ts';
import { writePrivate } from './secrets.ts';

type Custodian = { readonly pid: number; readonly started: string };

/** Makes this process the one that stops the server of the folder, unless a living process is that already. */
export async function claimServer(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'embedded-custodian.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  const held = text === null ? null : (JSON.parse(text) as Custodian);
  if (held && held.pid !== process.pid && (await isAlive(held.pid)) && (await startOf(held.pid)) === held.started) return false;
  const mine: Custodian = { pid: process.pid, started: await startOf(process.pid) };
  await writePrivate(file, JSON.stringify(mine));
  return true;
}

// a number may have been given to another process since, above all in containers; '' where /proc is missing
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
