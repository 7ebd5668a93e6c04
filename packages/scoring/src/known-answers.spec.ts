import { describe, expect, test } from '@jest/globals';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { quotaLimit } from './grading/quota.ts';
import { gradePool } from './grading/pool.ts';
import { scoreAssessee } from './score.ts';
import { gradingScheme, inputsOf, node, officer, poolOf, schemeOf, tallyOf } from './testing/builders.ts';

const text = (words: string) => ({ text: words });
const exact = (scheme: Scheme, inputs: ScoreInputs, id?: string) => {
  const result = scoreAssessee(scheme, inputs);
  return (id ? result.nodes[id] : result.root)?.value?.toString() ?? null;
};

describe('R-G1 known answers, exact to the last digit', () => {
  test('K1 (S44): three groups, three items, weights 20/40/40, open bonus', () => {
    const items = [{ id: 'load', weight: 30 }, { id: 'speed', weight: 30 }, { id: 'done', weight: 40 }];
    const tally = (id: string) => node({ kind: 'tally', id: `t-${id}`, group: id, ballot: 'work', items, divisor: 'valid' });
    const base = schemeOf([
      node({ kind: 'adjusted', id: 'total', base: 'ballots', accounts: ['bonus'] }),
      node({ kind: 'weighted_sum', id: 'ballots', total: 100, inputs: [{ id: 't-leaders', weight: 20 }, { id: 't-staff', weight: 40 }, { id: 't-team', weight: 40 }] }),
      tally('leaders'), tally('staff'), tally('team'),
      node({ kind: 'events', id: 'bonus', questions: ['award'], sign: 'plus', perMatter: 'sum' }),
    ]);
    const scheme: Scheme = { ...base, ballots: [{ id: 'work', title: text('实绩票'), remarks: false, items: items.map(({ id }) => ({ id, title: text(id), scale: 'four', required: true })) }] };
    const of = (a: number[], b: number[], c: number[]) => {
      const marks = ([w, x, y, z]: number[]) => ({ a: w!, b: x!, c: y!, d: z! });
      return tallyOf({ load: marks(a), speed: marks(b), done: marks(c) });
    };
    const inputs = inputsOf({
      tallies: {
        leaders: of([3, 1, 0, 0], [2, 2, 0, 0], [4, 0, 0, 0]),
        staff: of([30, 15, 5, 0], [25, 20, 5, 0], [35, 10, 4, 1]),
        team: of([2, 3, 0, 0], [3, 2, 0, 0], [4, 1, 0, 0]),
      },
      events: [{ question: 'award', matter: '简报', day: '2026-05-01', points: 1.5 }],
    });
    // leaders 0.3·95 + 0.3·90 + 0.4·100; staff 0.3·90 + 0.3·88 + 0.4·91.6; team 0.3·88 + 0.3·92 + 0.4·96
    expect(['t-leaders', 't-staff', 't-team'].map((id) => exact(scheme, inputs, id))).toEqual(['191/2', '2251/25', '462/5']);
    expect(exact(scheme, inputs, 'ballots')).toBe('23019/250'); // 92.076
    expect(exact(scheme, inputs)).toBe('11697/125'); // 93.576
  });

  test('K5 (S43): 1/0.8/0.6 over all ballots, 4 : 1 with the daily part; unanimous “poor” is still 60', () => {
    const base = schemeOf([
      node({ kind: 'weighted_sum', id: 'total', total: 100, inputs: [{ id: 'daily', weight: 80 }, { id: 'ballot', weight: 20 }], round: { digits: 2, mode: 'half_up' } }),
      officer('daily'),
      node({ kind: 'tally', id: 'ballot', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'returned' }),
    ]);
    const scheme: Scheme = { ...base, scales: [{ id: 'four', options: [{ id: 'a', title: text('好'), points: 100 }, { id: 'b', title: text('一般'), points: 80 }, { id: 'c', title: text('差'), points: 60 }] }] };
    const of = (a: number, b: number, c: number) => inputsOf({ officer: { daily: 90 }, tallies: { members: tallyOf({ overall: { a, b, c } }) } });
    expect(exact(scheme, of(21, 8, 1), 'ballot')).toBe('280/3'); // 93.33
    expect(exact(scheme, of(21, 8, 1))).toBe('9067/100'); // 72 + 56/3 = 90.666… → 90.67
    expect(exact(scheme, of(0, 0, 30), 'ballot')).toBe('60');
  });

  const person = (own: number, rest: number, weights: readonly [number, number, number], rule: 'zero' | 'renormalise' = 'zero') => schemeOf([
    node({ kind: 'weighted_sum', id: 'total', total: 100, inputs: [{ id: 'team', weight: own }, { id: 'ballot', weight: rest }] }),
    officer('team'),
    node({
      kind: 'weighted_sum', id: 'ballot', total: 100,
      inputs: ['leaders', 'chiefs', 'staff'].map((id, at) => ({ id, weight: weights[at]!, absence: { rule } })),
    }),
    officer('leaders'), officer('chiefs'), officer('staff'),
  ]);
  const marks = { team: 90, leaders: 92, chiefs: 88, staff: 85 };

  test('K6 (S32): four ranks of person, two types of department', () => {
    const of = (own: number, rest: number, weights: readonly [number, number, number]) => exact(person(own, rest, weights), inputsOf({ officer: marks }));
    expect(of(40, 60, [30, 30, 40])).toBe('444/5'); // teaching chief 88.80
    expect(of(30, 70, [20, 30, 50])).toBe('8811/100'); // teaching deputy 88.11
    expect(of(40, 60, [40, 30, 30])).toBe('4461/50'); // administrative chief 89.22
    expect(of(30, 70, [20, 40, 40])).toBe('2208/25'); // administrative deputy 88.32
    const department = (weights: readonly [number, number, number]) => exact(person(60, 40, weights), inputsOf({ officer: { ...marks, team: 95 } }));
    expect(department([30, 30, 40])).toBe('461/5'); // 92.20
    expect(department([40, 30, 30])).toBe('2312/25'); // 92.48
  });

  test('K7 (S32): no supervising leader voted: zero gives 75.23, renormalised 87.2875, undeclared is held', () => {
    const { leaders: _, ...others } = marks;
    const inputs = inputsOf({ officer: others });
    expect(exact(person(30, 70, [20, 30, 50], 'zero'), inputs)).toBe('7523/100');
    expect(exact(person(30, 70, [20, 30, 50], 'renormalise'), inputs)).toBe('6983/80');
    const silent = person(30, 70, [20, 30, 50]);
    const bare: Scheme = { ...silent, score: { ...silent.score, nodes: silent.score.nodes.map((n) => (n.kind === 'weighted_sum' ? { ...n, inputs: n.inputs.map(({ id, weight }) => ({ id, weight })) } : n)) } };
    const result = scoreAssessee(bare, inputs);
    expect(result.root.value).toBeNull();
    expect(result.held).toEqual(['absent.undeclared', 'absent.no_figure']);
  });

  test('K9 (S05): daily, verification and two ballots merged, 30/30/40', () => {
    const scheme = schemeOf([
      node({ kind: 'weighted_sum', id: 'total', total: 10, inputs: [{ id: 'daily', weight: 3 }, { id: 'verified', weight: 3 }, { id: 'ballots', weight: 4 }] }),
      officer('daily'), officer('verified'),
      node({ kind: 'statistic', id: 'ballots', measure: 'mean', inputs: [{ id: 'session' }, { id: 'branch' }], drop: { highest: 0, lowest: 0 }, atLeast: 2 }),
      officer('session'), officer('branch'),
    ]);
    expect(exact(scheme, inputsOf({ officer: { daily: 90, verified: 80, session: 88, branch: 82 } }))).toBe('85');
  });

  test('K19 (S46): fixed points, 64 of 70 + “excellent” 20 + 9 of 10', () => {
    const base = schemeOf([
      node({ kind: 'adjusted', id: 'total', base: 'target', accounts: ['ballot', 'team'] }),
      officer('target', 70), officer('team', 10),
      node({ kind: 'tally', id: 'ballot', group: 'served', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' }),
    ]);
    const scheme: Scheme = { ...base, scales: [{ id: 'four', options: [{ id: 'a', title: text('优秀'), points: 20 }, { id: 'b', title: text('其他'), points: 0 }] }] };
    expect(exact(scheme, inputsOf({ officer: { target: 64, team: 9 }, tallies: { served: tallyOf({ overall: { a: 40 } }) } }))).toBe('93');
  });
});

describe('R-G3 known answers of quotas and bands', () => {
  const SIZES = [3, 4, 7, 10, 14, 20, 22];

  test('K12 (S28, S30): at least 15 % “fair or below”, rounded up, as floor and as most “good”', () => {
    const floor = { share: 0.15, rounding: 'up' as const };
    expect(SIZES.map((size) => quotaLimit(floor, size))).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect(SIZES.map((size) => quotaLimit({ share: 0.85, rounding: 'down' }, size))).toEqual([2, 3, 5, 8, 11, 17, 18]);
    const quota = { id: 'low', title: text('较好及以下不少于百分之十五'), grades: ['fair', 'plain', 'poor'], kind: 'floor' as const, ...floor };
    for (const [at, most] of [2, 3, 5, 8, 11, 17, 18].entries()) {
      const scores = Array.from({ length: SIZES[at]! }, (_, i) => 99 - i * 0.1);
      const must = gradingScheme({ quotas: [{ ...quota, strictness: 'must' }] });
      expect(gradePool(must, poolOf(must, scores)).counts['good']).toBe(most);
    }
    const soft = gradingScheme({ quotas: [{ ...quota, strictness: 'principle' }] });
    const grading = gradePool(soft, poolOf(soft, [95, 94, 93]));
    expect(grading.counts['good']).toBe(3); // S52: in principle warns and moves nobody
    expect(grading.warnings).toEqual([{ code: 'quota.principle', at: 'grading/quotas/low', params: { quota: 'low', limit: 1, used: 0 } }]);
  });

  test('K4 (S35): 1 of 4 good is 25 %; bands with stated ends count everybody once', () => {
    const scheme = gradingScheme({
      grades: [{ id: 'high', title: text('90 以上') }, { id: 'middle', title: text('80 至 90') }, { id: 'low', title: text('80 以下') }],
      bands: [{ id: 'high', from: 90, inclusive: true }, { id: 'middle', from: 80, inclusive: false }, { id: 'low', from: null, inclusive: false }],
    });
    const heads = [...Array.from({ length: 5 }, () => 93), 90, ...Array.from({ length: 34 }, (_, i) => 80.1 + i * 0.2), 80];
    expect(gradePool(scheme, poolOf(scheme, heads)).counts).toEqual({ high: 6, middle: 34, low: 1 });
    const capped = gradingScheme({ quotas: [{ id: 'cap', title: text('好'), grades: ['good'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }] });
    expect(gradePool(capped, poolOf(capped, [96, 95, 94, 93])).counts).toEqual({ good: 1, fair: 3, plain: 0, poor: 0 });
  });
});
