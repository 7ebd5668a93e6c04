import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into its data folder. */
export type PidFile = { readonly pid: number; readonly port: number; readonly status: string };

/** The server's own notice in `pgData`; null when there is none or it is half written. */
export async function readPidFile(pgData: string): Promise<PidFile | null> {
  const text = await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n').map((line) => line.trim()) ?? [];
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && port > 0 ? { pid, port, status: lines[7] ?? '' } : null;
}

/** True while the process exists; a zombie counts as gone. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) [ZX]/.test(state);
}
