import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const cli = join(root, 'apps', 'api', 'dist', 'cli', 'main.js');

export type OwnServer = { readonly url: string; readonly dataDir: string; command(args: readonly string[]): Promise<string>; stop(): Promise<void> };

export type ServerOptions = { readonly dataDir?: string; readonly port?: number; readonly host?: string; readonly keep?: boolean; readonly startAt?: string };

/** A server of this build on an embedded database of its own, marked as a demonstration, with a movable clock. The folder is removed at the end unless it was given. */
export async function startServer(options: ServerOptions = {}): Promise<OwnServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shuping-year-')));
  const env = { ...process.env, SHUPING_DATA: dataDir, PORT: String(options.port ?? 0), HOST: options.host ?? '127.0.0.1' };
  await run(['demo', ...(options.startAt === undefined ? [] : ['--start-at', options.startAt])], env);
  const child = spawn(process.execPath, [cli, 'serve'], { env: { ...env, SHUPING_CLOCK: 'manual' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await listening(child);
  return {
    url,
    dataDir,
    command: (args) => run(args, env),
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)));
      if (options.dataDir === undefined && !options.keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the server did not start: ${text}`)), 60_000);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /server\.listening (\{.*\})/.exec(text);
      if (!found) return;
      clearTimeout(timer);
      resolve((JSON.parse(found[1]!) as { url: string }).url.replace('[::1]', 'localhost'));
    });
  });
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(`shuping ${args.join(' ')} ended with ${code}: ${text}`))));
  });
}
