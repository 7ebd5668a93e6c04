import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFile, chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { nativePostgres } from '../../../../apps/api/src/platform/persistence/embedded/native.ts';
import { serverUser } from '../../../../apps/api/src/platform/persistence/embedded/os-user.ts';

/** Which line is cut, and how: nothing passes, or replies are lost while requests pass. */
export const CUTS = ['database', 'database-replies', 'client', 'client-replies'] as const;
export type Cut = (typeof CUTS)[number];

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
const ip = (...args: readonly string[]): void => run('ip', args);

/** Clients here, the server and its PostgreSQL in a network namespace each; a third line, never cut, leads from here to the database. Root and Linux only. */
export class ThreeHosts {
  readonly api: string;
  readonly db: string;
  private readonly net: string;
  private postgres: ChildProcess | null = null;
  private folder = '';

  constructor(number: number) {
    [this.api, this.db, this.net] = [`shuping-api-${number}`, `shuping-db-${number}`, `10.213.${number % 250}`];
  }

  get serverAddress(): string {
    return `${this.net}.2`;
  }

  /** Address of the database as the server reaches it, or as this process does. */
  databaseUrl(from: 'server' | 'here'): string {
    return `postgres://postgres@${this.net}.${from === 'server' ? 6 : 10}:5432/shuping`;
  }

  make(): void {
    const { api, db, net } = this;
    const line = (left: readonly [string | null, string, number], right: readonly [string, string, number]): void => {
      const at = (name: string | null): string[] => (name === null ? [] : ['-n', name]);
      ip(...at(left[0]), 'link', 'add', left[1], 'type', 'veth', 'peer', 'name', right[1], 'netns', right[0]);
      for (const [space, device, host] of [left, right]) {
        ip(...at(space), 'addr', 'add', `${net}.${host}/30`, 'dev', device);
        ip(...at(space), 'link', 'set', device, 'up');
      }
    };
    for (const name of [api, db]) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    line([null, `sp${this.id}c`, 1], [api, 'client', 2]);
    line([api, 'database', 5], [db, 'server', 6]);
    line([null, `sp${this.id}d`, 9], [db, 'care', 10]);
  }

  private get id(): string {
    return this.net.split('.')[2]!;
  }

  /** Prefix of a command that is to run where the server stands. */
  get atServer(): readonly string[] {
    return ['ip', 'netns', 'exec', this.api];
  }

  async startDatabase(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'shuping-net-'));
    await chmod(this.folder, 0o755);
    const user = await serverUser();
    if (user === null) throw new Error('network namespaces are made by root only');
    const native = await nativePostgres(user, this.folder);
    await chown(this.folder, user.uid, user.gid);
    const data = join(this.folder, 'pg');
    const own = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'];
    run('setpriv', [...own, native.initdb, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8', '-E', 'UTF8', '--auth=trust', '-U', 'postgres', '--no-instructions', '-D', data]);
    await appendFile(join(data, 'pg_hba.conf'), `host all all ${this.net}.0/24 trust\n`);
    this.postgres = spawn('ip', ['netns', 'exec', this.db, 'setpriv', ...own, native.postgres, '-D', data, '-c', 'listen_addresses=*', '-c', 'unix_socket_directories=', '-c', 'jit=off'], { stdio: 'ignore', cwd: this.folder });
    const url = this.databaseUrl('here').replace(/shuping$/, 'postgres');
    for (const end = Date.now() + 30_000; ; await pause(100)) {
      const done = await ask(url, 'create database shuping').then(() => true, () => false);
      if (done) return;
      if (Date.now() > end) throw new Error('PostgreSQL did not start');
    }
  }

  cut(what: Cut): void {
    if (what === 'database') ip('-n', this.db, 'link', 'set', 'server', 'down');
    else if (what === 'client') ip('-n', this.api, 'link', 'set', 'client', 'down');
    // a bucket smaller than any packet: all are dropped on their way out
    else run('tc', ['-n', ...replies(this, what), 'root', 'tbf', 'rate', '1kbit', 'burst', '10', 'latency', '1ms']);
  }

  mend(what: Cut): void {
    if (what === 'database') ip('-n', this.db, 'link', 'set', 'server', 'up');
    else if (what === 'client') ip('-n', this.api, 'link', 'set', 'client', 'up');
    else run('tc', ['-n', ...replies(this, what, 'del'), 'root']);
  }

  /** Rows of a statement, asked over the line that is never cut. */
  async ask<T>(text: string): Promise<T[]> {
    return (await ask(this.databaseUrl('here'), text)).rows as T[];
  }

  async end(): Promise<void> {
    this.postgres?.kill('SIGINT');
    for (let n = 0; n < 50 && this.postgres !== null && this.postgres.exitCode === null; n += 1) await pause(100);
    for (const name of [this.api, this.db]) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
    await rm(this.folder, { recursive: true, force: true });
  }
}

const replies = ({ api, db }: ThreeHosts, what: Cut, act = 'add'): string[] => (what === 'database-replies' ? [db, 'qdisc', act, 'dev', 'server'] : [api, 'qdisc', act, 'dev', 'client']);

async function ask(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}
