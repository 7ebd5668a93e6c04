import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CodedError } from '../../coded-error.ts';
import { claimServer } from './custodian.ts';
import { keepRunning } from './keeper.ts';
import { nativePostgres, type NativePostgres } from './native.ts';
import { canWalkTo, serverUser, type OsUser } from './os-user.ts';
import { isAlive, readPidFile } from './pid-file.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

export type EmbeddedOptions = {
  /** Folder of the installation; cluster, passwords and log go into it. */
  readonly dataDir: string;
  /** False only for tests: a power cut may then lose data. */
  readonly durable?: boolean;
};

export type EmbeddedServer = {
  readonly port: number;
  readonly pid: number;
  readonly secrets: Secrets;
  /** True when the server was already running. */
  readonly adopted: boolean;
  /** Folder of the cluster itself. */
  readonly pgData: string;
  /** Address for one login and database on the loopback. */
  url(login: string, password: string, database: string): string;
  /** From now on the server is started again on its port whenever it ends without being asked to; `told` hears of each try. Does nothing while another living process started or adopted the server first. */
  keep(told: (code: 'embedded.ended' | 'embedded.restarted', last: string) => void): void;
  /** Fast shutdown: open transactions roll back, everything committed is kept. Does nothing while another living process started or adopted the server first. */
  stop(): Promise<void>;
};
type Found = Omit<EmbeddedServer, 'keep'>;

const PATIENCE_MS = 30_000;
const ZOMBIE_PATIENCE_MS = 10_000;

/** Starts real PostgreSQL over `dataDir` on a free loopback port with password logins, or adopts the one that runs there already. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const user = await serverUser();
  const home = await clusterHome(dataDir, user);
  const pgData = join(home, 'pg');
  const secrets = await loadSecrets(dataDir);
  const durable = options.durable ?? true;
  const again = async (port: number): Promise<string> => launch(await nativePostgres(user, home), { home, pgData, port, durable, user });
  const running = await adopt(pgData, secrets);
  if (running) return inCustody(running, dataDir, again);
  const native = await nativePostgres(user, home);
  if (!(await isCluster(pgData))) await initialise(native, { home, pgData, durable, user }, secrets);
  const deadline = Date.now() + ZOMBIE_PATIENCE_MS;
  for (;;) {
    const port = await freePort();
    const outcome = await launch(native, { home, pgData, port, durable, user });
    if (outcome === 'ready') {
      const server = await adopt(pgData, secrets);
      if (server) return { ...(await inCustody(server, dataDir, again)), adopted: false };
    } else if (Date.now() > deadline) {
      throw new CodedError('embedded.start-failed', { log: join(home, 'postgresql.log'), last: outcome });
    }
    const other = await adopt(pgData, secrets);
    if (other) return inCustody(other, dataDir, again);
    await pause(250);
  }
}

async function inCustody(server: Found, dataDir: string, again: (port: number) => Promise<string>): Promise<EmbeddedServer> {
  if (!(await claimServer(dataDir))) return { ...server, keep: () => undefined, stop: () => Promise.resolve() };
  let rest = (): Promise<void> => Promise.resolve();
  return {
    ...server,
    keep: (told) => (rest = keepRunning(server.pgData, () => again(server.port), told)),
    async stop() {
      await rest();
      const notice = await readPidFile(server.pgData);
      if (notice) await stopServer(server.pgData, notice.pid);
    },
  };
}

/** Stops the server of a data folder if one runs there, whoever started it. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const user = await serverUser();
  const pgData = join(await clusterHome(resolve(dataDir), user), 'pg');
  const notice = await readPidFile(pgData);
  if (notice && (await isAlive(notice.pid))) await stopServer(pgData, notice.pid);
}

/** Folder for cluster and log: the data folder, or one below /var/lib when the server's user cannot enter the first. */
export async function clusterHome(dataDir: string, user: OsUser | null): Promise<string> {
  if (user === null || (await canWalkTo(join(dataDir, 'pg', 'base'), user))) return dataDir;
  const home = join('/var/lib/shuping', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  await mkdir(home, { recursive: true, mode: 0o755 });
  return home;
}

async function isCluster(pgData: string): Promise<boolean> {
  return stat(join(pgData, 'PG_VERSION')).then(() => true, () => false);
}

type Place = { readonly home: string; readonly pgData: string; readonly durable: boolean; readonly user: OsUser | null };

async function initialise(native: NativePostgres, { home, pgData, durable, user }: Place, secrets: Secrets): Promise<void> {
  const draft = `${pgData}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(home, `initdb-${process.pid}`);
  await writeFile(passwordFile, secrets.superuser, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
  try {
    const flags = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8', '-E', 'UTF8'];
    const auth = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-U', 'postgres'];
    const { code, output } = await runToEnd(native.initdb, [...flags, ...auth, '--no-instructions', ...(durable ? [] : ['--no-sync']), '-D', draft], home, user);
    if (code !== 0) throw new CodedError('embedded.initdb-failed', { output: output.slice(-2_000) });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, pgData);
}

function runToEnd(command: string, args: readonly string[], cwd: string, user: OsUser | null): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], ...identity(user) });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}

/** 'ready', or the last line of the server's log. The server outlives this process, so that nothing committed hangs on it. */
async function launch(native: NativePostgres, { home, pgData, port, durable, user }: Place & { readonly port: number }): Promise<string> {
  const logFile = join(home, 'postgresql.log');
  const log = await open(logFile, 'w', 0o640);
  const settings = { ...SETTINGS, port: String(port), ...(durable ? {} : TEST_SETTINGS) };
  const args = ['-D', pgData, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(native.postgres, args, { cwd: home, env: serverEnvironment(), stdio: ['ignore', log.fd, log.fd], detached: true, ...identity(user) });
  let exited = false;
  let failure: Error | undefined;
  child.once('exit', () => (exited = true));
  child.once('error', (error) => ((failure = error), (exited = true)));
  child.unref();
  await log.close();
  for (const end = Date.now() + PATIENCE_MS; !exited && Date.now() < end; await pause(10)) {
    const notice = await readPidFile(pgData);
    if (notice?.pid === child.pid && notice?.status === 'ready') return 'ready';
  }
  if (!exited) child.kill('SIGINT');
  return failure?.message ?? (await readFile(logFile, 'utf8')).trim().split('\n').slice(-3).join(' | ');
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_connections: '',
  track_commit_timestamp: 'off',
};

const TEST_SETTINGS: Readonly<Record<string, string>> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/** The server that runs over `pgData` and takes our password; null when there is none. */
async function adopt(pgData: string, secrets: Secrets): Promise<Found | null> {
  const notice = await readPidFile(pgData);
  if (!notice || !(await isAlive(notice.pid))) return null;
  const { pid, port } = notice;
  const url = (login: string, password: string, database: string): string =>
    `postgresql://${login}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  for (const end = Date.now() + PATIENCE_MS; ; await pause(100)) {
    const answer = await ask(url('postgres', secrets.superuser, 'postgres'));
    if (answer === 'yes') break;
    if (answer !== 'starting' && !(await isAlive(pid))) return null;
    if (answer === 'refused' || Date.now() > end) throw new CodedError('embedded.cannot-adopt', { pid, port, answer });
  }
  return { port, pid, secrets, adopted: true, pgData, url, stop: () => stopServer(pgData, pid) };
}

/** 'starting' covers recovery after a crash. */
async function ask(url: string): Promise<'yes' | 'starting' | 'refused' | 'silent'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'yes';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    return code === '57P03' ? 'starting' : /^28/.test(code) ? 'refused' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stopServer(pgData: string, pid: number): Promise<void> {
  if ((await readPidFile(pgData))?.pid !== pid) return;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(10)) if (!(await isAlive(pid))) return;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {}) };
}

function identity(user: OsUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
