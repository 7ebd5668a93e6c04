import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './database.ts';

const MAKING_MS = 900_000;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Seconds from the command to the first answered request of an installed demonstration in `dataDir`; where there is none it is made first, untimed. */
export async function benchStart(dataDir: string, rounds = 3): Promise<Record<string, unknown>> {
  // it answers long before it is whole
  const whole = join(dataDir, '.demonstration-ready');
  await once(dataDir, 18_100, MAKING_MS, () => Promise.resolve(existsSync(whole)));
  const seconds: number[] = [];
  for (let at = 0; at < rounds; at += 1) seconds.push(await once(dataDir, 18_000 + at, 60_000));
  return { what: 'start of an installed demonstration', limitSeconds: 15, seconds, ratio: Math.round((median(seconds) / 15) * 1000) / 1000 };
}

async function once(dataDir: string, port: number, limitMs: number, there?: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  const answers = (): Promise<boolean> => fetch(`http://127.0.0.1:${port}/api/demo/logins`).then((r) => r.ok, () => false);
  const child = spawn(process.execPath, [join(root, 'tools', 'year', 'src', 'demo.ts')], { env: { ...process.env, SHUPING_DATA: dataDir, PORT: String(port) }, stdio: 'ignore' });
  for (;;) {
    const ok = await (there ?? answers)();
    if (ok) break;
    if (performance.now() - started > limitMs) {
      child.kill('SIGTERM');
      throw new Error('did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const took = Math.round((performance.now() - started) / 10) / 100;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return took;
}
