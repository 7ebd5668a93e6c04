import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BEGINS, playAll } from './demo-plays.ts';
import { startServer } from './server.ts';
import { demoWords, notMadeWords } from './locales/words.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const cli = join(root, 'apps', 'api', 'dist', 'cli', 'main.js');
const given = process.env['DATABASE_URL'] !== undefined;
/** What belongs to a database of the user's own lies apart from the demonstration that runs its own. */
const dataDir = resolve(process.env['SHUPING_DATA'] ?? join(root, given ? '.data-given' : '.data'));
const ready = join(dataDir, '.demonstration-ready');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays two finished years and a running one for both hosts, and the province with its twelve counties, each as far as another stage, into the data folder; an interrupted attempt is started over. A database that DATABASE_URL names has to be empty: it is never emptied here. */
export async function makeDemonstration(options: { seed: number; log: (line: string) => void }): Promise<void> {
  if (!given && existsSync(dataDir) && readdirSync(dataDir).length > 0) await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const server = await startServer({ dataDir, onGivenDatabase: given, startAt: `${BEGINS}T09:00:00+08:00` });
  try {
    await playAll(server.url, options);
  } finally {
    await server.stop();
  }
  await writeFile(ready, `${new Date().toISOString()}\n`);
}

function lanAddress(): string | null {
  for (const list of Object.values(networkInterfaces())) for (const item of list ?? []) if (item.family === 'IPv4' && !item.internal) return item.address;
  return null;
}

async function serve(): Promise<void> {
  const port = process.env['PORT'] ?? '8080';
  const child = spawn(process.execPath, [cli, 'serve'], { env: { ...process.env, SHUPING_DATA: dataDir, SHUPING_CLOCK: 'manual', PORT: port }, stdio: ['ignore', 'pipe', 'inherit'] });
  const leave = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('server.listening')) void greet(port).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  });
  process.exitCode = await new Promise<number>((done) => child.once('exit', (code) => done(code ?? 0)));
}

/** Says where the demonstration is and how to sign in. */
async function greet(port: string): Promise<void> {
  const { items } = (await (await fetch(`http://127.0.0.1:${port}/api/demo/logins`)).json()) as { items: { login: string; name: string; password: string; role: string; note: string }[] };
  say('');
  for (const line of demoWords({ port, lan: lanAddress(), logins: items })) say(line);
}

if (import.meta.main) {
  const fresh = process.argv.includes('--fresh');
  if (fresh || !existsSync(ready)) {
    say('正在准备演示数据（十二个县、两个完整年度和一个进行中的年度，约需几分钟到十几分钟，视机器快慢）… Playing the demonstration years, which takes some minutes…');
    const made = await makeDemonstration({ seed: 1, log: (line) => say(`  ${line}`) }).then(() => true, (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return false;
    });
    if (!made) {
      for (const line of notMadeWords(given)) process.stderr.write(`${line}\n`);
      process.exit(1);
    }
  }
  await serve();
}
