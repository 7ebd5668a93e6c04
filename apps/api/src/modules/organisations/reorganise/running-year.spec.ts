import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ReorganisationPreview } from '@shuping/contracts';
import { school } from '@shuping/plugin-school';
import type { ScoreInputs } from '@shuping/scheme';
import { Principals } from '../../../platform/authz/index.ts';
import { systemActor } from '../../../platform/persistence/index.ts';
import { bootApp, signedIn, type Asker, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { StandingClock, withClock } from '../../cycles/testing/cycle-world.ts';
import { resultsWorld, type ResultsWorld } from '../../results/testing/results-world.ts';
import { askerOf, reorganise } from '../testing/reorganise.ts';
import { orphanPaths, pathTables } from './follow-path.ts';

jest.setTimeout(120_000);

const SYSTEM = systemActor('spec');
const [full] = school.scheme.examples as readonly { inputs: ScoreInputs }[];
const clock = new StandingClock();
const DATED = { on: '2026-12-22', reason: '临组发〔2026〕12号' };
let booted: BootedApp;
let one: ResultsWorld;
let two: ResultsWorld;
let province: Asker;
const tops: Record<string, string> = {};
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(SYSTEM, (tx) => tx.sql<T>(sql, params));
const preview = async (id: string, act: object) => (await province.send('POST', `/api/organisations/${id}/reorganisations/preview`, act)).json() as ReorganisationPreview;
const codes = async (id: string, act: object) => (await preview(id, act)).refusals.map((refusal) => refusal.code);
const stage = (world: ResultsWorld, to: string) => run('update cycle set stage = ? where id = ?', [to, world.cycleId]);
const org = async (id: string) => (await run<{ path: string; closed: string | null; parent: string | null; name: string }>('select org_path as path, closed_on as closed, parent_id as parent, name from organisation where id = ?', [id]))[0]!;
const at = (path: string, role: string, sectors?: readonly string[]) => signedIn(booted, { path, grants: [{ role, path, ...(sectors ? { sectors } : {}) }] });

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  one = await resultsWorld(booted, clock, 'r1', [full!.inputs, full!.inputs, full!.inputs, full!.inputs]);
  two = await resultsWorld(booted, clock, 'r2', [full!.inputs]);
  clock.set('2026-12-22');
  for (const path of ['/r1/', '/r2/']) tops[path] = (await run<{ id: string }>('select id from organisation where org_path = ?', [path]))[0]!.id;
  province = askerOf(booted, await at('/', 'org_admin'));
}, 120_000);
afterAll(() => booted.close());
afterEach(async () => expect(await booted.uow.run(SYSTEM, orphanPaths)).toEqual([]));

describe('R-A5 an organisation moved while its cycle runs', () => {
  test('assessed past vetting: refused until that cycle is archived, for moving away, merging and closing', async () => {
    await stage(one, 'grading');
    const unit = one.units[3]!.id;
    const bound = 'organisation.in-running-cycle';
    expect(await codes(unit, { act: 'move', ...DATED, toId: tops['/r2/'] })).toEqual([bound]);
    expect(await codes(unit, { act: 'merge', ...DATED, intoId: one.units[2]!.id })).toEqual([bound]);
    expect(await codes(unit, { act: 'close', ...DATED })).toEqual([bound]);
    expect(await codes(unit, { act: 'rename', ...DATED, name: '第四党支部', shortName: '四支部' })).toEqual([]);
    expect(await reorganise(booted, province, unit, { act: 'move', ...DATED, toId: tops['/r2/']! })).toMatchObject({ status: 409, code: bound });
    await stage(one, 'archive');
    expect(await codes(unit, { act: 'close', ...DATED })).toEqual([]);
  });

  test('before vetting is over: it goes, and its place stays with the host that began, under the name of then', async () => {
    await stage(one, 'reporting');
    const unit = one.units[3]!;
    const shown = await preview(unit.id, { act: 'move', ...DATED, toId: tops['/r2/'] });
    expect(shown).toMatchObject({ refusals: [], notes: [{ code: 'reorganise.stays-in-cycle', params: { name: unit.name } }], effects: { staying: 1 } });
    expect((await reorganise(booted, province, unit.id, { act: 'move', ...DATED, toId: tops['/r2/']! })).code).toBeNull();
    expect((await org(unit.id)).path).toMatch(/^\/r2\//);
    const rows = await run<{ path: string; then: string }>('select org_path as path, path_then as "then" from assessee where org_id = ?', [unit.id]);
    expect(rows).toEqual([{ path: unit.path, then: unit.path }]);
    const host = askerOf(booted, one.officer);
    expect((await host.get(`/api/cycles/${one.cycleId}/assessees`)).json().items.map((row: { orgName: string }) => row.orgName)).toContain(unit.name);
    expect((await host.get(`/api/organisations/${unit.id}`)).statusCode).toBe(404);
    // its secretary still sees the own place
    expect((await askerOf(booted, one.secretaries[3]!).get('/api/me')).statusCode).toBe(200);
    expect((await run("select 1 from role_grant where account_id = ? and org_path ^@ '/r2/'", [one.secretaries[3]!.accountId]))).toHaveLength(1);
  });

  test('a host takes its running cycle along, but not while ballots are cast', async () => {
    await stage(two, 'meeting');
    await run("update meeting set phase = 'voting' where cycle_id = ?", [two.cycleId]);
    expect(await codes(two.host.id, { act: 'move', ...DATED, toId: tops['/r1/'] })).toEqual(['organisation.name-taken', 'organisation.meeting-open']);
    await run("update meeting set phase = 'sealed' where cycle_id = ?", [two.cycleId]);
    expect((await reorganise(booted, province, two.host.id, { act: 'rename', ...DATED, name: '电气工程系党总支', shortName: '电气' })).code).toBeNull();
    const shown = await preview(two.host.id, { act: 'move', ...DATED, toId: tops['/r1/'] });
    expect(shown).toMatchObject({ refusals: [], notes: [{ code: 'reorganise.cycle-goes-along' }], effects: { cyclesRunning: 1 } });
    await stage(two, 'grading');
    expect((await reorganise(booted, province, two.host.id, { act: 'move', ...DATED, toId: tops['/r1/']! })).code).toBeNull();
    const board = await askerOf(booted, two.officer).get(`/api/cycles/${two.cycleId}`);
    expect([board.statusCode, board.json().hostName]).toEqual([200, '机电工程系党总支']);
    expect(await codes(two.host.id, { act: 'close', ...DATED })).toEqual(['organisation.has-open-units', 'organisation.own-cycle-running']);
    await stage(two, 'archive');
  });
});

describe('SEC-P10 after a move the old superior sees nothing of it and the new one all', () => {
  const inSql = async (person: TestPerson, path: string): Promise<Record<string, number>> => {
    const principal = (await booted.app.get(Principals).load(person.accountId))!;
    return booted.uow.run(principal, async (tx) => {
      const counts: Record<string, number> = {};
      for (const { table } of pathTables(tx)) {
        const [row] = await tx.sql<{ n: number }>(`select count(*)::int as n from "${table}" where org_path ^@ ?`, [path]);
        if (row!.n > 0) counts[table] = row!.n;
      }
      return counts;
    });
  };

  test('in SQL on every table and over the lists', async () => {
    await stage(one, 'archive');
    const canary = '金丝雀支部';
    const made = await province.send('POST', '/api/organisations', { parentId: one.host.id, name: canary, shortName: canary, kind: 'branch', sector: 'school', opensOn: '2026-01-01' });
    await province.send('POST', '/api/people', { orgId: made.json().id, name: canary, staffNumber: 'canary-1' });
    const [older, newer] = [await at('/r1/', 'host_officer'), await at('/r2/', 'host_officer')];
    const lists = (world: ResultsWorld) => [
      `/api/organisations?q=${encodeURIComponent(canary)}`, `/api/people?q=${encodeURIComponent(canary)}`, `/api/organisations/${made.json().id}`, `/api/organisations/${world.host.id}/history`, `/api/cycles/${world.cycleId}/assessees`,
      `/api/cycles/${world.cycleId}/board`, `/api/letters?cycleId=${world.cycleId}`, `/api/people?orgId=${world.host.id}`, '/api/cycles?limit=200', '/api/problems?limit=200', '/api/grants?limit=200', '/api/accounts?limit=200',
    ];
    const seen = async (person: TestPerson) => (await Promise.all(lists(one).map((url) => askerOf(booted, person).get(url)))).filter((answer) => answer.statusCode === 200 && (answer.body.includes(canary) || answer.body.includes(one.cycleId) || answer.body.includes(one.secretaries[0]!.name))).length;
    const before = await seen(older);
    expect([before > 5, await seen(newer)]).toEqual([true, 0]);
    const { path } = await org(one.host.id);
    const whole = await inSql(older, path);
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(['organisation', 'person', 'appointment', 'account', 'role_grant', 'cycle', 'assessee', 'meeting', 'tally', 'officer_score']));
    expect((await reorganise(booted, province, one.host.id, { act: 'move', ...DATED, toId: tops['/r2/']! })).code).toBeNull();
    const now = (await org(one.host.id)).path;
    expect(await inSql(older, path)).toEqual({});
    expect(await inSql(older, now)).toEqual({});
    expect(await inSql(newer, now)).toMatchObject({ ...whole, organisation_edge: expect.any(Number), organisation_change: expect.any(Number) });
    expect([await seen(older), await seen(newer)]).toEqual([0, before]);
  });

  test('R-A1 a guiding body sees its sector across counties, before a move and after', async () => {
    const guide = askerOf(booted, await at('/', 'observer', ['school']));
    const seen = async () => (await guide.get('/api/organisations?limit=200')).json().items.length as number;
    const all = (await run<{ n: number }>("select count(*)::int as n from organisation where sector = 'school'"))[0]!.n;
    expect(await seen()).toBe(all);
    expect((await reorganise(booted, province, one.host.id, { act: 'move', ...DATED, toId: tops['/r1/']! })).code).toBeNull();
    expect(await seen()).toBe(all);
  });
});

describe('R-A5 merging, splitting and closing', () => {
  test('merging: people, units and what was guided go over, posts and roles end, the archive lies with the one that takes over', async () => {
    const [from, into] = [one.units[0]!, one.units[1]!];
    const guided = one.units[2]!;
    expect((await province.send('POST', `/api/organisations/${guided.id}/edges`, { superiorId: from.id, line: 'joint', from: '2026-01-01' })).statusCode).toBe(201);
    expect((await reorganise(booted, province, from.id, { act: 'merge', ...DATED, intoId: into.id })).code).toBeNull();
    const target = await org(into.id);
    expect(await org(from.id)).toMatchObject({ closed: DATED.on, parent: into.id, path: expect.stringMatching(new RegExp(`^${target.path}[^/]+/$`)) });
    expect(await run('select org_path as path from person where id = ?', [one.secretaries[0]!.personId])).toEqual([{ path: target.path }]);
    expect(await run('select to_day as "to" from appointment where id = ?', [one.secretaries[0]!.appointmentId])).toEqual([{ to: DATED.on }]);
    expect(await run('select to_day as "to" from role_grant where account_id = ?', [one.secretaries[0]!.accountId])).toEqual([{ to: '2026-12-21' }]);
    const lines = (await province.get(`/api/organisations/${guided.id}/edges`)).json().items as { line: string; superiorId: string; to: string | null }[];
    expect(lines.filter((line) => line.line === 'joint').map((line) => [line.superiorId, line.to])).toEqual([[from.id, DATED.on], [into.id, null]]);
    const history = async (id: string) => (await province.get(`/api/organisations/${id}/history`)).json().items.map((item: { kind: string; otherName: string }) => [item.kind, item.otherName]);
    expect(await history(from.id)).toContainEqual(['merged', into.name]);
    expect(await history(into.id)).toContainEqual(['absorbed', from.name]);
    expect(await codes(from.id, { act: 'rename', ...DATED, name: '甲', shortName: '甲' })).toEqual(['organisation.closed']);
  });

  test('splitting: new units beside it with its lines and sectors; only what was chosen goes', async () => {
    const host = one.host;
    expect((await province.send('POST', `/api/organisations/${host.id}/edges`, { superiorId: tops['/r2/'], line: 'guiding', from: '2026-01-01' })).statusCode).toBe(201);
    const part = { name: '机电工程二系党总支', shortName: '机电二系', unitIds: [one.units[2]!.id], personIds: [] };
    expect(await codes(host.id, { act: 'split', ...DATED, parts: [{ ...part, unitIds: [tops['/r2/'], tops['/r2/']] }] })).toEqual(['organisation.split-choice']);
    expect(await codes(host.id, { act: 'split', ...DATED, parts: [part, part] })).toEqual(expect.arrayContaining(['organisation.name-taken']));
    expect((await reorganise(booted, province, host.id, { act: 'split', ...DATED, parts: [part] })).code).toBeNull();
    const [made] = await run<{ id: string; path: string; parent: string }>('select id, org_path as path, parent_id as parent from organisation where name = ?', [part.name]);
    expect(made!.parent).toBe(tops['/r1/']);
    expect((await org(one.units[2]!.id)).path.startsWith(made!.path)).toBe(true);
    expect((await org(one.units[1]!.id)).path.startsWith((await org(host.id)).path)).toBe(true);
    const lines = (await province.get(`/api/organisations/${made!.id}/edges`)).json().items as { line: string; superiorId: string }[];
    expect(lines.map((line) => [line.line, line.superiorId]).sort()).toEqual([['guiding', tops['/r2/']], ['leading', tops['/r1/']]].sort());
    // last year's place of the unit that went over stays in the archive of its host
    expect((await run<{ n: number }>("select count(*)::int as n from assessee a join organisation h on h.id = a.host_id where a.org_id = ? and a.org_path ^@ h.org_path and h.id = ?", [one.units[2]!.id, host.id]))[0]!.n).toBe(1);
  });
});
