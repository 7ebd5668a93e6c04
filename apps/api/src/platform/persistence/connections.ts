import { readFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { AppConfig } from '../../config/index.ts';
import { CodedError } from '../coded-error.ts';
import { startEmbedded, type EmbeddedServer } from './embedded/launcher.ts';
import { randomPassword, writePrivate } from './embedded/secrets.ts';
import { databaseStatements, LOGIN_NAMES, loginStatements, makeLogins, QUIET_STATEMENTS, roleOf, SCHEMA_STATEMENTS, type DatabaseUrls, type LoginName } from './logins.ts';

/** Name of the database in the embedded server. */
export const EMBEDDED_DATABASE = 'shuping';

export type OpenDatabase = {
  readonly urls: DatabaseUrls;
  /** Set when this process runs or adopted the embedded server; stop it last. */
  readonly embedded: EmbeddedServer | null;
};

/** Addresses of the four logins: given ones, those that `init` made for a given server, or the embedded server (started here, database made when missing). */
export async function openDatabase(config: AppConfig): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return { urls: await givenUrls(config, config.databaseUrl), embedded: null };
  const embedded = await startEmbedded({ dataDir: config.dataDir });
  try {
    const urls = await prepareDatabase(embedded, EMBEDDED_DATABASE);
    return { urls, embedded };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Makes logins and an empty database in the embedded server unless they exist. */
export async function prepareDatabase(server: EmbeddedServer, database: string): Promise<DatabaseUrls> {
  const { superuser, ...passwords } = server.secrets;
  await withClient(server.url('postgres', superuser, 'postgres'), async (admin) => {
    const { rowCount } = await admin.query('select 1 from pg_roles where rolname = any ($1) having count(*) = $2', [LOGIN_NAMES.map(roleOf), LOGIN_NAMES.length]);
    if (rowCount === 0) await makeLogins(admin, passwords);
    const found = await admin.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await admin.query(`create database "${database}"`);
    for (const statement of databaseStatements(database)) await admin.query(statement);
  });
  await withClient(server.url('postgres', superuser, database), async (admin) => {
    for (const statement of SCHEMA_STATEMENTS) await admin.query(statement);
  });
  return urlsOf((login) => server.url(roleOf(login), passwords[login], database));
}

/**
 * What `shuping init` does for a server of the user's own: logins, ownership, and their addresses in the data folder. Logins that exist get new passwords;
 * with `first` they are left alone and told (`database.logins-exist`), since another installation may be using them.
 */
export async function initGivenDatabase(config: AppConfig, adminUrl: string, { first = false } = {}): Promise<void> {
  const database = databaseOf(adminUrl);
  const passwords = Object.fromEntries(LOGIN_NAMES.map((name) => [name, randomPassword()])) as Record<LoginName, string>;
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user');
    if (!rows[0]?.rolsuper) throw new CodedError('database.may-not-create-logins', { sql: initSql(database) });
    const existing = first ? await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any ($1) order by 1', [LOGIN_NAMES.map(roleOf)]) : { rows: [] };
    if (existing.rows.length > 0) throw new CodedError('database.logins-exist', { logins: existing.rows.map((row) => row.rolname).join(' ') });
    await makeLogins(admin, passwords);
    for (const statement of [...databaseStatements(database), ...SCHEMA_STATEMENTS]) await admin.query(statement);
  });
  const urls = urlsOf((login) => {
    const url = new URL(adminUrl);
    url.username = roleOf(login);
    url.password = passwords[login];
    return url.toString();
  });
  await mkdir(config.dataDir, { recursive: true });
  await writePrivate(loginsFile(config), `${JSON.stringify({ server: serverKey(adminUrl), urls }, null, 2)}\n`);
}

/** The statements an administrator runs where `init` may not; passwords are theirs to choose. */
export function initSql(database: string): string {
  const placeholder = urlsOf((login) => `<password of ${login}>`);
  return [...loginStatements(placeholder, new Set()), ...QUIET_STATEMENTS, ...databaseStatements(database), ...SCHEMA_STATEMENTS].map((line) => `${line};`).join('\n');
}

async function givenUrls(config: AppConfig, app: string): Promise<DatabaseUrls> {
  const { databaseOwnerUrl: owner, databaseBallotUrl: ballot, databaseSealUrl: seal } = config;
  if (owner !== undefined && ballot !== undefined && seal !== undefined) return { owner, app, ballot, seal };
  const saved = await savedUrls(config, app);
  if (!saved) throw new CodedError('database.logins-missing', { run: 'shuping init', variables: 'DATABASE_OWNER_URL DATABASE_BALLOT_URL DATABASE_SEAL_URL' });
  return { app: saved.app, owner: owner ?? saved.owner, ballot: ballot ?? saved.ballot, seal: seal ?? saved.seal };
}

async function savedUrls(config: AppConfig, url: string): Promise<DatabaseUrls | null> {
  const text = await readFile(loginsFile(config), 'utf8').catch(() => null);
  if (text === null) return null;
  const saved = JSON.parse(text) as { server: string; urls: DatabaseUrls };
  return saved.server === serverKey(url) ? saved.urls : null;
}

function loginsFile(config: AppConfig): string {
  return join(config.dataDir, 'database-logins.json');
}

function serverKey(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '5432'}/${databaseOf(url)}`;
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
}

function urlsOf(url: (login: LoginName) => string): DatabaseUrls {
  return { owner: url('owner'), app: url('app'), ballot: url('ballot'), seal: url('seal') };
}

/** Runs `work` on one connection and closes it; `database.unreachable` when there is none to be had. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect().catch((cause: NodeJS.ErrnoException) => {
    const { hostname, port, username } = new URL(url);
    throw new CodedError('database.unreachable', { server: `${hostname}:${port}`, login: username, reason: cause.code ?? '' }, { cause });
  });
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
