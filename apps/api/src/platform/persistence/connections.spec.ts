import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig, readConfig } from '../../config/index.ts';
import { initGivenDatabase, openDatabase, withClient } from './connections.ts';
import { startEmbedded, type EmbeddedServer } from './embedded/launcher.ts';
import { migrate } from './migrate.ts';

describe('a server of the user', () => {
  let dir: string;
  let server: EmbeddedServer;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'shuping-given-'));
    await chmod(dir, 0o755);
    server = await startEmbedded({ dataDir: dir, durable: false });
  });
  afterAll(async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  function config(databaseUrl: string, folder: string): AppConfig {
    const read = readConfig({ DATABASE_URL: databaseUrl, SHUPING_DATA: join(dir, folder) });
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  }

  test('init stops with the statements for an administrator when it may not make logins', async () => {
    const admin = server.url('postgres', server.secrets.superuser, 'postgres');
    await withClient(admin, (client) => client.query(`create role weak login password 'weak'`));
    const url = server.url('weak', 'weak', 'postgres');
    await expect(initGivenDatabase(config(url, 'weak'), url)).rejects.toMatchObject({ problem: { code: 'database.may-not-create-logins', params: { sql: expect.stringContaining('create role shuping_owner') } } });
  });

  test('without its logins nothing starts; after init the address alone is enough', async () => {
    const admin = server.url('postgres', server.secrets.superuser, 'postgres');
    await withClient(admin, (client) => client.query('create database given'));
    const url = server.url('postgres', server.secrets.superuser, 'given');
    const own = config(url, 'given');
    await expect(openDatabase(own)).rejects.toMatchObject({ problem: { code: 'database.logins-missing' } });
    await initGivenDatabase(own, url);
    expect((await stat(join(own.dataDir, 'database-logins.json'))).mode & 0o777).toBe(0o600);
    const { urls, embedded } = await openDatabase(own);
    expect(embedded).toBeNull();
    expect((await migrate(urls.owner)).applied).not.toEqual([]);
    expect(await withClient(urls.app, async (client) => (await client.query('select current_user as login, count(*)::int as rows from installation')).rows)).toEqual([{ login: 'shuping_app', rows: 0 }]);
    // a demonstration that is asked for on this server by somebody else must not lock the installation out
    await expect(initGivenDatabase(config(url, 'other'), url, { first: true })).rejects.toMatchObject({ problem: { code: 'database.logins-exist', params: { logins: 'shuping_app shuping_ballot shuping_owner shuping_seal' } } });
    expect(await withClient(urls.app, async (client) => (await client.query('select 1 as still')).rows)).toEqual([{ still: 1 }]);
  });

  test('an unreachable server is named', async () => {
    await expect(withClient('postgresql://someone@127.0.0.1:1/none', () => Promise.resolve())).rejects.toMatchObject({ problem: { code: 'database.unreachable', params: { login: 'someone', reason: 'ECONNREFUSED' } } });
  });
});
