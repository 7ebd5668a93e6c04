import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { whereFor, type Subject } from '@shuping/permissions';
import { Principals } from '../../platform/authz/index.ts';
import { withClient } from '../../platform/persistence/connections.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootWorld, signedIn, OpenDoors, type TestPerson, type World } from '../../testing/index.ts';
import { PersonRecord } from '../people/person.entity.ts';
import { ProblemRecord } from '../rectification/problem.entity.ts';
import { ReportRecord } from '../reports/report.entity.ts';
import { OrganisationRecord } from './organisation.entity.ts';

type Kind = { readonly table: string; readonly subject: Subject; readonly record: { new (): object }; readonly route?: string };
const KINDS: readonly Kind[] = [
  { table: 'organisation', subject: 'Organisation', record: OrganisationRecord, route: '/api/organisations' },
  { table: 'person', subject: 'Person', record: PersonRecord, route: '/api/people' },
  { table: 'problem', subject: 'Problem', record: ProblemRecord, route: '/api/problems' },
  { table: 'report', subject: 'Report', record: ReportRecord },
];
let world: World;
let doors: OpenDoors;
let asker: TestPerson;
let path: string;
const total = new Map<string, number>();

beforeAll(async () => {
  world = await bootWorld({ override: (builder) => builder.overrideProvider(Principals).useClass(OpenDoors) });
  doors = world.app.get(Principals) as OpenDoors;
  ({ path } = world.org('临江理工大学机电工程系党总支'));
  await plant(world);
  asker = await signedIn(world, { path, grants: [{ role: 'host_officer', path }] });
  for (const { table } of KINDS) {
    const [row] = await world.uow.run(systemActor('spec'), (tx) => tx.sql<{ count: number }>(`select count(*)::int as count from ${table}`));
    total.set(table, row!.count);
  }
}, 60_000);
afterAll(() => world.close());

/** One report and one problem per branch of the department and of the hospital, with whatever columns the tables have. */
async function plant({ database, uow }: World): Promise<void> {
  const branches = await uow.run(systemActor('spec'), (tx) => tx.sql<{ id: string; org_path: string; sector: string }>(`select id, org_path, sector from organisation where kind = 'branch'`));
  await withClient(database.adminUrl, async (client) => {
    for (const table of ['problem', 'report']) {
      const { rows: columns } = await client.query<{ column_name: string; data_type: string }>(`select column_name, data_type from information_schema.columns where table_name = $1 and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER'`, [table]);
      for (const branch of branches) {
        const values = columns.map(({ column_name: name, data_type: type }) => ({ org_path: branch.org_path, sector: branch.sector, published_to: '', found_on: '2026-01-08', version: 1, source: 'superior', level: 'now', state: table === 'problem' ? 'found' : 'draft' })[name as string] ?? filler(type));
        await client.query(`insert into ${table} (${columns.map((column) => column.column_name).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, values);
      }
    }
  });
}

function filler(type: string): unknown {
  if (type === 'uuid') return randomUUID();
  if (type === 'integer' || type === 'bigint') return 0;
  if (type.startsWith('timestamp')) return new Date('2026-01-08T00:00:00Z');
  if (type.startsWith('json')) return '[]';
  return type === 'boolean' ? false : 'x';
}

/** Paths that a list gives: as every list of the server asks, with the filter of the asker's ability. */
async function listed(kind: Kind): Promise<string[]> {
  const principal = (await doors.load(asker.accountId))!;
  const rows = await world.uow.run(principal, (tx) => tx.em.find(kind.record, whereFor(principal.ability, 'read', kind.subject) as never));
  return (rows as { orgPath: string }[]).map((row) => row.orgPath);
}

async function overHttp(kind: Kind): Promise<string> {
  const answer = await world.inject({ method: 'GET', url: `${kind.route!}?limit=200`, headers: asker.headers });
  expect(answer.statusCode).toBe(200);
  return answer.body;
}

async function expectOwnOnly(kind: Kind): Promise<void> {
  const paths = await listed(kind);
  expect(paths.length).toBeGreaterThanOrEqual(12);
  expect(paths.length).toBeLessThan(total.get(kind.table)!);
  expect(paths.filter((one) => !one.startsWith(path))).toEqual([]);
}

const foreign = () => world.org('中共临江省人民医院委员会');

/** Paths that the search function gives to the asker, asked past the API; it reads a table without row policies. */
async function sought(words: string, spelled = ''): Promise<string[]> {
  const principal = (await doors.load(asker.accountId))!;
  const rows = await world.uow.run(principal, (tx) => tx.sql<{ path: string | null }>('select org_path as path from search_organisations(?, ?, false, ?, null, null, 1000)', [words, spelled, '']));
  return rows.map((row) => row.path ?? 'common');
}

async function expectSearchWithinScope(): Promise<void> {
  const [own, pairs, one, spelled] = await Promise.all([sought('教工'), sought('支部'), sought('部'), sought('zhibu', 'zhibu')]);
  for (const found of [own, pairs, one, spelled]) {
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one) => !one.startsWith(path))).toEqual([]);
  }
  expect(await sought('人民医院')).toEqual([]);
  const paths = await world.uow.run({ ...(await doors.load(asker.accountId))!, scope: [], circles: [] }, (tx) => tx.sql('select 1 from search_organisations(?, ?, false, ?, null, null, 1000)', ['支部', '', '']));
  expect(paths).toEqual([]);
}

describe('SEC-P two walls around every row: both up', () => {
  test.each(KINDS)('$table: only the own subtree', (kind) => expectOwnOnly(kind));

  test('the search finds the middle of names, pairs, single characters and spellings, and nothing beyond the scope', expectSearchWithinScope);

  test('what the search reads is closed to the login of the server', async () => {
    for (const statement of ['select * from search.organisation_doc', 'select * from search.waiting', "select search.pieces_sought('x', 2)"]) await expect(world.uow.run(systemActor('spec'), (tx) => tx.sql(statement))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('SEC-P negative control: the wall of the API torn down', () => {
  beforeAll(() => {
    doors.open = true;
  });
  afterAll(() => {
    doors.open = false;
  });

  test.each(KINDS)('$table: the row policies hold', async (kind) => {
    const principal = (await doors.load(asker.accountId))!;
    expect(whereFor(principal.ability, 'read', kind.subject)).toEqual({});
    await expectOwnOnly(kind);
  });

  test('the search stays within the scope', expectSearchWithinScope);

  test('over HTTP: nothing of the hospital in lists, its ids are not there, and nothing of it can be written', async () => {
    for (const kind of KINDS.filter((one) => one.route !== undefined)) expect(await overHttp(kind)).not.toContain(foreign().path);
    for (const url of [`/api/organisations/${foreign().id}`, `/api/sectors?orgId=${foreign().id}`, `/api/people?orgId=${foreign().id}`]) expect((await world.inject({ method: 'GET', url, headers: asker.headers })).statusCode).toBe(404);
    const written = await world.inject({ method: 'PATCH', url: `/api/organisations/${foreign().id}`, headers: { ...asker.headers, 'if-match': '"1"' }, payload: { name: '夺' } });
    expect(written.statusCode).toBe(404);
  });
});

describe('SEC-P negative control: the row policies dropped', () => {
  beforeAll(() => withClient(world.database.adminUrl, async (client) => {
    for (const { table } of KINDS) await client.query(`alter table ${table} no force row level security; alter table ${table} disable row level security`);
  }));

  test.each(KINDS)('$table: the filter of the ability holds', async (kind) => {
    const principal = (await doors.load(asker.accountId))!;
    const [row] = await world.uow.run(principal, (tx) => tx.sql<{ count: number }>(`select count(*)::int as count from ${kind.table}`));
    expect(row!.count).toBeGreaterThanOrEqual(total.get(kind.table)!);
    await expectOwnOnly(kind);
  });

  test('the search, whose condition is its own, stays within the scope', expectSearchWithinScope);

  test('over HTTP: nothing of the hospital in lists, and its ids are not there', async () => {
    for (const kind of KINDS.filter((one) => one.route !== undefined)) expect(await overHttp(kind)).not.toContain(foreign().path);
    for (const url of [`/api/organisations/${foreign().id}`, `/api/sectors?orgId=${foreign().id}`, `/api/people?orgId=${foreign().id}`]) expect((await world.inject({ method: 'GET', url, headers: asker.headers })).statusCode).toBe(404);
  });

  test('with both walls down the rows do show: the tests above can fail', async () => {
    doors.open = true;
    for (const kind of KINDS) expect((await listed(kind)).some((one) => one.startsWith(foreign().path))).toBe(true);
    expect(await overHttp(KINDS[0]!)).toContain(foreign().path);
    doors.open = false;
  });
});
