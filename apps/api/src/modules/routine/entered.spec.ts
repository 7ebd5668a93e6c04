import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventOut, InputPack, ScoresOut } from '@shuping/contracts';
import { school } from '@shuping/plugin-school';
import type { Scheme, ScoreNode } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, withClock, type CycleWorld } from '../cycles/testing/cycle-world.ts';
import { RoutineApi } from './index.ts';

const title = (text: string) => ({ title: { text }, level: 'assessee' as const });
const NODES: ScoreNode[] = [
  { kind: 'indicator_table', id: 'table', ...title('组织建设'), owner: 'organiser', missing: 'full', items: [
    { id: 'plan', title: { text: '年度计划' }, max: 4, rule: { by: 'until_used_up', step: 0.1 } },
    { id: 'faults', title: { text: '工作差错' }, max: 4, rule: { by: 'cases', cases: [{ id: 'returned', title: { text: '退文' }, points: 0.2 }] } },
    { id: 'quality', title: { text: '报告质量' }, max: 5, rule: { by: 'levels', levels: [{ id: 'good', title: { text: '好' }, points: 5 }, { id: 'poor', title: { text: '差' }, points: 0 }] } },
    { id: 'overdue', title: { text: '逾期天数' }, max: 3, owner: 'research_group', rule: { by: 'per_unit', over: 5, unit: 1, points: 0.5, units: 'whole_up' } },
  ] },
  { kind: 'split_input', id: 'shared', ...title('决策落实'), total: 7, absence: 'hold', parts: [{ id: 'office', title: { text: '办公室' }, owner: 'organiser', min: 0, max: 4 }, { id: 'group', title: { text: '督查组' }, owner: 'research_group', min: 0, max: 3 }] },
  { kind: 'periods', id: 'quarters', ...title('季度考核'), owner: 'organiser', cadence: 'quarter', min: 0, max: 100, periods: [{ id: 'q1' }, { id: 'q2' }], measure: { by: 'mean' }, missing: 'leave_out', atLeast: 1 },
  { kind: 'equal_share', id: 'tasks', ...title('任务完成'), owner: 'organiser', points: 50, unmarked: 'hold', none: -10, options: [{ id: 'a', title: { text: '优秀' }, coefficient: 1 }, { id: 'b', title: { text: '良好' }, coefficient: 0.8 }] },
  { kind: 'corrected', id: 'checked', ...title('核查后'), input: 'quarters', owner: 'research_group', mode: 'add', min: -5, max: 5, none: 'keep' },
  { kind: 'event_ledger', id: 'honours', ...title('表彰'), questions: ['b_honour'], sign: 'plus', withinMonths: 12, ladder: [{ id: 'province', title: { text: '省级' }, points: 6 }], unlisted: 'hold', perMatter: 'highest', caps: [] },
];

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let group: TestPerson;
let cycleId = '';
let first = '';
const proof = randomUUID();
const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const enter = (who: TestPerson, node: string, item: string, entry: object) => call<{ code: string }>(who, 'PUT', `/assessees/${first}/scores`, { node, item, ...entry });
const fails = (node: string, item: string) => ({ status: 422, body: { code: 'score.out-of-bounds', params: { node, item } } });

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'k1', ['2020-03-01']);
  group = await signedIn(booted, { path: world.host.path, grants: [{ role: 'scorer:research_group', path: world.host.path }] });
  clock.set('2026-11-11');
  cycleId = String((await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  const confirmed = await call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, 1);
  expect((await call(world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, Number(confirmed.body['version']))).status).toBe(200);
  const veto = school.scheme.grading.vetoes[0]!;
  const scheme: Scheme = {
    ...school.scheme, score: { ...school.scheme.score, nodes: [...school.scheme.score.nodes, ...NODES] },
    facts: [...school.scheme.facts, { id: 'unit_result', type: 'text', title: { text: '单位考核' }, source: '年度考核通知' }, { id: 'weak', type: 'boolean', title: { text: '软弱涣散' }, source: '整顿名单' }],
    grading: { ...school.scheme.grading, vetoes: [{ ...veto, when: { kind: 'event', question: veto.question, actors: ['self', 'committee_member'] } }] },
  };
  await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('all-kinds', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify(scheme)]);
  await run(`update cycle set schemes = '{"school":"all-kinds"}' where id = ?`, [cycleId]);
  first = String((await run('select id from assessee where cycle_id = ?', [cycleId]))[0]!['id']);
  await run("insert into file (id, org_path, person_id, name, size, sha256, content_type, purpose, created_at) values (?, ?, null, '通报.pdf', 1, 'x', 'application/pdf', 'evidence', now())", [proof, world.host.path]);
}, 60_000);
afterAll(() => booted.close());

describe('R13 R28–R32 R36 every kind of entry', () => {
  test('bounds, steps and choices are those of the rule', async () => {
    expect(await enter(world.officer, 'table', 'plan', { value: '0.25' })).toMatchObject(fails('table', 'plan'));
    expect(await enter(world.officer, 'table', 'returned', { value: '1.5' })).toMatchObject(fails('table', 'returned'));
    expect(await enter(world.officer, 'table', 'quality', { value: '4' })).toMatchObject(fails('table', 'quality'));
    expect(await enter(world.officer, 'table', 'faults', { value: '1' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, 'quarters', 'q3', { value: '90' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, 'tasks', 't1', { word: 'c' })).toMatchObject(fails('tasks', 't1'));
    expect(await enter(world.officer, 'tasks', 't201', { word: 'a' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, '@facts', 'months_in_post', { value: '7' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, '@facts', 'weak', { value: '0.5' })).toMatchObject(fails('@facts', 'weak'));
  });

  test('each office enters its own share and nobody else’s', async () => {
    expect(await enter(group, 'shared', 'office', { value: '3' })).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
    expect(await enter(group, 'table', 'plan', { value: '1' })).toMatchObject({ status: 403 });
    const mine = [await enter(group, 'shared', 'group', { value: '2.5' }), await enter(group, 'table', 'overdue', { value: '7' }), await enter(group, 'checked', '', { value: '-2' })];
    expect(mine.map((one) => one.status)).toEqual([200, 200, 200]);
    const { nodes } = (await call<ScoresOut>(group, 'GET', `/cycles/${cycleId}/scores`)).body;
    expect(nodes.find((node) => node.id === 'shared')).toMatchObject({ may: { edit: true }, items: [{ id: 'office', may: { edit: { reason: 'permission.denied' } } }, { id: 'group', as: 'points', max: 3, may: { edit: true } }] });
  });

  test('what is entered reaches the score in the place where it is read', async () => {
    const entries: [string, string, object][] = [
      ['table', 'plan', { value: '0.3' }], ['table', 'returned', { value: '2' }], ['table', 'quality', { value: '5' }], ['shared', 'office', { value: '4' }], ['quarters', 'q1', { value: '91' }], ['quarters', 'q2', { value: '88.5' }],
      ['tasks', 't2', { value: '0', note: '整顿软弱涣散支部' }], ['tasks', 't1', { word: 'a', note: '换届' }], ['@facts', 'unit_result', { word: '优秀' }], ['@facts', 'weak', { value: '1' }],
    ];
    for (const [node, item, entry] of entries) expect(await enter(world.officer, node, item, entry)).toMatchObject({ status: 200 });
    const event = (body: object) => call<EventOut>(world.officer, 'POST', `/assessees/${first}/events`, { question: 'b_honour', matter: '省级表彰', day: '2026-06-30', points: '2', files: [proof], ...body });
    expect(await event({})).toMatchObject({ status: 422, body: { code: 'event.unknown-level' } });
    expect(await event({ level: 'city' })).toMatchObject({ status: 422, body: { code: 'event.unknown-level' } });
    expect(await event({ level: 'province', by: 'family' })).toMatchObject({ status: 422, body: { code: 'event.unknown-actor' } });
    expect(await event({ level: 'province' })).toMatchObject({ status: 201, body: { points: '6', level: 'province', actor: null } });
    const question = school.scheme.grading.vetoes[0]!.question;
    expect(await event({ question, matter: '班子成员违纪', by: 'committee_member' })).toMatchObject({ status: 201, body: { actor: 'committee_member' } });
    const inputs = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(RoutineApi).inputs(tx, first));
    expect(inputs).toMatchObject({
      officer: { checked: -2 }, sheets: { table: { plan: 0.3, returned: 2, quality: 5, overdue: 7 }, shared: { office: 4, group: 2.5 } }, periods: { quarters: { q1: 91, q2: 88.5 } },
      tasks: { tasks: [{ title: '换届', mark: 'a' }, { title: '整顿软弱涣散支部', mark: null }] }, facts: { unit_result: '优秀', weak: true },
    });
    expect(inputs.events).toEqual(expect.arrayContaining([{ question: 'b_honour', matter: '省级表彰', day: '2026-06-30', points: 6, level: 'province' }, { question, matter: '班子成员违纪', day: '2026-06-30', points: 0, by: 'committee_member' }]));
  });

  test('R-C1 R32 the final score of a quarter is an entry of the year; nobody types it, a corrected one is taken anew, and what lies outside the bounds is left', async () => {
    const quarter = async (period: string, score: string): Promise<string> => {
      const id = String((await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026, period, title: `${period}述职评议` })).body['id']);
      const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
      expect((await call(world.officer, 'PUT', `/cycles/${id}/assessees`, { include, exclude: [] }, 1)).status).toBe(200);
      await insertPerAssessee(booted, 'result', id, { number: 1, current: true, state: 'final', grade: 'hao', score, year: 2026, period });
      return id;
    };
    const say = async (type: string, id: string, key: string): Promise<void> => {
      await booted.uow.run(systemActor('spec'), async (tx) => tx.emit({ type, key, payload: { cycleId: id }, orgPath: world.host.path, hostId: world.host.id }));
      // the server may be at it already
      do await booted.app.get(EventDispatcher).drain(); while ((await run('select from outbox where key = ?', [key])).length > 0);
    };
    const cells = async () => (await call<ScoresOut>(world.officer, 'GET', `/cycles/${cycleId}/scores`)).body.rows[0]!.cells;
    const [one, two, half] = [await quarter('2026-Q1', '433/5'), await quarter('2026-Q2', '601/5'), await quarter('2026-H1', '90')];
    for (const id of [one, two, half]) await say('results.final', id, id);
    expect((await cells())['quarters/q1']).toMatchObject({ value: '86.60', source: one, note: '2026-Q1述职评议' });
    expect((await cells())['quarters/q2']).toMatchObject({ value: '88.5', source: null });
    expect(await enter(world.officer, 'quarters', 'q1', { value: '99', version: 2 })).toMatchObject({ status: 409, body: { code: 'score.taken-over', params: { title: '2026-Q1述职评议' } } });
    expect(await enter(world.officer, 'quarters', 'q2', { value: '87', version: 1 })).toMatchObject({ status: 200 });
    await run("update result set score = '80' where cycle_id = ?", [one]);
    await say('result.corrected', one, `${one}:2`);
    const inputs = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(RoutineApi).inputs(tx, first));
    expect(inputs.periods).toEqual({ quarters: { q1: 80, q2: 87 } });
    expect((await run("select action, count(*)::int as n from audit_entry where subject_id = ? and action = 'score.take-over' group by 1", [first]))).toEqual([{ action: 'score.take-over', n: 2 }]);
    // a year whose record is frozen takes nothing more
    await run("update cycle set stage = 'grading' where id = ?", [cycleId]);
    await run("update result set score = '70' where cycle_id = ?", [one]);
    await say('result.corrected', one, `${one}:3`);
    expect((await cells())['quarters/q1']?.value).toBe('80.00');
  });

  test('R-D6 what the parts of the year left open is in the pack of the year, named by its period', async () => {
    const half = String((await run("select id from cycle where period = '2026-H1' and host_id = ?", [world.host.id]))[0]!['id']);
    await insertPerAssessee(booted, 'problem', half, { state: 'planned', title: '党员发展台账不全', number: 1, source: 'comment', source_key: 'a' });
    await insertPerAssessee(booted, 'problem', half, { state: 'closed', title: '已经销号', number: 2, source: 'comment', source_key: 'b' });
    const { body } = await call<InputPack>(world.officer, 'GET', `/assessees/${first}/input-pack`);
    expect([body.period, body.problems.map((one) => [one.title, one.period])]).toEqual(['2026', [['党员发展台账不全', '2026-H1']]]);
  });
});
