import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { withDatabase, type TestDatabase } from '../../testing/database.ts';
import { migrate, schemaDrift } from './migrate.ts';
import { MIGRATION_TABLE } from './orm.ts';

/** Tables of `public` without row policies, each for a reason: the first is the list of applied migrations, which `app` may only read. */
const WITHOUT_POLICIES = [MIGRATION_TABLE];

describe('schema', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  beforeAll(async () => {
    database = await withDatabase();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  test('the migrations make exactly what the entities declare', async () => {
    expect(await schemaDrift(database.urls.owner)).toBe('');
  });

  test('drift is seen when a policy or an index is dropped', async () => {
    const own = await withDatabase();
    const client = new pg.Client({ connectionString: own.adminUrl });
    await client.connect();
    await client.query('drop policy "write" on demo_clock');
    await client.end();
    expect(await schemaDrift(own.urls.owner)).toContain('create policy "write" on "demo_clock"');
    await own.drop();
  });

  test('migrating again changes nothing', async () => {
    expect(await migrate(database.urls.owner)).toEqual({ applied: [] });
  });

  test('every table in public forces row security and has a policy', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)) order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(WITHOUT_POLICIES);
  });

  test('app owns nothing and may neither truncate nor alter', async () => {
    const { rows } = await admin.query(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
         and (pg_get_userbyid(c.relowner) <> 'shuping_owner' or has_table_privilege('shuping_app', c.oid, 'truncate, references, trigger'))`,
    );
    expect(rows).toEqual([]);
    const grants = await admin.query(`select has_schema_privilege('shuping_app', 'public', 'create') a, has_schema_privilege('shuping_app', 'ballot', 'usage') b,
      has_schema_privilege('shuping_ballot', 'public', 'usage') c, has_schema_privilege('shuping_seal', 'public', 'usage') d`);
    expect(grants.rows[0]).toEqual({ a: false, b: false, c: false, d: false });
  });

  test('views over protected tables run as their reader', async () => {
    const { rows } = await admin.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm' or (relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)))`,
    );
    expect(rows).toEqual([]);
  });
});
