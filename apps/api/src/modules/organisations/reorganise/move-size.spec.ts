import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { systemActor } from '../../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp } from '../../../testing/index.ts';
import { askerOf, reorganise } from '../testing/reorganise.ts';
import { orphanPaths } from './follow-path.ts';

/** 400 units in a run of the tests; `SHUPING_UNITS=20000` for the size of a province's cities, printed with its time. */
const UNITS = Number(process.env['SHUPING_UNITS'] ?? 400);
jest.setTimeout(300_000);

const SYSTEM = systemActor('spec');
const id = (n: string): string => `00000000-0000-4000-8000-${n.padStart(12, '0')}`;
let booted: BootedApp;

beforeAll(async () => {
  booted = await bootApp();
  await booted.uow.run(SYSTEM, async (tx) => {
    const org = "insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version)";
    for (const [n, path, parent] of [['1', '/p/', null], ['2', '/p/a/', id('1')], ['3', '/p/b/', id('1')], ['4', '/p/a/county/', id('2')]] as const) await tx.sql(`${org} values (?, ?, '', ?, ?, ?, ?, '', 'committee', 0, '2020-01-01', 1)`, [id(n), path, path, parent, `单位${n}`, n]);
    const unit = "('10000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid";
    const path = "'/p/a/county/t' || (g % 50) || 'x/u' || g || '/'";
    await tx.sql(`${org} select ${unit}, ${path}, '', ${path}, ?, '支部' || g, '支' || g, '', 'branch', 0, '2020-01-01', 1 from generate_series(1, ?::int) g`, [id('4'), UNITS]);
    await tx.sql(`insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day) select gen_random_uuid(), ${path}, '', ${unit}, ?, 'leading', '2020-01-01' from generate_series(1, ?::int) g`, [id('4'), UNITS]);
    await tx.sql(`insert into person (id, org_path, name, version) select ${unit}, ${path}, '人' || g, 1 from generate_series(1, ?::int) g`, [UNITS]);
    await tx.sql(`insert into appointment (id, org_path, sector, org_id, person_id, post, from_day, version) select gen_random_uuid(), ${path}, '', ${unit}, ${unit}, '党支部书记', '2020-01-01', 1 from generate_series(1, ?::int) g`, [UNITS]);
  });
}, 120_000);
afterAll(() => booted.close());

describe('R-A5, SEC-P10 a move of a large subtree', () => {
  test(`${UNITS} units with their people and posts, whole`, async () => {
    const province = askerOf(booted, await signedIn(booted, { path: '/p/', grants: [{ role: 'org_admin', path: '/' }] }));
    const began = performance.now();
    const ended = await reorganise(booted, province, id('4'), { act: 'move', on: '2026-01-01', reason: '区划调整', toId: id('3') });
    const whole = performance.now() - began;
    expect(ended).toMatchObject({ code: null, job: { state: 'done' } });
    const [took] = await booted.uow.run(SYSTEM, (tx) => tx.sql<{ ms: number }>("select extract(epoch from ended_at - started_at) * 1000 as ms from job where kind = 'organisation.reorganise'"));
    const [left] = await booted.uow.run(SYSTEM, (tx) => tx.sql<{ n: number }>("select count(*)::int as n from organisation where org_path ^@ '/p/a/county/'"));
    const [there] = await booted.uow.run(SYSTEM, (tx) => tx.sql<{ n: number }>("select count(*)::int as n from organisation where org_path ^@ '/p/b/county/'"));
    expect([left!.n, there!.n]).toEqual([0, UNITS + 1]);
    expect(await booted.uow.run(SYSTEM, async (tx) => (await orphanPaths(tx)).filter((one) => one.table !== 'account'))).toEqual([]);
    if (process.env['SHUPING_UNITS']) process.stderr.write(`${JSON.stringify({ units: UNITS, rows: ended.job?.params, requestToEndMs: Math.round(whole), jobMs: Math.round(Number(took!.ms)) })}\n`);
  });
});
