import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { withDatabase, type TestDatabase } from '../../testing/database.ts';
import { initSql } from './connections.ts';
import { LOGIN_NAMES, roleOf } from './logins.ts';

describe('logins', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await withDatabase();
  });
  afterAll(() => database.drop());

  async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return work(client).finally(() => client.end());
  }

  test('none can become another, none is above row policies', async () => {
    for (const login of LOGIN_NAMES) {
      await as(database.urls[login], async (client) => {
        const { rows } = await client.query(
          `select rolname from pg_roles where rolname like 'shuping\\_%' and rolname <> current_user and (pg_has_role(current_user, oid, 'member') or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
        );
        expect(rows).toEqual([]);
        for (const other of LOGIN_NAMES.filter((name) => name !== login)) {
          await expect(client.query(`set role ${roleOf(other)}`)).rejects.toMatchObject({ code: '42501' });
        }
        await expect(client.query('set session authorization postgres')).rejects.toMatchObject({ code: '42501' });
      });
    }
  });

  test('the ballot side leaves no statement in the log and cannot change that', async () => {
    for (const login of ['ballot', 'seal'] as const) {
      await as(database.urls[login], async (client) => {
        const { rows } = await client.query(`select name, setting from pg_settings where name in ('log_statement', 'log_min_duration_statement', 'log_parameter_max_length', 'log_parameter_max_length_on_error', 'track_commit_timestamp') order by name`);
        expect(rows.map((row) => row.setting)).toEqual(['-1', '0', '0', 'none', 'off']);
        await expect(client.query(`set log_statement = 'all'`)).rejects.toMatchObject({ code: '42501' });
      });
    }
  });

  test('ballot and seal see no table of the roster side', async () => {
    for (const login of ['ballot', 'seal'] as const) {
      await as(database.urls[login], (client) => expect(client.query('select * from public.installation')).rejects.toMatchObject({ code: '42501' }));
    }
    await as(database.urls.app, (client) => expect(client.query('truncate demo_clock')).rejects.toMatchObject({ code: '42501' }));
  });

  test('the statements for an administrator name every login and no password', () => {
    const sql = initSql('shuping');
    for (const login of LOGIN_NAMES) expect(sql).toContain(`create role ${roleOf(login)} with login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password '<password of ${login}>'`);
  });
});
