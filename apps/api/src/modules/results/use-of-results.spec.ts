import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActionOut, DeductionsOut, HistoryOut, ScoreOut, ToleranceOut } from '@shuping/contracts';
import { school } from '@shuping/plugin-school';
import type { ScoreInputs } from '@shuping/scheme';
import { verifyBundle, type ResultsBundle } from '@shuping/scoring';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, StandingClock, withClock } from '../cycles/testing/cycle-world.ts';
import { proofOf } from '../rectification/rectification.fixture.ts';
import { partOf } from './testing/zip-part.ts';
import { advance, resultsWorld, type ResultsWorld } from './testing/results-world.ts';

jest.setTimeout(120_000);

const base = (school.scheme.examples as readonly { inputs: ScoreInputs }[])[0]!.inputs;
const fault = (matter: string, points: number) => ({ question: 'd_notice', matter, day: '2026-05-06', points });
const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const id = (at: number): string => world.assessees[at]!;
const who = (at: number) => world.secretaries[at]!;
const current = async (at: number) => (await run<{ number: number; state: string; score: string; grade: string | null }>('select number, state, score, grade from result where assessee_id = ? and current', [id(at)]))[0]!;
const value = (exact: string): number => { const [n, d = 1] = exact.split('/').map(Number); return n! / d; };
const deductions = async (at: number) => (await call<DeductionsOut>(who(at), 'GET', `/assessees/${id(at)}/deductions`)).body;

/** An application of a secretary about a deduction, with proof. */
async function file(at: number, deduction: object, by: TestPerson = who(at)) {
  const files = [await proofOf(booted, who(at), who(at).unit.path)];
  return call<ToleranceOut>(by, 'POST', '/tolerances', { assesseeId: id(at), deduction, ground: 'pioneering', reason: '首次试行网格党小组，无先例可循', files });
}

/** Filed, supported by the office and approved by the committee. */
async function approve(at: number, deduction: object, grade?: string) {
  const filed = (await file(at, deduction)).body;
  const seen = (await call<ToleranceOut>(world.officer, 'POST', `/tolerances/${filed.id}/review`, { supports: true, words: '经核实，属先行先试' }, filed.version)).body;
  return call<ToleranceOut>(world.committee, 'POST', `/tolerances/${filed.id}/decide`, { approved: true, words: '同意容错', ...(grade ? { grade } : {}) }, seen.version);
}

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'v1', [98, 40, 60].map((mark, at) => ({ ...base, officer: { ...base.officer, comment_mark: mark, research: mark }, events: at === 1 ? [] : [...base.events, fault('通报批评', 4)] })));
  await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('use', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify({ ...school.scheme, tolerance: { ...school.scheme.tolerance, never: ['i_members'] }, grading: { ...school.scheme.grading, quotas: [], bands: [{ id: 'hao', from: 95, inclusive: true }, { id: 'jiaohao', from: 82, inclusive: true }, { id: 'yiban', from: 60, inclusive: true }, { id: 'cha', from: null, inclusive: true }] } })]);
  await run(`update cycle set schemes = '{"school":"use"}' where id = ?`, [world.cycleId]);
}, 120_000);
afterAll(() => booted.close());

describe('R-H3 fault tolerance', () => {
  test('a secretary sees the own deductions and applies about one, once, with proof; others do not see it', async () => {
    expect(await call(world.officer, 'POST', `/cycles/${world.cycleId}/compute`)).toMatchObject({ status: 200 });
    const own = await deductions(0);
    expect(own.items.map((one) => [one.kind, one.place, one.points])).toEqual([['event', 'd_notice', '4'], ...['i_life', 'i_members', 'i_rectify', 'i_service'].map((item) => ['item', 'routine', String(base.sheets['routine']![item])])]);
    expect([own.may, (await call(who(1), 'GET', `/assessees/${id(0)}/deductions`)).status]).toEqual([{ file: true }, 404]);
    const event = { kind: 'event', eventId: own.items[0]!.eventId };
    expect((await call(who(0), 'POST', '/tolerances', { assesseeId: id(0), deduction: event, ground: 'pioneering', reason: 'x', files: [randomUUID()] })).body).toMatchObject({ code: 'file.not-found' });
    expect((await file(0, { kind: 'event', eventId: randomUUID() })).body).toMatchObject({ code: 'tolerance.no-deduction' });
    expect((await file(0, event, who(1))).status).toBe(404);
    // the scheme says on which grounds and about what, by when and who decides
    expect(own.rules).toMatchObject({ opinionDays: 10, decisionDays: 20, decides: 'committee' });
    expect(own.rules!.grounds.map((one) => one.id)).toEqual(['pioneering', 'exploring', 'unintended', 'unforeseeable', 'inherited', 'remedied']);
    expect(own.items.map((one) => one.never)).toEqual([false, false, true, false, false]);
    const apply = (body: object) => call(who(0), 'POST', '/tolerances', { assesseeId: id(0), deduction: event, ground: 'pioneering', reason: 'x', files: [randomUUID()], ...body });
    expect((await apply({ ground: 'unheard-of' })).body).toMatchObject({ status: 422, code: 'tolerance.ground-unknown' });
    expect((await apply({ deduction: { kind: 'item', node: 'routine', item: 'i_members' } })).body).toMatchObject({ code: 'tolerance.never' });
    const filed = await file(0, event);
    expect(filed).toMatchObject({ status: 201, body: { state: 'filed', points: '4', matter: '通报批评', files: [{ name: '公开栏.png' }], may: { withdraw: true, review: { reason: 'tolerance.own' } } } });
    expect((await file(0, event)).body).toMatchObject({ code: 'tolerance.applied' });
    expect((await call<{ items: unknown[] }>(who(1), 'GET', `/tolerances?cycleId=${world.cycleId}`)).body.items).toEqual([]);
    expect((await call(who(1), 'GET', `/tolerances/${filed.body.id}`)).status).toBe(404);
  });

  test('opinion, then decision; the approval is computed into the score, which is explained, recomputes, and keeps the deduction on record', async () => {
    const before = await current(0);
    const [filed] = (await call<{ items: ToleranceOut[] }>(world.officer, 'GET', `/tolerances?cycleId=${world.cycleId}&state=filed`)).body.items;
    const post = (person: TestPerson, act: string, body: object, version: number) => call<ToleranceOut & { code?: string }>(person, 'POST', `/tolerances/${filed!.id}/${act}`, body, version);
    expect((await post(world.committee, 'decide', { approved: true, words: '同意' }, filed!.version)).body.code).toBe('tolerance.illegal-transition');
    expect([(await post(who(0), 'review', { supports: true, words: '同意' }, filed!.version)).status, (await post(world.officer, 'decide', { approved: true, words: '同意' }, filed!.version)).status]).toEqual([403, 403]);
    const seen = await post(world.officer, 'review', { supports: true, words: '经核实，属先行先试' }, filed!.version);
    expect(seen).toMatchObject({ status: 200, body: { state: 'reviewed', supports: true } });
    expect((await post(world.committee, 'decide', { approved: true, words: '同意' }, filed!.version)).status).toBe(409);
    expect(await post(world.committee, 'decide', { approved: true, words: '同意容错' }, seen.body.version)).toMatchObject({ status: 200, body: { state: 'approved', result: null, decision: '同意容错' } });
    expect(value((await current(0)).score) - value(before.score)).toBeCloseTo(4, 9);
    const score = (await call<ScoreOut>(world.officer, 'GET', `/assessees/${id(0)}/score`)).body;
    expect([score.recomputes, JSON.stringify(score.explained).includes('line.waived.event')]).toEqual([true, true]);
    expect(await run('select withdrawn, points from event_record where assessee_id = ? and question = ?', [id(0), 'd_notice'])).toMatchObject([{ withdrawn: false, points: '4' }]);
    const bundle = await call<{ bundles: ResultsBundle[] }>(world.officer, 'GET', `/cycles/${world.cycleId}/bundle.json`);
    expect(bundle.body.bundles.map((one) => verifyBundle(one))).toEqual([{ ok: true }]);
    expect((await deductions(0)).items[0]).toMatchObject({ applied: { state: 'approved' } });
  });

  test('while published an approval makes a new version; what is rejected or withdrawn changes nothing', async () => {
    expect(await call(world.committee, 'POST', `/cycles/${world.cycleId}/decisions`, { pool: 'school', decisions: [] })).toMatchObject({ status: 200, body: { decided: 3 } });
    await run("update result set state = 'published', published_to = ? where cycle_id = ? and current", [world.host.path, world.cycleId]);
    await run("update cycle set stage = 'publicity', publicity_from = '2026-12-22', publicity_ends = '2026-12-27' where id = ?", [world.cycleId]);
    const before = await current(1);
    const item = { kind: 'item', node: 'routine', item: 'i_service' };
    const no = (await file(1, item)).body;
    expect((await call<ToleranceOut>(who(1), 'POST', `/tolerances/${no.id}/withdraw`, { words: '材料需要补充' }, no.version)).body.state).toBe('withdrawn');
    expect(await current(1)).toEqual(before);
    expect(await approve(1, item)).toMatchObject({ status: 200, body: { state: 'approved', result: 2 } });
    const after = await current(1);
    expect([after.number, after.state, value(after.score) > value(before.score)]).toEqual([2, 'published', true]);
    expect(await run('select number, current, version_reason from result where assessee_id = ? order by number', [id(1)])).toMatchObject([{ number: 1, current: false }, { number: 2, current: true, version_reason: '同意容错' }]);
  });

  test('what is final is corrected by a new final version within the days of appeal; acts that no longer follow are void', async () => {
    await run("insert into opinion (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, achievements, problems, demands, state, version) select host_id, gen_random_uuid(), org_path, sector, cycle_id, id, person_id, 'x', 'x', '', 'approved', 1 from assessee where cycle_id = ?", [world.cycleId]);
    clock.set('2026-12-30');
    expect(await advance(booted, world)).toMatchObject({ status: 200, body: { stage: 'feedback' } });
    expect(await current(2)).toMatchObject({ state: 'final', grade: 'yiban' });
    const acts = async (rule: string) => (await call<{ items: ActionOut[] }>(world.officer, 'GET', `/actions?cycleId=${world.cycleId}&limit=100`)).body.items.filter((act) => act.assesseeId === id(2) && act.rule === rule).map((act) => act.state);
    expect(await acts('talk')).toEqual(['open']);
    const event = (await deductions(2)).items.find((one) => one.kind === 'event')!;
    expect(await approve(2, { kind: 'event', eventId: event.eventId })).toMatchObject({ status: 200, body: { result: 2 } });
    expect(await current(2)).toMatchObject({ number: 2, state: 'final', grade: 'jiaohao' });
    expect([await acts('talk'), await acts('rectify')]).toEqual([['void'], ['open']]);
    clock.set('2027-01-09');
    expect((await file(0, { kind: 'item', node: 'routine', item: 'i_life' })).body).toMatchObject({ code: 'tolerance.too-late' });
    clock.set('2026-12-31');
  });
});

describe('R-H2 a talk with its record', () => {
  test('the leader records it once, it is printed for Word, and what was agreed goes into the ledger in one step', async () => {
    const list = async (query = '') => (await call<{ items: ActionOut[] }>(world.leader, 'GET', `/actions?cycleId=${world.cycleId}&action=talk${query}`)).body.items;
    const [talk] = (await list('&state=open'));
    expect(talk).toMatchObject({ assesseeId: id(1), due: '2027-01-29', may: { talk: true, problem: { reason: 'action.no-talk' } } });
    const record = { on: '2026-12-31', talker: '顾怀瑾', place: '系党总支会议室', points: '党员教育抓得不实，流动党员管理有缺口。', statement: '诚恳接受，立即整改。', agreed: '三月底前完成流动党员排查建档。' };
    expect((await call(who(1), 'POST', `/actions/${talk!.id}/talk`, record, talk!.version)).status).toBe(403);
    // nor when the person talked to holds the office that records talks
    const both = await signedIn(booted, { path: world.host.path, grants: [{ role: 'host_officer', path: world.host.path }, { role: 'host_leader', path: world.host.path }] });
    await run('update account set person_id = ? where id = ?', [who(1).personId, both.accountId]);
    expect((await call<{ items: ActionOut[] }>(both, 'GET', `/actions?cycleId=${world.cycleId}&action=talk&state=open`)).body.items.find((one) => one.id === talk!.id)!.may).toMatchObject({ talk: { reason: 'permission.own-action' }, done: { reason: 'permission.own-action' } });
    for (const [act, body] of [['talk', record], ['done', { record: '已谈' }]] as const) expect((await call(both, 'POST', `/actions/${talk!.id}/${act}`, body, talk!.version)).body).toMatchObject({ code: 'permission.own-action' });
    expect((await call(world.leader, 'POST', `/actions/${talk!.id}/talk`, { ...record, on: '2027-02-01' }, talk!.version)).body).toMatchObject({ code: 'day.future' });
    const done = await call<ActionOut>(world.leader, 'POST', `/actions/${talk!.id}/talk`, record, talk!.version);
    expect(done).toMatchObject({ status: 200, body: { state: 'done', doneOn: '2026-12-31', talk: { talker: '顾怀瑾' } } });
    expect((await call(world.leader, 'POST', `/actions/${talk!.id}/talk`, record, done.body.version)).body).toMatchObject({ code: 'action.done' });
    const word = await booted.inject({ method: 'GET', url: `/api/actions/${talk!.id}/talk.docx`, headers: who(1).headers });
    expect(word.statusCode).toBe(200);
    expect(partOf(word.rawPayload, 'word/document.xml')).toContain('三月底前完成流动党员排查建档');
    const linked = await call<ActionOut>(world.officer, 'POST', `/actions/${talk!.id}/problem`, { title: '流动党员管理有缺口' }, done.body.version);
    expect(linked.body.problemId).not.toBeNull();
    expect((await call(world.officer, 'GET', `/problems/${linked.body.problemId}`)).body).toMatchObject({ source: 'talk', title: '流动党员管理有缺口', measure: record.agreed, personName: '书记2' });
    expect((await call(world.officer, 'POST', `/actions/${talk!.id}/problem`, { title: '再来' }, linked.body.version)).body).toMatchObject({ code: 'action.in-ledger' });
  });

  test('overdue acts by filter, words in names, and the list as Excel', async () => {
    clock.set('2027-02-20');
    const late = (await call<{ items: ActionOut[] }>(world.officer, 'GET', `/actions?cycleId=${world.cycleId}&late=1`)).body.items;
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((one) => one.lateDays > 0)).toBe(true);
    const named = (await call<{ items: ActionOut[] }>(world.officer, 'GET', `/actions?cycleId=${world.cycleId}&q=${encodeURIComponent('书记2')}`)).body.items;
    expect(new Set(named.map((one) => one.personName))).toEqual(new Set(['书记2']));
    const book = await booted.inject({ method: 'GET', url: `/api/actions/export?cycleId=${world.cycleId}`, headers: world.officer.headers });
    expect(partOf(book.rawPayload, 'xl/sharedStrings.xml')).toContain('顾怀瑾');
    expect((await booted.inject({ method: 'GET', url: `/api/actions/export?cycleId=${world.cycleId}`, headers: who(1).headers })).statusCode).toBe(403);
  });
});

describe('R-H4 history by person and organisation', () => {
  const history = (person: TestPerson, of: 'people' | 'organisations', key: string) => call<HistoryOut>(person, 'GET', `/history/${of}/${key}`);

  test('a person sees the own years, the office all in reach, nobody else any; names are those of then', async () => {
    await run("update organisation set name = '第一联合党支部' where id = ?", [world.units[0]!.id]);
    const own = await history(who(0), 'people', who(0).personId);
    expect(own).toMatchObject({ status: 200, body: { name: '书记1', years: [{ year: 2026, orgName: '第1党支部', grade: 'hao', waived: 1, versions: 1 }], may: { export: true } } });
    expect([(await history(who(1), 'people', who(0).personId)).status, (await history(who(1), 'organisations', world.units[0]!.id)).status]).toEqual([404, 404]);
    expect((await history(world.officer, 'organisations', world.units[0]!.id)).body.years.map((year) => [year.year, year.personName, year.orgName])).toEqual([[2026, '书记1', '第1党支部']]);
    expect((await history(world.officer, 'people', who(1).personId)).body.years[0]).toMatchObject({ talks: 1, talksDone: 1, opened: 1, closed: 0, versions: 2 });
  });

  test('two posts of one person stand side by side; a unit merged in brings its years', async () => {
    const second = randomUUID();
    await run("insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, reason_code, reason, position, facts, listed_to, version) select host_id, ?, ?, sector, cycle_id, ?, ?, '第3党支部', '书记1', '党支部书记（兼）', '', true, '', '', 9, '{}', '', 1 from assessee where id = ?", [second, world.units[2]!.path, world.units[2]!.id, who(0).personId, id(0)]);
    await run("insert into result (host_id, id, org_path, sector, published_to, cycle_id, assessee_id, person_id, org_id, period, year, number, current, state, scheme_hash, engine, computed_at, inputs_hash, inputs, figures, score, computed_grade, grade, moves, quota_reasons, final_on, version) select host_id, gen_random_uuid(), ?, sector, '', cycle_id, ?, person_id, ?, period, year, 1, true, 'final', scheme_hash, engine, computed_at, inputs_hash, inputs, figures, '90', 'jiaohao', 'jiaohao', '[]', '{}', final_on, 1 from result where assessee_id = ? and current", [world.units[2]!.path, second, world.units[2]!.id, id(0)]);
    expect((await history(world.officer, 'people', who(0).personId)).body.years.map((year) => [year.year, year.orgName, year.post])).toEqual([[2026, '第1党支部', '党支部书记'], [2026, '第3党支部', '党支部书记（兼）']]);
    expect((await history(who(0), 'people', who(0).personId)).body.years).toHaveLength(2);
    // a half-year stands before its year, under its own name; the table for the yearly assessment has years only
    await run("insert into result (host_id, id, org_path, sector, published_to, cycle_id, assessee_id, person_id, org_id, period, year, number, current, state, scheme_hash, engine, computed_at, inputs_hash, inputs, figures, score, computed_grade, grade, moves, quota_reasons, final_on, version) select host_id, gen_random_uuid(), org_path, sector, '', cycle_id, ?, person_id, org_id, '2026-H1', 2026, 1, true, 'final', scheme_hash, engine, computed_at, inputs_hash, inputs, figures, '70', 'cha', 'cha', '[]', '{}', final_on, 1 from result where assessee_id = ? and current", [randomUUID(), id(0)]);
    expect((await history(who(0), 'people', who(0).personId)).body.years.map((year) => year.period)).toEqual(['2026-H1', '2026', '2026']);
    await run("delete from result where period = '2026-H1'");
    await run("insert into organisation_change (id, org_path, sector, published_to, org_id, reorganisation_id, kind, on_day, at, reason, by_name, name_before, short_before, name_after, other_id, other_name, before_name, path_then) values (gen_random_uuid(), ?, 'school', '', ?, gen_random_uuid(), 'merged', '2027-01-05', now(), '', '', '第3党支部', '', '第3党支部', ?, '第1党支部', '', '')", [world.units[2]!.path, world.units[2]!.id, world.units[0]!.id]);
    expect((await history(world.officer, 'organisations', world.units[0]!.id)).body.years.map((year) => year.orgName).sort()).toEqual(['第1党支部', '第3党支部', '第3党支部']);
  });

  test('found by name; the table of a year for the cadre assessment, for offices only', async () => {
    const found = await call<{ items: { of: string; name: string }[] }>(world.officer, 'GET', `/history?q=${encodeURIComponent('书记')}`);
    expect(found.body.items.map((one) => one.name).sort()).toEqual(['书记1', '书记2', '书记3']);
    expect((await call<{ items: { name: string }[] }>(who(1), 'GET', `/history?q=${encodeURIComponent('书记')}`)).body.items.map((one) => one.name)).toEqual(['书记2']);
    const book = await booted.inject({ method: 'GET', url: '/api/history/appraisal.xlsx?year=2026', headers: world.officer.headers });
    expect(book.statusCode).toBe(200);
    expect(partOf(book.rawPayload, 'xl/sharedStrings.xml')).toContain('书记3');
    expect((await booted.inject({ method: 'GET', url: '/api/history/appraisal.xlsx?year=2026', headers: who(1).headers })).statusCode).toBe(403);
    expect((await booted.inject({ method: 'GET', url: '/api/history/appraisal.xlsx?year=2005', headers: world.officer.headers })).statusCode).toBe(404);
  });
});
