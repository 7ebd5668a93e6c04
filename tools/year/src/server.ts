import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const cli = join(root, 'apps', 'api', 'dist', 'cli', 'main.js');

export type OwnServer = {
  readonly url: string;
  readonly dataDir: string;
  /** Process of the server itself. */
  pid(): number;
  /** Its exit code, once it ends. */
  ended(): Promise<number>;
  command(args: readonly string[]): Promise<string>;
  /** Ends the server process by SIGKILL, as a power cut of this process would; the database lives on. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export type ServerOptions = { readonly dataDir?: string; readonly port?: number; readonly host?: string; readonly keep?: boolean; readonly startAt?: string; /** On the server that DATABASE_URL names, its logins made first, instead of an embedded one. */ readonly onGivenDatabase?: boolean; /** With it a request says at which instant it acts (`OwnDay`). */ readonly makingKey?: string; /** Command in front of each of the server's processes: another network, say. */ readonly under?: readonly string[] };

const ADDRESSES = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_BALLOT_URL', 'DATABASE_SEAL_URL'] as const;

/** A server of this build, on an embedded database of its own unless the given one is asked for, marked as a demonstration, with a movable clock. The folder is removed at the end unless it was given. */
export async function startServer(options: ServerOptions = {}): Promise<OwnServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shuping-year-')));
  const env: NodeJS.ProcessEnv = { ...process.env, SHUPING_DATA: dataDir, PORT: String(options.port ?? 0), HOST: options.host ?? '127.0.0.1' };
  if (options.makingKey !== undefined) env['SHUPING_MAKING_KEY'] = options.makingKey;
  // what plays years must not find its way into somebody's database
  if (!options.onGivenDatabase) for (const name of ADDRESSES) delete env[name];
  else if (env['DATABASE_OWNER_URL'] === undefined && !existsSync(join(dataDir, 'database-logins.json'))) await run(['init', '--first'], env, options.under);
  const demo = ['demo', ...(options.startAt === undefined ? [] : ['--start-at', options.startAt])];
  if (options.makingKey === undefined) await run(demo, env, options.under);
  const [program, ...before] = [...(options.under ?? []), process.execPath, cli];
  const serve = (port: string, command: readonly string[] = ['serve']): ChildProcess => spawn(program!, [...before, ...command], { env: { ...env, PORT: port, SHUPING_CLOCK: 'manual' }, stdio: ['ignore', 'pipe', 'inherit'] });
  // what is made while it is served is served by the process that begins it
  let child = serve(String(options.port ?? 0), options.makingKey === undefined ? undefined : [...demo, '--serve']);
  const url = await listening(child);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(null)));
  };
  return {
    url,
    dataDir,
    pid: () => child.pid!,
    ended: () => new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', (code) => done(code ?? 0)) : done(child.exitCode ?? 0))),
    command: (args) => run(args, env, options.under),
    kill: () => end('SIGKILL'),
    async restart() {
      child = serve(new URL(url).port);
      await listening(child);
    },
    async stop() {
      await end('SIGTERM');
      if (options.dataDir !== undefined || options.keep) return;
      await rm(dataDir, { recursive: true, force: true });
      await rm(spareHome(dataDir), { recursive: true, force: true });
    },
  };
}

/** Where root's servers keep the cluster of a folder that the database's user cannot enter. */
export function spareHome(dataDir: string): string {
  return join('/var/lib/shuping', createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16));
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((done, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the server did not start: ${text}`)), 180_000);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /server\.listening (\{.*\})/.exec(text);
      if (!found) return;
      clearTimeout(timer);
      done((JSON.parse(found[1]!) as { url: string }).url.replace('[::1]', 'localhost'));
    });
  });
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, under: readonly string[] = []): Promise<string> {
  const [program, ...before] = [...under, process.execPath, cli];
  return new Promise((done, reject) => {
    const child = spawn(program!, [...before, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('exit', (code) => (code === 0 ? done(text) : reject(new Error(`shuping ${args.join(' ')} ended with ${code}: ${text}`))));
  });
}
