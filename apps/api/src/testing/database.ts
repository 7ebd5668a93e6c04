import { randomBytes } from 'node:crypto';
import { mkdir, rmdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { prepareDatabase, withClient } from '../platform/persistence/connections.ts';
import { startEmbedded, type EmbeddedServer } from '../platform/persistence/embedded/launcher.ts';
import { databaseStatements, LOGIN_NAMES, roleOf, type DatabaseUrls } from '../platform/persistence/logins.ts';
import { migrate } from '../platform/persistence/migrate.ts';

const TEMPLATE = 'template_migrated';
const TEMPLATE_LOCK = 7_301;

export type TestDatabase = {
  readonly urls: DatabaseUrls;
  /** Address of the superuser; for tests that look behind the policies. */
  readonly adminUrl: string;
  drop(): Promise<void>;
};

/** The cluster of this test run, started by the first spec that asks; jest's global teardown stops it. */
export async function testCluster(): Promise<EmbeddedServer> {
  const dir = process.env['SHUPING_TEST_DIR'];
  if (dir === undefined) throw new Error('SHUPING_TEST_DIR is not set; run through jest with apps/api/jest.config.js');
  await mkdir(dir, { recursive: true, mode: 0o755 });
  return locked(`${dir}/starting`, () => startEmbedded({ dataDir: dir, durable: false }));
}

/** A fresh database: migrated by default, else empty with logins only. Drop it after the spec. */
export async function withDatabase(options: { readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = await testCluster();
  const admin = server.url('postgres', server.secrets.superuser, 'postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  if (options.migrated ?? true) {
    await ensureTemplate(server, admin);
    await withClient(admin, async (client) => {
      await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
      for (const statement of databaseStatements(name)) await client.query(statement);
    });
  } else {
    await prepareDatabase(server, name);
  }
  const urls = Object.fromEntries(LOGIN_NAMES.map((login) => [login, server.url(roleOf(login), server.secrets[login], name)])) as DatabaseUrls;
  const drop = (): Promise<void> => withClient(admin, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)));
  return { urls, adminUrl: server.url('postgres', server.secrets.superuser, name), drop };
}

function ensureTemplate(server: EmbeddedServer, admin: string): Promise<void> {
  return withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount !== 0) return;
    const draft = `${TEMPLATE}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    const urls = await prepareDatabase(server, draft);
    await migrate(urls.owner);
    await client.query(`alter database ${draft} rename to ${TEMPLATE}`);
  });
}

// a folder as lock: making it succeeds for one process only
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 50) {
    const mine = await mkdir(path).then(() => true, () => false);
    if (mine) break;
    if (waited > 40_000) throw new Error(`another spec did not finish starting the database: ${path}`);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    await rmdir(path);
  }
}
