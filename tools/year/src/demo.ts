import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BEGINS, playFirst, playRest, type Part } from './demo-plays.ts';
import { demoWords, notMadeWords, words, type DemoLogin } from './locales/words.ts';
import { startServer } from './server.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const cli = join(root, 'apps', 'api', 'dist', 'cli', 'main.js');
const given = process.env['DATABASE_URL'] !== undefined;
/** What belongs to a database of the user's own lies apart from the demonstration that runs its own. */
const dataDir = resolve(process.env['SHUPING_DATA'] ?? join(root, given ? '.data-given' : '.data'));
/** The demonstration is whole. */
const ready = join(dataDir, '.demonstration-ready');
/** It is of use, but the parts that this file names are missing. */
const partial = join(dataDir, '.demonstration-partial');
const port = process.env['PORT'] ?? '8080';
/** How much longer the rest takes than what is made first. */
const REST_TAKES = 5;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (error: unknown): void => void process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
let leaving = false;

/** Makes what the logins of the sign-in page see, says where it is, and makes the rest while people look at it; an attempt that was interrupted before that is started over. A database that DATABASE_URL names has to be empty: it is never emptied here. Gives the server's exit code. */
async function makeAndServe(): Promise<number> {
  if (!given && existsSync(dataDir) && readdirSync(dataDir).length > 0) await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const began = performance.now();
  const key = randomBytes(32).toString('hex');
  const host = process.env['HOST'];
  const server = await startServer({ dataDir, onGivenDatabase: given, startAt: `${BEGINS}T09:00:00+08:00`, port: Number(port), ...(host === undefined ? {} : { host }), makingKey: key });
  const ended = server.ended();
  leaveWith(server.pid());
  void ended.then(() => (leaving = true));
  try {
    const { failed, rest } = await playFirst({ base: server.url, key, seed: 1, log });
    await writeFile(partial, JSON.stringify([...failed, ...rest.map(({ name }) => name)]));
    await greet(new URL(server.url).port);
    say(words.making(Math.ceil(((performance.now() - began) / 60_000) * REST_TAKES)));
    await makeRest(failed, rest);
  } catch (error) {
    if (leaving) return ended;
    await server.stop();
    throw error;
  }
  return ended;
}

const log = (line: string): void => void (leaving || say(`  ${line}`));

async function makeRest(before: readonly string[], rest: readonly Part[]): Promise<void> {
  let made = 0;
  const missing = new Set([...before, ...rest.map(({ name }) => name)]);
  const failed = await playRest(rest, log, (name) => {
    missing.delete(name);
    writeFileSync(partial, JSON.stringify([...missing]));
    log(words.made(name, (made += 1), rest.length));
  });
  if (leaving) return say(words.interrupted);
  if (before.length + failed.length > 0) return say(words.without([...missing]));
  await writeFile(ready, `${new Date().toISOString()}\n`);
  await rm(partial, { force: true });
  say(words.complete);
}

function leaveWith(pid: number): void {
  const leave = (): void => {
    leaving = true;
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // it has ended by itself
    }
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
}

function lanAddress(): string | null {
  for (const list of Object.values(networkInterfaces())) for (const item of list ?? []) if (item.family === 'IPv4' && !item.internal) return item.address;
  return null;
}

async function serve(): Promise<number> {
  const child = spawn(process.execPath, [cli, 'serve'], { env: { ...process.env, SHUPING_DATA: dataDir, SHUPING_CLOCK: 'manual', PORT: port }, stdio: ['ignore', 'pipe', 'inherit'] });
  leaveWith(child.pid!);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('server.listening')) void greet(port).then(tellMissing).catch(complain);
  });
  return new Promise<number>((done) => child.once('exit', (code) => done(code ?? 0)));
}

/** Says where the demonstration is and how to sign in. */
async function greet(at: string): Promise<void> {
  const { items } = (await (await fetch(`http://127.0.0.1:${at}/api/demo/logins`)).json()) as { items: DemoLogin[] };
  say('');
  for (const line of demoWords({ port: at, lan: lanAddress(), logins: items })) say(line);
}

function tellMissing(): void {
  if (existsSync(partial)) say(words.without(JSON.parse(readFileSync(partial, 'utf8')) as string[]));
}

if (import.meta.main) {
  const fresh = process.argv.includes('--fresh');
  if (fresh || !(existsSync(ready) || existsSync(partial))) {
    say(words.begin);
    process.exitCode = await makeAndServe().catch((error: unknown) => {
      complain(error);
      for (const line of notMadeWords(given)) complain(line);
      return 1;
    });
  } else process.exitCode = await serve();
}
