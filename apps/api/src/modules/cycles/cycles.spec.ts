import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssesseeRow, CycleOverview, ProposalOut } from '@shuping/contracts';
import { randomUUID } from 'node:crypto';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, withClock, type CycleWorld } from './testing/cycle-world.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let cycleId = '';

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01', '2026-10-20'], 1);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
}, 60_000);
afterAll(() => booted.close());

const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const overview = async (who: TestPerson = world.officer): Promise<CycleOverview> => (await call<CycleOverview>(who, 'GET', `/cycles/${cycleId}`)).body;
const advance = async (who: TestPerson = world.officer) => call<{ code: string; stage: string; issues: { code: string }[]; publicityEnds: string }>(who, 'POST', `/cycles/${cycleId}/advance`, {}, (await overview()).version);
const codes = (answer: { body: { issues?: { code: string }[] } }) => answer.body.issues?.map((issue) => issue.code);
const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const rowsOf = async (who: TestPerson = world.officer, query = ''): Promise<AssesseeRow[]> => (await call<{ items: AssesseeRow[] }>(who, 'GET', `/cycles/${cycleId}/assessees${query}`)).body.items;

describe('R-C1 cycle and coverage', () => {
  test('a host has one cycle a year; a foreign host is not there', async () => {
    const body = { hostId: world.host.id, year: 2026, title: '2026 年度述职评议考核' };
    const [first, second] = await Promise.all([call(world.officer, 'POST', '/cycles', body), call(world.officer, 'POST', '/cycles', body)]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
    cycleId = String((first.status === 201 ? first : second).body['id']);
    expect(await call(foreign.officer, 'POST', '/cycles', body)).toMatchObject({ status: 404, body: { code: 'organisation.not-found' } });
    expect(await call(world.officer, 'POST', '/cycles', { ...body, year: 2027, periodStart: '2027-02-30' })).toMatchObject({ status: 422, body: { code: 'day.invalid' } });
    expect(await overview()).toMatchObject({ stage: 'planning', periodStart: '2026-01-01', periodEnd: '2026-12-31', rail: [{ stage: 'planning', state: 'now', done: 0, all: 4, due: '2026-11-10' }, {}, {}, {}, {}, {}, {}, {}, {}, {}] });
  });

  test('R-A2 holders are proposed; a short tenure and a vacancy are named', async () => {
    const { body } = await call<ProposalOut>(world.officer, 'POST', `/cycles/${cycleId}/propose`, {});
    expect(body.proposed.map((one) => one.personName)).toEqual(['书记1', '书记2']);
    expect(body.missing.map((one) => [one.code, one.orgName])).toEqual([['coverage.short-tenure', '第3党支部'], ['coverage.vacant', '第4党支部']]);
    expect(await call(foreign.officer, 'POST', `/cycles/${cycleId}/propose`, {})).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
  });

  test('the cycle is a secret of the office until it is opened', async () => {
    const [secretary] = world.secretaries;
    expect(await call(secretary!, 'GET', `/cycles/${cycleId}`)).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
    expect((await call<{ items: unknown[] }>(secretary!, 'GET', '/cycles')).body.items).toEqual([]);
  });

  test('every guard of research that fails is named', async () => {
    clock.set('2026-11-05');
    const refused = await advance();
    expect(refused).toMatchObject({ status: 409, body: { code: 'cycle.guard' } });
    expect(codes(refused)).toEqual(['guard.not-before', 'guard.assessees', 'guard.coverage-explained']);
    expect((await overview()).next?.guards.map((guard) => [guard.code, guard.holds])).toEqual([['guard.not-before', false], ['guard.assessees', false], ['guard.coverage-explained', false], ['guard.schemes-published', true]]);
  });

  test('who is left out needs a reason that the rules give or the office writes', async () => {
    const [one, two, short] = world.secretaries;
    const include = [one!, two!].map((who) => ({ orgId: who.unit.id, personId: who.personId, appointmentId: who.appointmentId }));
    const put = async (body: object, version?: number) => call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, body, version ?? (await overview()).version);
    expect(await put({ include, exclude: [{ orgId: short!.unit.id, personId: short!.personId, reasonCode: 'coverage.other' }] })).toMatchObject({ status: 422, body: { code: 'reason.required', at: '/exclude/0/reason' } });
    expect(await put({ include: [{ ...include[0], appointmentId: two!.appointmentId }], exclude: [] })).toMatchObject({ status: 422, body: { code: 'assessee.not-in-post' } });
    expect(await put({ include: [{ orgId: foreign.units[0]!.id, personId: one!.personId, appointmentId: one!.appointmentId }], exclude: [] })).toMatchObject({ status: 422, body: { code: 'assessee.not-a-unit' } });
    expect(await put({ include: [...include, include[0]], exclude: [] })).toMatchObject({ status: 422, body: { code: 'assessee.twice' } });
    expect(await put({ include, exclude: [{ orgId: short!.unit.id, personId: short!.personId, reasonCode: 'coverage.short-tenure' }] })).toMatchObject({ status: 200, body: { included: 2, excluded: 1, unexplained: 1 } });
    expect((await overview()).coverage).toMatchObject({ sectors: [{ sector: 'school', units: 4, included: 2, missing: 2 }], missing: [{ personName: '书记3', explained: true, code: 'coverage.short-tenure' }, { personName: null, explained: false, code: 'coverage.vacant' }] });
    expect(await put({ include, exclude: [] }, 1)).toMatchObject({ status: 409, body: { code: 'request.version-stale' } });
    // two clerks put the whole list at the same moment: one list stands, nobody twice in it
    const whole = { include, exclude: [{ orgId: short!.unit.id, personId: short!.personId, reasonCode: 'coverage.short-tenure' }, { orgId: world.units[3]!.id, reasonCode: 'coverage.vacant' }] };
    const { version } = await overview();
    const both = await Promise.all([put(whole, version), put(whole, version)]);
    expect(both.map((one) => one.body['code'] ?? one.status).sort()).toEqual([200, 'request.version-stale']);
    expect(both.find((one) => one.status === 200)!.body).toMatchObject({ included: 2, excluded: 2, unexplained: 0 });
  });
});

describe('R-C2 stages', () => {
  test('research freezes scheme and calendar, lists the assessees and shows the cycle to them', async () => {
    expect(codes(await advance())).toEqual(['guard.not-before']);
    clock.set('2026-11-11');
    expect(await call(foreign.officer, 'POST', `/cycles/${cycleId}/advance`, {}, 1)).toMatchObject({ status: 404 });
    expect((await advance(world.secretaries[0])).status).toBe(403);
    expect(await advance()).toMatchObject({ status: 200, body: { stage: 'research' } });
    expect(await overview()).toMatchObject({ stage: 'research', schemes: [{ sector: 'school', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
    const seen = await overview(world.secretaries[1]);
    expect(seen).toMatchObject({ stage: 'research', coverage: null, counts: null, next: null });
    expect(seen.rail.every((item) => item.all === 0 && item.late === 0)).toBe(true);
    const mine = await rowsOf(world.secretaries[1]);
    expect(mine.map((row) => [row.personName, row.report?.state ?? null])).toEqual([['书记1', null], ['书记2', 'none']]);
    expect(await rowsOf(foreign.officer)).toBeUndefined();
    expect(await call(world.officer, 'GET', `/assessees/${mine[1]!.id}`)).toMatchObject({ status: 200, body: { facts: { months_in_post: 63 }, cycle: { id: cycleId }, scheme: {} } });
    expect(await call(foreign.officer, 'GET', `/assessees/${mine[1]!.id}`)).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
    expect(await call(world.officer, 'GET', `/assessees/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
  });

  test('an assessee of an opened cycle does not disappear without a reason', async () => {
    const [one] = world.secretaries;
    const include = [{ orgId: one!.unit.id, personId: one!.personId, appointmentId: one!.appointmentId }];
    expect(await call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, (await overview()).version)).toMatchObject({ status: 422, body: { code: 'assessee.needs-reason' } });
  });

  test('the meeting waits for accepted reports, heads, draw and small groups; the late are listed with days', async () => {
    clock.set('2026-11-20');
    expect((await advance()).body.stage).toBe('reporting');
    clock.set('2026-12-01');
    expect((await advance()).body.stage).toBe('vetting');
    clock.set('2026-12-17');
    expect(codes(await advance())).toEqual(['guard.reports-accepted', 'guard.meeting-planned', 'guard.agenda-drawn']);
    expect((await rowsOf(world.officer, '?late=1')).map((row) => [row.personName, row.lateDays, row.due])).toEqual([['书记1', 5, '2026-12-12'], ['书记2', 5, '2026-12-12']]);
    await reports('vetting');
    expect((await rowsOf(world.officer, '?state=vetting')).map((row) => [row.report?.vetting?.step, row.report?.vetting?.of, row.due, row.lateDays])).toEqual([[1, 3, '2026-12-13', 4], [1, 3, '2026-12-13', 4]]);
    expect(await rowsOf(world.officer, '?state=accepted')).toEqual([]);
    await run("update report set state = 'accepted'");
    expect((await overview()).rail.find((item) => item.stage === 'vetting')).toMatchObject({ done: 2, all: 2, late: 0, state: 'now' });
    await meeting();
    expect(codes(await advance())).toEqual(['guard.groups-complete', 'guard.small-groups-settled']);
    await run(`update meeting set groups = '[{"id":"leaders","due":6,"settled":{"votes":"own"}}]'`);
    expect((await advance()).body.stage).toBe('meeting');
  });

  test('pages walk the rows once each and refuse a forged cursor', async () => {
    const first = await call<{ items: AssesseeRow[]; next: string }>(world.officer, 'GET', `/cycles/${cycleId}/assessees?limit=1`);
    const second = await call<{ items: AssesseeRow[]; next?: string }>(world.officer, 'GET', `/cycles/${cycleId}/assessees?limit=1&after=${first.body.next}`);
    expect([first.body.items[0]!.personName, second.body.items[0]!.personName, second.body.next]).toEqual(['书记1', '书记2', undefined]);
    const forged = Buffer.from(JSON.stringify([0, 'x'])).toString('base64url');
    expect(await call(world.officer, 'GET', `/cycles/${cycleId}/assessees?after=${forged}`)).toMatchObject({ status: 400, body: { code: 'request.bad-cursor' } });
  });

  test('grading waits for seal and comments, publicity for scores, grades, quotas and opinions', async () => {
    clock.set('2026-12-21');
    expect(codes(await advance())).toEqual(['guard.meetings-sealed', 'guard.comments-recorded']);
    await run("update meeting set phase = 'sealed'");
    await comments();
    expect((await advance()).body.stage).toBe('grading');
    expect(codes(await advance())).toEqual(['guard.scores-complete', 'guard.grades-decided', 'guard.opinions-approved']);
    await results('hao');
    expect(codes(await advance())).toEqual(['guard.quotas-hold']);
    await run("update result set grade = 'jiaohao'");
    const opened = await advance();
    expect(opened).toMatchObject({ status: 200, body: { stage: 'publicity', publicityEnds: '2026-12-28' } });
  });

  test('a stage is reopened with a reason only, and publicity starts anew', async () => {
    const reopen = async (body: object) => call(world.officer, 'POST', `/cycles/${cycleId}/reopen`, body, (await overview()).version);
    expect(await reopen({ to: 'grading', reason: ' ' })).toMatchObject({ status: 422, body: { code: 'reason.required' } });
    expect(await reopen({ to: 'feedback', reason: '补正' })).toMatchObject({ status: 422, body: { code: 'cycle.reopen-forward' } });
    expect(await reopen({ to: 'grading', reason: '更正一名对象的等次' })).toMatchObject({ status: 200, body: { stage: 'grading', publicityEnds: null } });
    expect((await overview()).entries.at(-1)).toMatchObject({ stage: 'grading', reason: '更正一名对象的等次' });
    clock.set('2026-12-22');
    await booted.app.get(EventDispatcher).drain();
    await run("update result set state = 'decided', grade = 'jiaohao' where current");
    expect(await advance()).toMatchObject({ body: { stage: 'publicity', publicityEnds: '2026-12-29' } });
  });

  test('feedback opens after the last day of publicity and the decided objections; then results are final', async () => {
    clock.set('2026-12-29');
    await put('objection', { text: '有异议', state: 'open' }, 1);
    expect(codes(await advance())).toEqual(['guard.publicity-ended', 'guard.objections-decided']);
    await run("update objection set state = 'rejected'");
    clock.set('2026-12-30');
    expect((await advance()).body.stage).toBe('feedback');
    expect(await call(world.officer, 'POST', `/cycles/${cycleId}/reopen`, { to: 'grading', reason: '再议' }, (await overview()).version)).toMatchObject({ status: 409, body: { code: 'cycle.results-final' } });
    expect(codes(await advance())).toEqual(['guard.letters-issued']);
    await put('letter', { kind: 'feedback', issued_on: '2026-12-30' });
    expect(await advance()).toMatchObject({ status: 200, body: { stage: 'rectification' } });
    clock.set('2027-11-02');
    expect((await advance()).body.stage).toBe('archive');
    expect(await advance()).toMatchObject({ status: 409, body: { code: 'cycle.finished' } });
  });

  test('R-K3 every opening left one audit entry and one stage entry', async () => {
    const acts = await run("select action, count(*)::int as n from audit_entry where subject_type = 'Cycle' and subject_id = ? group by 1 order by 1", [cycleId]);
    expect(acts).toEqual([{ action: 'cycle.advance', n: 10 }, { action: 'cycle.confirm-assessees', n: 2 }, { action: 'cycle.create', n: 1 }, { action: 'cycle.reopen', n: 1 }]);
    expect((await overview()).entries).toHaveLength(12);
  });

  test('next year knows the year before', async () => {
    const made = await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2027 });
    expect((await call(world.officer, 'GET', `/cycles/${String(made.body['id'])}`)).body).toMatchObject({ previousCycleId: cycleId, year: 2027, title: `${world.host.name.slice(0, 4)}2027年度述职评议考核` });
    expect((await call<{ items: { year: number }[] }>(world.officer, 'GET', '/cycles')).body.items.map((item) => item.year)).toEqual([2027, 2026]);
  });

  test('R-C1 a half-year runs beside its year: once, also when two begin it at once, with days of its own and the half-year before', async () => {
    const half = (period: string, year = 2026) => call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year, period });
    const both = await Promise.all([half('2026-H1'), half('2026-H1')]);
    expect(both.map((one) => [one.status, one.body['code']]).sort()).toEqual([[201, undefined], [409, 'cycle.exists']]);
    const first = String(both.find((one) => one.status === 201)!.body['id']);
    const second = String((await half('2026-H2')).body['id']);
    const seen = async (id: string) => (await call<CycleOverview>(world.officer, 'GET', `/cycles/${id}`)).body;
    expect(await seen(first)).toMatchObject({ period: '2026-H1', year: 2026, periodStart: '2026-01-01', periodEnd: '2026-06-30', previousCycleId: null, programme: null });
    expect(await seen(second)).toMatchObject({ period: '2026-H2', periodStart: '2026-07-01', periodEnd: '2026-12-31', previousCycleId: first });
    // in the year planning is due on 10 November, 51 days before its end
    expect((await seen(first)).rail[0]).toMatchObject({ stage: 'planning', due: '2026-05-10' });
    for (const [period, year] of [['2026-H3', 2026], ['2026-H1', 2027], ['2024-2028', 2027], ['2026-2026', 2026]] as const) expect(await half(period, year)).toMatchObject({ status: 422, body: { code: 'period.invalid', at: '/period' } });
    expect((await half('im Sommer')).status).toBe(400);
    expect((await call<{ items: { period: string }[] }>(world.officer, 'GET', '/cycles')).body.items.map((item) => item.period)).toEqual(['2027', '2026', '2026-H1', '2026-H2']);
  });
});

const put = (table: string, values: Record<string, unknown>, limit?: number) => insertPerAssessee(booted, table, cycleId, values, limit);
const reports = async (state: string) => {
  await put('report', { state, round: 1, words: 900, current_version: 1 });
  await put('report_version', { number: 1, kind: 'submitted', made_at: '2026-12-10T04:00:00Z' });
  await run('update report_version v set report_id = r.id from report r where r.person_id = v.person_id');
};
const meeting = async () => {
  await put('meeting', { org_path: world.host.path, phase: 'planned', draw_seed: 'seed', groups: '[{"id":"leaders","due":0},{"id":"peers","due":6}]' }, 1);
  const [row] = await run('select id from meeting');
  await put('agenda_item', { meeting_id: row!['id'], mode: 'stage', done: false });
};
const comments = async () => put('leader_comment', { meeting_id: (await run('select id from meeting'))[0]!['id'], text: '讲得实' });
const results = async (grade: string) => {
  await put('result', { number: 1, current: true, state: 'decided', score: '91.00', computed_grade: grade, grade });
  await put('opinion', { achievements: '实', problems: '少', state: 'approved' });
};
