import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMongoAbility } from '@casl/ability';
import type { AppAbility } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import { withClient } from './connections.ts';
import { SystemClock } from '../clock.ts';
import { policyStatements } from '../../testing/probe-table.ts';
import { withDatabase, type TestDatabase } from '../../testing/index.ts';
import { systemActor, type Actor, type Principal, type ScopeEntry } from './actor.ts';
import { openOrm } from './orm.ts';
import { openRead, ownRow, scoped, scopedOrMine, scopedOrMineOrPublished, systemOnly, type RowPolicies } from './policies.ts';
import { UnitOfWork, type Tx } from './unit-of-work.ts';

const ME = randomUUID();
const OTHER = randomUUID();

const TABLES: Readonly<Record<string, RowPolicies>> = {
  probe_scoped: scoped(),
  probe_no_sector: scoped({ sectorColumn: null }),
  probe_any_sector: scoped({ anySector: true }),
  probe_mine: scopedOrMine({ personColumn: 'person_id' }),
  probe_mine_writable: scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
  probe_published: scopedOrMineOrPublished({ personColumn: 'person_id' }),
  probe_own: ownRow({ personColumn: 'person_id' }),
  probe_open: openRead(),
  probe_system: systemOnly(),
};

// name, path, sector, person, circle the row is published to
const ROWS: readonly (readonly [string, string, string, string, string])[] = [
  ['a1', '/a1/', 'alpha', OTHER, ''],
  ['a1-below', '/a1/x/', 'beta', ME, ''],
  ['a12', '/a12/', 'alpha', OTHER, '/a12/'],
  ['b', '/b/', 'alpha', OTHER, '/b/c/'],
  ['all', '/b/d/', '*', OTHER, '/'],
];

function person(scope: readonly ScopeEntry[], circles: readonly string[] = []): Principal {
  return { kind: 'person', accountId: randomUUID(), personId: ME, name: '', scope, circles, ability: createMongoAbility() as unknown as AppAbility, sessionId: '' };
}

describe('row policies', () => {
  let database: TestDatabase;
  let uow: UnitOfWork;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await withDatabase();
    await withClient(database.urls.owner, async (owner) => {
      await owner.query(`select set_config('app.system', 'on', false)`);
      for (const [table, policies] of Object.entries(TABLES)) {
        await owner.query(`create table ${table} (name text primary key, org_path text collate "C" not null, sector text not null, person_id uuid not null, published_to text collate "C" not null default '')`);
        for (const statement of policyStatements(table, policies)) await owner.query(statement);
        for (const row of ROWS) await owner.query(`insert into ${table} values ($1, $2, $3, $4, $5)`, [...row]);
      }
    });
    const orm = await openOrm({ url: database.urls.app, poolSize: 1 });
    uow = new UnitOfWork(orm, new SystemClock());
    close = () => orm.close(true);
  });
  afterAll(async () => {
    await close();
    await database.drop();
  });

  const names = async (actor: Actor, table: string): Promise<string[]> =>
    uow.run(actor, async (tx) => (await tx.sql<{ name: string }>(`select name from ${table} order by name collate "C"`)).map((row) => row.name));
  const write = (actor: Actor, act: (tx: Tx) => Promise<unknown>): Promise<unknown> => uow.run(actor, act);

  test('SEC-D: without a context no row shows, except catalogues', async () => {
    await withClient(database.urls.app, async (client) => {
      for (const table of Object.keys(TABLES)) {
        expect((await client.query(`select name from ${table}`)).rowCount).toBe(table === 'probe_open' ? ROWS.length : 0);
      }
    });
  });

  test('an empty scope shows nothing, a malformed setting neither', async () => {
    expect(await names(person([]), 'probe_scoped')).toEqual([]);
    await withClient(database.urls.app, async (client) => {
      for (const setting of [' ', '  ', ':', '*:', '*', 'alpha:', '  *:a', '*:/a', '/a', '/a1', 'alpha:/a1', 'gamma', '/%/', 'a1', ' /a1/', '/a1/  /b/', '/a1/ ', '/a1/\n/b/']) {
        const all = ['app.scope', 'app.scope_all', 'app.scope_sector', 'app.circles'].map((name) => `set_config('${name}', $1, false)`).join(', ');
        await client.query(`select ${all}`, [setting]);
        for (const table of ['probe_scoped', 'probe_no_sector', 'probe_any_sector', 'probe_published']) {
          expect({ setting, table, rows: (await client.query(`select name from ${table}`)).rows }).toEqual({ setting, table, rows: [] });
        }
      }
    });
  });

  test('a path is not the prefix of its namesake: /a1/ does not reach /a12/', async () => {
    expect(await names(person([{ path: '/a1/', sectors: '*' }]), 'probe_scoped')).toEqual(['a1', 'a1-below']);
  });

  test('sectors clip the scope; a table without sectors needs a scope over all of them', async () => {
    const clipped = person([{ path: '/a1/', sectors: ['alpha'] }, { path: '/b/', sectors: ['alpha', 'beta'] }]);
    expect(await names(clipped, 'probe_scoped')).toEqual(['a1', 'b']);
    expect(await names(clipped, 'probe_no_sector')).toEqual([]);
    expect(await names(clipped, 'probe_any_sector')).toEqual(['a1', 'a1-below', 'all', 'b']);
    expect(await names(person([{ path: '/b/', sectors: '*' }]), 'probe_no_sector')).toEqual(['all', 'b']);
  });

  test('a scope counts from its first to its last day only', async () => {
    const entry = { path: '/a1/', sectors: '*' } as const;
    expect(await names(person([{ ...entry, to: '2000-01-01' }, { ...entry, from: '2999-01-01' }]), 'probe_scoped')).toEqual([]);
    expect(await names(person([{ ...entry, from: '2000-01-01', to: '2999-01-01' }]), 'probe_scoped')).toHaveLength(2);
  });

  test('own rows are readable outside the scope, writable only where said', async () => {
    const me = person([]);
    expect(await names(me, 'probe_mine')).toEqual(['a1-below']);
    expect(await names(me, 'probe_own')).toEqual(['a1-below']);
    const touch = (table: string) => (tx: Tx) => tx.sql(`update ${table} set sector = 'gamma' returning name`);
    expect(await write(me, touch('probe_mine'))).toEqual([]);
    expect(await write(me, touch('probe_mine_writable'))).toEqual([{ name: 'a1-below' }]);
    expect(await write(me, (tx) => tx.sql(`delete from probe_mine returning name`))).toEqual([]);
  });

  test('published rows show to the circle and everything below it, read only', async () => {
    const below = person([], ['/b/c/e/']);
    expect(await names(below, 'probe_published')).toEqual(['a1-below', 'all', 'b']);
    expect(await names(person([], ['/a1/']), 'probe_published')).toEqual(['a1-below', 'all']);
    expect(await names(person([], ['/a12/']), 'probe_published')).toEqual(['a1-below', 'a12', 'all']);
    expect(await names(person([], ['/b/']), 'probe_published')).toEqual(['a1-below', 'all']);
    expect(await write(below, (tx) => tx.sql(`update probe_published set sector = 'gamma' returning name`))).toEqual([]);
  });

  test('nothing is written or moved outside the scope', async () => {
    const me = person([{ path: '/a1/', sectors: '*' }]);
    const insert = (path: string) => (tx: Tx) => tx.sql(`insert into probe_scoped values ('new', ?, 'alpha', ?)`, [path, ME]);
    await expect(write(me, insert('/a12/'))).rejects.toThrow(/row-level security/);
    await expect(write(me, (tx) => tx.sql(`update probe_scoped set org_path = '/b/' where name = 'a1'`))).rejects.toThrow(/row-level security/);
    await expect(write(me, (tx) => tx.sql(`update probe_open set sector = 'gamma' returning name`))).resolves.toEqual([]);
    await expect(write(me, async (tx) => (await insert('/a1/z/')(tx), { ok: false }))).resolves.toEqual({ ok: false });
    expect(await names(me, 'probe_scoped')).toEqual(['a1', 'a1-below']);
  });

  test('the system sees everything', async () => {
    for (const table of Object.keys(TABLES)) expect(await names(systemActor('spec'), table)).toHaveLength(ROWS.length);
  });

  test('nothing of one transaction is left to the next on the same connection', async () => {
    await names(systemActor('spec'), 'probe_scoped');
    expect(await names(person([]), 'probe_scoped')).toEqual([]);
    await names(person([{ path: '/', sectors: '*' }], ['/b/c/']), 'probe_scoped');
    await expect(uow.run(systemActor('spec'), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await names({ ...person([]), personId: null }, 'probe_published')).toEqual([]);
  });

  test('a malformed path or sector in a scope is refused before it reaches the database', async () => {
    await expect(names(person([{ path: '/a1', sectors: '*' }]), 'probe_scoped')).rejects.toThrow('malformed path');
    await expect(names(person([{ path: '/a1/ *:/', sectors: '*' }]), 'probe_scoped')).rejects.toThrow('malformed path');
    await expect(names(person([{ path: '/a1/', sectors: ['*'] }]), 'probe_scoped')).rejects.toThrow('malformed sector');
    await expect(names(person([], ['']), 'probe_scoped')).rejects.toThrow('malformed path');
  });

  test('in_scope answers as the policies do', async () => {
    const rows = await uow.run(person([{ path: '/a1/', sectors: ['alpha'] }]), (tx) =>
      tx.sql(`select in_scope('alpha', '/a1/x/') a, in_scope('beta', '/a1/') b, in_scope('alpha', '/a12/') c, in_scope('*', '/a1/') d`));
    expect(rows).toEqual([{ a: true, b: false, c: false, d: false }]);
  });
});
