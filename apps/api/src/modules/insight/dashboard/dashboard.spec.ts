import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { MEASURES, type CountedPage, type DashboardOut, type Measure } from '@shuping/contracts';
import { unwrap } from '@shuping/kernel';
import { readXlsx } from '@shuping/office';
import { randomUUID } from 'node:crypto';
import { systemActor, Tx } from '../../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { ask, insertPerAssessee, StandingClock, withClock } from '../../cycles/testing/cycle-world.ts';
import { partOf } from '../../results/testing/zip-part.ts';

jest.setTimeout(120_000);

const clock = new StandingClock();
const HOSTS = ['/p/', '/p/a/', '/p/a/x/', '/p/a/y/', '/p/b/'];
const ids = new Map<string, string>();
const cycles = new Map<string, string>();
let booted: BootedApp;
let province: TestPerson;
let county: TestPerson;
let schools: TestPerson;

const run = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<T[]> => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const board = async (who: TestPerson, query = ''): Promise<DashboardOut> => {
  const { status, body } = await ask<DashboardOut>(booted, who, 'GET', `/dashboard${query}`);
  expect(status).toBe(200);
  return body;
};
const list = async (who: TestPerson, query: Record<string, string>): Promise<CountedPage> => (await ask<CountedPage>(booted, who, 'GET', `/dashboard/list?${new URLSearchParams(query)}`)).body;

/** Fifty are due and forty present; of two ballots for each, 78 came back. Sealed where the cycle is past it. */
async function meeting(path: string, cycleId: string, stage: string): Promise<void> {
  const groups = [{ id: 'leaders', due: 20, present: 16 }, { id: 'members', due: 30, present: 24 }];
  const counts = stage === 'feedback' ? { classes: { leaders: { issued: 32, returned: 30, uncast: 2 }, members: { issued: 48, returned: 48, uncast: 0 } }, merged: {}, withheld: [] } : null;
  await run("insert into meeting (host_id, id, org_path, published_to, cycle_id, sectors, title, starts_at, phase, groups, confirmations, grouping, round_phases, waves, counts, paper, version) values (?, ?, ?, '', ?, '[\"village\",\"school\"]', '述职评议会', '2026-12-01T09:00:00+08:00', ?, ?, '{}', '{}', '{}', '[]', ?, '{}', 1)", [ids.get(path), randomUUID(), path, cycleId, counts ? 'sealed' : 'voting', JSON.stringify(groups), counts ? JSON.stringify(counts) : null]);
}

/** A host with a unit of each sector below it, a cycle of the year, and rows of every kind. */
async function host(path: string, year: number, stage: string, period = String(year)): Promise<void> {
  const id = randomUUID();
  if (period === String(year)) cycles.set(`${path}${year}`, id);
  await run("insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, version) values (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, '{}', '{}', 1)", [ids.get(path), id, path, period, year, `${year} ${path}`, path, `${year}-01-01`, `${year}-12-31`, stage]);
  for (const [at, sector] of ['village', 'school', 'village'].entries()) {
    const unit = `${path}u${at}/`;
    await run(`insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, position, facts, version) values (?, ?, ?, ?, ?, ?, ?, ?, '柳青', '书记', ?, ?, ?, '{}', 1)`, [ids.get(path), randomUUID(), unit, sector, id, ids.get(unit), randomUUID(), unit, unit, at < 2, at]);
  }
  await insertPerAssessee(booted, 'report', id, { state: 'accepted', round: 1, current_version: 1, sections: JSON.stringify([{ id: 'did', text: '开展' }, { id: 'found', text: '  ' }, { id: 'next', text: '整改' }]) });
  await meeting(path, id, stage);
  await insertPerAssessee(booted, 'problem', id, { state: 'planned', title: '发展党员程序不规范', deadline: `${year}-10-01`, found_on: `${year}-02-01`, place: '1', source: 'self' });
  // the second of two units asked too few to be told
  await run("update problem set asked = case when sector = 'village' then 20 else 4 end, satisfied = case when sector = 'village' then 17 else 4 end where cycle_id = ?", [id]);
  await insertPerAssessee(booted, 'action_item', id, { action: 'talk', rule: 'talk', grade: 'cha', state: 'done', due: `${year}-06-01` });
  await insertPerAssessee(booted, 'commitment', id, { state: 'kept', kind: 'project', number: 1, text: '建成党群服务中心' });
  await insertPerAssessee(booted, 'result', id, { state: stage === 'feedback' ? 'published' : 'decided', grade: 'hao', current: true, number: 1, year });
}

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  clock.set('2026-11-20');
  const org = async (path: string, parent: string | null, sector: string): Promise<void> => {
    ids.set(path, randomUUID());
    await run("insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, ?, ?, '', ?, ?, ?, '', 'branch', 0, '2020-01-01', 1)", [ids.get(path), path, sector, parent === null ? null : ids.get(parent), `单位${path}`, path]);
  };
  for (const path of HOSTS) await org(path, path === '/p/' ? null : path.replace(/[^/]+\/$/, ''), 'township');
  for (const path of HOSTS) for (const at of [0, 1, 2]) await org(`${path}u${at}/`, path, at === 1 ? 'school' : 'village');
  for (const path of HOSTS) await host(path, 2026, path === '/p/b/' ? 'feedback' : 'grading');
  await host('/p/b/', 2025, 'archive');
  // the half-year of a host has rows of every kind too; none of them is counted to the year (R-C1)
  await host('/p/b/', 2026, 'feedback', '2026-H1');
  await run("insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day) values (?, '/p/b/u1/', 'school', ?, ?, 'guiding', '2020-01-01')", [randomUUID(), ids.get('/p/b/u1/'), ids.get('/p/a/')]);
  province = await signedIn(booted, { path: '/p/', grants: [{ role: 'host_leader', path: '/p/' }] });
  county = await signedIn(booted, { path: '/p/b/', grants: [{ role: 'host_officer', path: '/p/b/' }] });
  schools = await signedIn(booted, { path: '/p/', grants: [{ role: 'observer', path: '/p/', sectors: ['school'] }] });
}, 120_000);
afterAll(() => booted.close());

describe('R-J1 the dashboard', () => {
  test('places below with what each runs itself; level 0 adds up to the total', async () => {
    const { rows, total, before, years, crumbs } = await board(province);
    expect(rows.map((row) => [row.name, row.level, row.own])).toEqual([['单位/p/', 0, true], ['单位/p/a/', 0, false], ['单位/p/a/', 1, true], ['单位/p/a/x/', 1, false], ['单位/p/a/y/', 1, false], ['单位/p/b/', 0, false]]);
    expect(total.n).toMatchObject({ cycles: 5, assessees: 10, left_out: 5, units: 19, covered: 10, accepted: 10, problems: 10, problems_overdue: 10, talks: 10, talks_done: 10, commitments_kept: 10, projects: 10, projects_done: 10 });
    for (const measure of MEASURES) expect([measure, rows.filter((row) => row.level === 0).reduce((sum, row) => sum + row.n[measure]!, 0)]).toEqual([measure, total.n[measure]]);
    expect(before?.n.assessees).toBe(2);
    expect(years).toEqual([2026, 2025]);
    expect(crumbs.map((one) => one.name)).toEqual(['单位/p/']);
  });

  test('a grade counts only where it is published', async () => {
    const { total, rows, byYear } = await board(province);
    expect(total.grades).toEqual({ hao: 2 });
    expect(rows.filter((row) => row.level === 0).map((row) => row.n.graded)).toEqual([0, 0, 2]);
    expect(byYear.map((one) => [one.year, one.n.graded])).toEqual([[2026, 2], [2025, 0]]);
  });

  test('every figure leads to a list of just as many: of the whole, of each place, sector, stage and grade', async () => {
    const { total, rows, bySector, year } = await board(province);
    const cases: { want: number | undefined; query: Record<string, string> }[] = [];
    const add = (want: number | undefined, query: Record<string, string>): void => void cases.push({ want, query: { year: String(year), limit: '200', ...query } });
    for (const measure of MEASURES) {
      add(total.n[measure], { measure });
      for (const row of rows) add(row.n[measure], { measure, orgId: row.id, ...(row.own ? { own: '1' } : {}) });
      // cycles and meetings are of several sectors at once
      for (const one of bySector) if (measure !== 'cycles' && measure !== 'voted') add(one.n[measure], { measure, sector: one.sector });
    }
    for (const [stage, want] of Object.entries(total.stages)) add(want, { measure: 'assessees', stage });
    for (const [grade, want] of Object.entries(total.grades)) add(want, { measure: 'graded', grade });
    for (const { want, query } of cases) {
      const page = await list(province, query);
      expect([query, page.total, page.items.length]).toEqual([query, want, want]);
    }
    expect(cases.some(({ want }) => (want ?? 0) > 0)).toBe(true);
  });

  test('R-J1 R-J3 turnout, satisfaction and minutes are sums of their lists; nothing is told before a seal, nor of fewer than five asked', async () => {
    const { total, rows } = await board(province);
    // two sections written in each of ten reports, no reading and no figure recorded
    expect(total.amounts).toEqual({ minutes: 10 * 90, took_part: 39, entitled: 50, asked: 100, satisfied: 85 });
    expect(rows.filter((row) => row.level === 0).map((row) => row.amounts.entitled)).toEqual([0, 0, 50]);
    const line = async (measure: Measure): Promise<(number | null)[][]> => (await list(province, { measure, limit: '200' })).items.map((item) => [item.part, item.whole]);
    expect([await line('voted'), (await line('surveyed')).length, (await line('filled'))[0], (await line('talks'))[0]]).toEqual([[[39, 50]], 5, [90, null], [null, null]]);
    expect((await board(schools)).total.amounts).toMatchObject({ asked: 0, satisfied: 0 });
  });

  test('R-K6 the list as a workbook has the lines and columns of the page, for who may export', async () => {
    const answer = await booted.inject({ method: 'GET', url: '/api/dashboard/list.xlsx?measure=voted&year=2026', headers: province.headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const { sheets } = unwrap(await readXlsx(answer.rawPayload));
    expect(sheets[0]!.rows.slice(0, 3).map((row) => row.filter((cell) => cell !== null && cell !== ''))).toEqual([['单位/p/ 2026年度 已封存会议'], ['会议', '主持单位', '日期', '参评人数', '应到人数', '状态'], ['述职评议会', '/p/b/', '2026-12-01', 39, 50, '已封存']]);
    for (const measure of MEASURES) expect([measure, (await booted.inject({ method: 'GET', url: `/api/dashboard/list.xlsx?measure=${measure}&lang=en`, headers: province.headers })).statusCode]).toEqual([measure, 200]);
    expect((await ask(booted, schools, 'GET', '/dashboard/list.xlsx?measure=talks')).status).toBe(403);
    expect((await ask(booted, county, 'GET', `/dashboard/list.xlsx?measure=talks&orgId=${ids.get('/p/')}`)).status).toBe(404);
  });

  test('the same wording in several units is a common problem, and its count a list', async () => {
    const { common } = await board(province);
    expect(common).toEqual([{ title: '发展党员程序不规范', units: 10, count: 10 }]);
    expect((await list(province, { measure: 'problems', title: common[0]!.title })).total).toBe(10);
  });

  test('pages of a list go on where the last one ended', async () => {
    const first = await list(province, { measure: 'problems', limit: '6' });
    const second = await list(province, { measure: 'problems', limit: '6', after: first.next! });
    expect([first.items.length, second.items.length, second.next, new Set([...first.items, ...second.items].map((item) => item.id)).size]).toEqual([6, 4, undefined, 10]);
    expect((await ask(booted, province, 'GET', '/dashboard/list?measure=problems&after=WyJhIiwiYiJd')).status).toBe(400);
  });

  test('a county sees itself alone; the place of another is not there', async () => {
    const { unit, rows, total } = await board(county);
    expect([unit.name, rows.map((row) => row.name), total.n.assessees]).toEqual(['单位/p/b/', ['单位/p/b/'], 2]);
    for (const path of ['/p/', '/p/a/', '/p/a/x/']) {
      expect((await ask(booted, county, 'GET', `/dashboard?orgId=${ids.get(path)}`)).body).toMatchObject({ code: 'organisation.not-found' });
      expect((await ask(booted, county, 'GET', `/dashboard/list?measure=problems&orgId=${ids.get(path)}`)).body).toMatchObject({ code: 'organisation.not-found' });
    }
  });

  test('R-A1 a body over one sector sees it across all counties, and nothing else', async () => {
    const { total, bySector, rows } = await board(schools);
    expect([total.n.assessees, bySector.map((one) => one.sector), rows.length]).toEqual([5, ['school'], 6]);
    const other: Measure[] = ['problems', 'talks', 'commitments', 'assessees'];
    for (const measure of other) expect((await list(schools, { measure, sector: 'village' })).total).toBe(0);
  });

  test('R-A1 by guiding line: only units that the body guides', async () => {
    const { guides, total } = await board(province, `?guide=${ids.get('/p/a/')}`);
    expect([guides.map((one) => one.name), total.n.assessees]).toEqual([['单位/p/a/'], 1]);
    expect((await list(province, { measure: 'assessees', guide: ids.get('/p/a/')! })).items.map((item) => item.orgName)).toEqual(['/p/b/u1/']);
  });

  test('R-J2 the overview in Word says the figures of the dashboard; only who may export gets it', async () => {
    const answer = await booted.inject({ method: 'GET', url: '/api/dashboard/overview.docx?year=2026', headers: province.headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
    const text = partOf(answer.rawPayload, 'word/document.xml').replace(/<[^>]+>/g, '');
    const { total } = await board(province);
    expect(text).toContain(`共查出问题${total.n.problems}项，已整改销号0项，销号率0%；正在整改10项，其中逾期10项。`);
    expect(text).toContain('应约谈10人，已约谈10人，完成100%');
    expect(text).toContain('已公示评定等次2人');
    expect((await ask(booted, schools, 'GET', '/dashboard/overview.docx')).status).toBe(403);
    expect((await ask(booted, county, 'GET', `/dashboard/overview.docx?orgId=${ids.get('/p/')}`)).status).toBe(404);
  });

  test('as many statements for twenty hosts as for one', async () => {
    const count = async (who: TestPerson): Promise<number> => {
      const spy = jest.spyOn(Tx.prototype, 'sql');
      await board(who);
      // beside them jobs and events look for work every second
      const { length } = (spy.mock.contexts as Tx[]).filter(({ actor }) => actor.kind === 'person' || actor.name === 'insight');
      spy.mockRestore();
      return length;
    };
    const before = await count(province);
    expect(await count(county)).toBe(before);
    for (let at = 0; at < 20; at += 1) {
      const path = `/p/n${at}/`;
      ids.set(path, randomUUID());
      await run("insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, ?, 'township', '', ?, ?, ?, '', 'branch', 0, '2020-01-01', 1)", [ids.get(path), path, ids.get('/p/'), path, path]);
      await run("insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, version) values (?, ?, ?, '', '2026', 2026, ?, ?, '2026-01-01', '2026-12-31', 'planning', '{}', '{}', 1)", [ids.get(path), randomUUID(), path, path, path]);
    }
    expect((await board(province)).rows).toHaveLength(26);
    expect(await count(province)).toBe(before);
  });
});
