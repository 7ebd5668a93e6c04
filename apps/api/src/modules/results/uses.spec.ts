import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActionOut, BoardOut, ScoreOut } from '@shuping/contracts';
import { school } from '@shuping/plugin-school';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { verifyBundle, type ResultsBundle } from '@shuping/scoring';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, StandingClock, withClock } from '../cycles/testing/cycle-world.ts';
import { advance, resultsWorld, settle, type ResultsWorld } from './testing/results-world.ts';

jest.setTimeout(120_000);

const base = (school.scheme.examples as readonly { inputs: ScoreInputs }[])[0]!.inputs;
const text = (words: string) => ({ text: words });
const take = (id: string, level: string, of: string, node: string, more: object = {}) => ({ kind: 'reference', id, title: text(id), level, node, of, combine: 'only', factor: 0.01, none: 'zero', missing: 'zero', ...more });

/** The school scheme with figures of the organisation, the pool and the year before, a chain of two steps, stars, limits over years, and rules of use of every kind. */
const SCHEME = {
  ...school.scheme,
  score: {
    ...school.scheme.score, root: 'final',
    nodes: [
      ...school.scheme.score.nodes,
      { kind: 'officer_input', id: 'team-score', title: text('班子'), level: 'organisation', min: 0, max: 100, owner: 'host_officer', evidence: 'optional' },
      take('team', 'assessee', 'organisation', 'team-score'), take('team-last', 'organisation', 'earlier', 'team-score', { years: 1, factor: 1 }), take('grown', 'assessee', 'organisation', 'team-last'),
      take('last', 'assessee', 'earlier', 'composite', { years: 1 }),
      { ...take('pool-mean', 'pool', 'members', 'composite'), combine: 'mean', factor: 1 }, take('among', 'assessee', 'pool', 'pool-mean'),
      { kind: 'adjusted', id: 'final', title: text('最终'), level: 'assessee', base: 'composite', accounts: ['team', 'grown', 'last', 'among'], min: 0, max: 200 },
    ],
  },
  grading: {
    ...school.scheme.grading, quotas: [], gates: [],
    steps: [{ id: 'town', title: text('党总支初评'), role: 'host_leader', may: 'propose', reason: 'on_change' }, { id: 'county', title: text('党委审定'), role: 'committee', may: 'change', reason: 'on_change', most: 1 }],
    stars: { base: [{ id: 'hao', stars: 3 }, { id: 'jiaohao', stars: 2 }], seniority: { everyYears: 3, stars: 1, gapMonths: 12, longer: 'subtracted', forfeits: [] }, cap: 10, carry: 'keep' },
    system: [{ id: 'years', title: text('两年内好不少于六成'), grades: ['hao'], kind: 'floor', of: 'persons', years: 2, targets: [{ year: 2026, share: 0.6 }], strictness: 'principle' }],
    marks: [{ id: 'first', title: text('第一名'), period: 'cycle', any: [{ kind: 'rank', id: 'top', end: 'top', heads: 1, ties: 'all_in' }] }],
  },
  results: [
    { id: 'pay', title: text('绩效'), grades: ['hao'], action: 'pay', effect: { kind: 'pay', base: 0.6, performance: 0.4, factor: 1.4 } },
    { id: 'pair', title: text('结对'), grades: ['hao'], action: 'pair', effect: { kind: 'pair', with: ['jiaohao', 'yiban', 'cha'], each: 2 } },
    { id: 'up', title: text('上级加分'), grades: ['hao'], action: 'flow', effect: { kind: 'flow', to: 'superior', question: 'b_honour', points: 0.5 } },
    { id: 'side', title: text('责任人扣分'), grades: ['cha'], action: 'flow', effect: { kind: 'flow', to: 'responsible', question: 'd_notice', points: -1 } },
    { id: 'open', title: text('条件待核'), grades: ['hao'], action: 'study', when: { kind: 'compare', left: { of: 'fact', fact: 'nobody-knows' }, op: 'ge', right: 1 } },
    { id: 'plaque', title: text('挂牌'), grades: ['hao'], action: 'honour', stars: { min: 6, max: 10 }, effect: { kind: 'honour', what: 'plaque', wording: text('五星支部') } },
    { id: 'again', title: text('连续第一'), grades: ['hao'], action: 'award_eligible', memory: { years: 2, grades: [], marks: ['first'] } },
  ],
} as unknown as Scheme;

const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
const superior = { cycle: randomUUID(), assessee: randomUUID(), person: randomUUID() };
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const id = (at: number): string => world.assessees[at]!;
const figures = async (at: number) => (await run<{ figures: Record<string, string | null> }>('select figures from result where assessee_id = ? and current', [id(at)]))[0]!.figures;
const board = async () => (await call<BoardOut>(world.officer, 'GET', `/cycles/${world.cycleId}/board`)).body.pools[0]!;
const decide = (decisions: object[], more: object = {}) => call<{ decided: number; issues: { code: string; at: string }[] }>(world.committee, 'POST', `/cycles/${world.cycleId}/decisions`, { pool: 'school', decisions, ...more });

/** A final result of 2025, or of a part of it. */
const past = (at: number, more: { period?: string; finalOn?: string; personId?: string; figures: object; around?: object; stars?: number; marks?: string[] }) => run(
  `insert into result (host_id, id, org_path, sector, published_to, cycle_id, assessee_id, person_id, org_id, period, year, number, current, state, scheme_hash, engine, computed_at, inputs_hash, inputs, figures, score, computed_grade, grade, moves, quota_reasons, stars, marks, final_on, version)
   values (?, ?, ?, 'school', '', ?, ?, ?, ?, ?, 2025, 1, true, 'final', 'x', 'x', now(), 'x', ?::jsonb, ?::jsonb, '90', 'hao', 'hao', '[]', '{}', ?, ?::jsonb, ?, 1)`,
  [world.host.id, randomUUID(), world.units[at]!.path, randomUUID(), randomUUID(), more.personId ?? world.secretaries[at]!.personId, world.units[at]!.id, more.period ?? '2025', JSON.stringify({ around: more.around ?? {} }), JSON.stringify(more.figures), more.stars ?? null, JSON.stringify(more.marks ?? []), more.finalOn ?? '2025-12-30'],
);

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'u1', [98, 60, 40].map((mark) => ({ ...base, officer: { ...base.officer, comment_mark: mark, research: mark } })));
  await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('uses', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify(SCHEME)]);
  await run(`update cycle set schemes = '{"school":"uses"}' where id = ?`, [world.cycleId]);
  for (const at of [0, 1, 2]) {
    await run("insert into officer_score (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, node, owner_role, item, value, note, files, entered_name, version) values (?, ?, ?, 'school', ?, ?, ?, 'team-score', '', '', ?, '', '[]', '', 1)", [world.host.id, randomUUID(), world.units[at]!.path, world.cycleId, id(at), world.secretaries[at]!.personId, String(60 + at * 10)]);
  }
  await past(0, { figures: { composite: '90' }, stars: 4, marks: ['first'] });
  // a quarter of last year is none of the years, though it became final later (R-H4)
  await past(0, { period: '2025-Q4', finalOn: '2026-02-01', figures: { composite: '10' }, stars: 1 });
  await past(2, { period: '2025-H2', figures: { composite: '55' }, marks: ['first'] });
  // last year somebody else led the second branch: the figure is the organisation's, not the person's
  await past(1, { personId: randomUUID(), figures: { composite: '77', 'team-score': null }, around: { team: [{ from: 'x', figure: '80' }] } });
  await run(
    `insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, version) values (?, ?, '/u1/', '/u1/', '2026', 2026, '校级考核', '临江理工大学', '2026-01-01', '2026-12-31', 'reporting', '{}', '{"school":"uses"}', 1)`, [randomUUID(), superior.cycle],
  );
  const [cycle] = await run<{ host_id: string }>('select host_id from cycle where id = ?', [superior.cycle]);
  await run(
    `insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, position, facts, listed_to, version) values (?, ?, ?, 'school', ?, ?, ?, '机电工程系党总支', '书记甲', '书记', '', true, 0, '{}', '', 1)`,
    [cycle!.host_id, superior.assessee, world.host.path, superior.cycle, world.host.id, superior.person],
  );
}, 120_000);
afterAll(() => booted.close());

describe('R-G1 levels and earlier years in a real cycle', () => {
  test('figures of the organisation, of the pool and of the year before, to the last digit; every result recomputes alone', async () => {
    expect(await call(world.officer, 'POST', `/cycles/${world.cycleId}/compute`)).toMatchObject({ status: 200, body: { computed: 3, held: 0 } });
    const all = [await figures(0), await figures(1), await figures(2)];
    expect(all.map((one) => [one['team'], one['grown'], one['last']])).toEqual([['3/5', '0', '9/10'], ['7/10', '4/5', '0'], ['4/5', '0', '0']]);
    const scores = all.map((one) => { const [n, d = 1] = one['composite']!.split('/').map(Number); return n! / d; });
    const [n, d = 1] = all[0]!['among']!.split('/').map(Number);
    expect(n! / d).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / 300, 9);
    expect(await call<ScoreOut>(world.officer, 'GET', `/assessees/${id(1)}/score`)).toMatchObject({ body: { recomputes: true, stars: { lines: expect.arrayContaining([expect.objectContaining({ code: 'star.seniority', stars: 2 })]) } } });
    const bundle = await call<{ bundles: ResultsBundle[] }>(world.officer, 'GET', `/cycles/${world.cycleId}/bundle.json`);
    expect(bundle.body.bundles.map((one) => verifyBundle(one))).toEqual([{ ok: true }]);
  });
});

describe('R46 a chain of steps, R43 stars, R38 limits over years on the board', () => {
  test('stars: those held, with the years completed since; a first rating by grade and seniority', async () => {
    const pool = await board();
    const of = (at: number) => pool.members.find((one) => one.assesseeId === id(at))!;
    // in post since 2020-03: 6 full years; held 4, no third year completed in 2026 beyond the sixth in March
    expect(of(0).stars).toMatchObject({ stars: 5, held: null, lines: [{ code: 'star.held', stars: 4 }, { code: 'star.seniority', stars: 1 }] });
    expect(of(1).stars!.lines.map((line) => [line.code, line.stars])).toContainEqual(['star.seniority', 2]);
    expect(pool.system).toMatchObject([{ id: 'years', from: 2025, to: 2026, used: 2, base: 4, target: 0.6, missing: 1, broken: true }]);
    expect(pool.marks).toMatchObject([{ id: 'first', count: 1, years: { from: 2025, persons: 1, times: 2 } }]);
    expect(pool.steps.map((step) => step.id)).toEqual(['town', 'county']);
  });

  test('each step speaks in its turn; nothing is decided before the last; a move needs its reason and keeps its bounds', async () => {
    expect(await decide([], { step: 'county' })).toMatchObject({ status: 200, body: { decided: 0 } });
    expect(await decide([])).toMatchObject({ status: 200, body: { decided: 3 } });
    expect((await board()).members.map((one) => [one.state, one.grade, one.chain!.next])).toEqual(Array.from({ length: 3 }, () => ['computed', null, 'county']));
    const low = (await board()).members.find((one) => one.assesseeId === id(2))!;
    const better = (steps: number) => ['hao', 'jiaohao', 'yiban', 'cha'][Math.max(0, ['hao', 'jiaohao', 'yiban', 'cha'].indexOf(low.computed!) - steps)]!;
    expect((await decide([{ assesseeId: id(2), grade: better(2), reason: '有突出表现' }])).body.issues.map((one) => [one.code, one.at])).toEqual([['chain.too_far', '/decisions/0/grade']]);
    expect((await decide([{ assesseeId: id(2), grade: better(1) }])).body.issues.map((one) => one.code)).toContain('decision.reason_required');
    expect(await decide([{ assesseeId: id(2), grade: better(1), reason: '承诺全部兑现' }])).toMatchObject({ status: 200, body: { decided: 3 } });
    const done = await board();
    expect(done.members.map((one) => [one.state, one.chain!.next])).toEqual(Array.from({ length: 3 }, () => ['decided', null]));
    expect(done.members.find((one) => one.assesseeId === id(2))).toMatchObject({ grade: better(1), computed: low.computed, chain: { said: [{ step: 'town', grade: low.computed }, { step: 'county', grade: better(1), reason: '承诺全部兑现' }] }, moves: [{ from: low.computed, to: better(1) }] });
  });
});

describe('R53, R55, R60 what follows from final results', () => {
  test('pay, pairing, a flow to the superior, an undecided rule, stars and memory of marks', async () => {
    await run("update result set state = 'published', published_to = ? where cycle_id = ? and current", [world.host.path, world.cycleId]);
    await run("update cycle set stage = 'publicity', publicity_from = '2026-12-22', publicity_ends = '2026-12-27' where id = ?", [world.cycleId]);
    await run("insert into opinion (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, achievements, problems, demands, state, version) select host_id, gen_random_uuid(), org_path, sector, cycle_id, id, person_id, 'x', 'x', '', 'approved', 1 from assessee where cycle_id = ?", [world.cycleId]);
    clock.set('2026-12-30');
    expect(await advance(booted, world)).toMatchObject({ status: 200, body: { stage: 'feedback' } });
    await settle(booted);
    const acts = (await call<{ items: ActionOut[] }>(world.officer, 'GET', `/actions?cycleId=${world.cycleId}&limit=100`)).body.items;
    const of = (at: number) => Object.fromEntries(acts.filter((act) => act.assesseeId === id(at)).map((act) => [act.rule, act]));
    expect(of(0)['pay']).toMatchObject({ amount: { exact: '29/25' }, undecided: false });
    expect(of(0)['pair']!.partners).toEqual(['第2党支部 书记2', '第3党支部 书记3']);
    expect(of(0)['open']).toMatchObject({ undecided: true, due: null });
    expect(of(0)['again']).toBeDefined();
    expect(of(0)['plaque']).toBeUndefined();
    expect(of(0)['up']).toMatchObject({ state: 'done', doneOn: '2026-12-30', record: '机电工程系党总支 书记甲', amount: { exact: '1/2' } });
    const flowed = await run<{ question: string; points: string; matter: string }>('select question, points, matter from event_record where assessee_id = ?', [superior.assessee]);
    expect(flowed).toMatchObject([{ question: 'b_honour', points: '0.5', matter: expect.stringMatching(/^up /) }]);
    const kept = await run<{ stars: number; marks: string[] }>('select stars, marks from result where assessee_id = ? and current', [id(0)]);
    expect(kept).toEqual([{ stars: 5, marks: ['first'] }]);
  });
});
