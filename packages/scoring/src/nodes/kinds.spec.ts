import { describe, expect, test } from '@jest/globals';
import type { NodeOf, Scheme, ScoreInputs, ScoreNode } from '@shuping/scheme';
import { scoreAssessee } from '../score.ts';
import { inputsOf, node, officer, schemeOf, tallyOf } from '../testing/builders.ts';

const text = (words: string) => ({ text: words });
/** Exact figure of the root, else the codes that hold it. */
const of = (nodes: readonly ScoreNode[], inputs: Partial<ScoreInputs>, parts: Partial<Scheme> = {}): string | readonly string[] => {
  const result = scoreAssessee(schemeOf(nodes, parts), inputsOf(inputs));
  return result.root.value?.toString() ?? result.held;
};
const event = (question: string, day: string, points: number, more: { matter?: string; level?: string } = {}) => ({ question, day, points, matter: more.matter ?? '', ...(more.level ? { level: more.level } : {}) });

describe('R08 R24 fixed points and R25 products', () => {
  const forums = (absence?: NodeOf<'points_sum'>['inputs'][number]['absence']) => [
    node({ kind: 'points_sum', id: 'debrief', total: 40, inputs: [{ id: 'plenary', full: 100, points: 24, ...(absence ? { absence } : {}) }, { id: 'unit', full: 100, points: 16, absence: { rule: 'hold' } }] }),
    officer('plenary'), officer('unit'),
  ];
  test('S03: 24 points from the plenary session and 16 from the own unit', () => {
    expect(of(forums(), { officer: { plenary: 90, unit: 85 } })).toBe('176/5'); // 21.6 + 13.6
    expect(of(forums({ rule: 'renormalise' }), { officer: { unit: 85 } })).toBe('34'); // 40 × 0.85
    expect(of(forums({ rule: 'zero' }), { officer: { unit: 85 } })).toBe('68/5');
    expect(of(forums({ rule: 'merge', into: 'unit' }), { officer: { unit: 85 } })).toBe('34');
    expect(of(forums(), { officer: { unit: 85 } })).toEqual(['absent.undeclared', 'absent.no_figure']);
  });

  test('K19 (S46): 70 township targets, 20 for a ballot that comes out 优秀, 10 of the team', () => {
    const nodes = [
      node({ kind: 'points_sum', id: 'total', total: 100, inputs: [{ id: 'target', full: 70, points: 70 }, { id: 'ballot', full: 20, points: 20 }, { id: 'team', full: 10, points: 10 }] }),
      officer('target', 70), officer('team', 10),
      node({ kind: 'prevailing', id: 'ballot', group: 'served', ballot: 'main', item: 'overall', points: [{ id: 'a', points: 20 }, { id: 'b', points: 15 }, { id: 'c', points: 10 }], ties: 'hold' }),
    ];
    expect(of(nodes, { officer: { target: 64, team: 9 }, tallies: { served: tallyOf({ overall: { a: 21, b: 18, d: 40 } }) } })).toBe('93');
  });

  test('S28 and S34: nested halves are the same as their products', () => {
    const halves = (id: string, a: string, b: string) => node({ kind: 'weighted_sum', id, total: 100, inputs: [{ id: a, weight: 50 }, { id: b, weight: 50 }] });
    expect(of([halves('year', 'secretary', 'appraisal'), halves('secretary', 'duty', 'stage'), officer('duty'), officer('stage'), officer('appraisal')], { officer: { duty: 90, stage: 80, appraisal: 88 } })).toBe('173/2');
    const s34 = [
      node({ kind: 'weighted_sum', id: 'all', total: 100, inputs: [{ id: 'basic', weight: 70 }, { id: 'development', weight: 30 }] }),
      halves('basic', 'daily', 'leaders'), officer('daily'), officer('leaders'), officer('development'),
    ];
    expect(of(s34, { officer: { daily: 91, leaders: 87, development: 70 } })).toBe('833/10'); // 35 % 91 + 35 % 87 + 30 % 70
  });

  test('a result as coefficient of another, twice; a missing one as declared', () => {
    const product = (rule: 'hold' | 'zero' | 'neutral') => [
      node({ kind: 'product', id: 'p', inputs: [{ id: 'base', per: 1, absent: 'hold' }, { id: 'party', per: 100, absent: rule }, { id: 'unit', per: 100, absent: 'hold' }] }),
      officer('base'), officer('party'), officer('unit'),
    ];
    expect(of(product('hold'), { officer: { base: 90, party: 95, unit: 80 } })).toBe('342/5');
    expect(of(product('hold'), { officer: { base: 90, unit: 80 } })).toEqual(['absent.factor', 'absent.no_figure']);
    expect(of(product('zero'), { officer: { base: 90, unit: 80 } })).toBe('0');
    expect(of(product('neutral'), { officer: { base: 90, unit: 80 } })).toBe('72');
  });
});

describe('R13 R29 R30 R31 sheets and shares', () => {
  test('L7: one item of 11 points split among four offices, 4 / 3 / 2.5 / 1.5', () => {
    const split = (absence: NodeOf<'split_input'>['absence']) => [node({
      kind: 'split_input', id: 's', total: 11, absence,
      parts: [['a', 4], ['b', 3], ['c', 2.5], ['d', 1.5]].map(([id, max]) => ({ id: String(id), title: text(String(id)), owner: 'office', min: 0, max: Number(max) })),
    })];
    expect(of(split('hold'), { sheets: { s: { a: 3.5, b: 3, c: 2, d: 1.5 } } })).toBe('10');
    expect(of(split('hold'), { sheets: { s: { a: 3.5, b: 3, c: 2 } } })).toEqual(['absent.sheet_incomplete']);
    expect(of(split('zero'), { sheets: { s: { a: 3.5, b: 3, c: 2 } } })).toBe('17/2');
    expect(of(split('renormalise'), { sheets: { s: { a: 4, b: 3, c: 1 } } })).toBe('176/19'); // 8 × 11 ÷ 9.5
    expect(of(split('zero'), {})).toEqual(['absent.no_figure']);
    expect(of(split('hold'), { sheets: { s: { a: 4.5, b: 3, c: 2, d: 1 } } })).toEqual(['absent.out_of_bounds']);
  });

  const table = (rule: NodeOf<'indicator_table'>['items'][number]['rule'], parts: Partial<NodeOf<'indicator_table'>> = {}) => [node({ kind: 'indicator_table', id: 't', owner: 'office', missing: 'hold', items: [{ id: 'x', title: text('x'), max: 4, rule }], ...parts })];
  test('S04, S27: micro-steps, all of the item, share of the item, counted cases', () => {
    expect(of(table({ by: 'until_used_up', step: 0.1 }), { sheets: { t: { x: 0.7 } } })).toBe('33/10');
    expect(of(table({ by: 'until_used_up', step: 0.1 }), { sheets: { t: { x: 0.75 } } })).toEqual(['absent.out_of_bounds']);
    expect(of(table({ by: 'until_used_up' }), { sheets: { t: { x: 9 } } })).toBe('0');
    expect(of(table({ by: 'all_or_nothing' }), { sheets: { t: { x: 0.1 } } })).toBe('0');
    expect(of(table({ by: 'share' }), { sheets: { t: { x: 0.25 } } })).toBe('3');
    expect(of(table({ by: 'share' }), { sheets: { t: { x: 1.5 } } })).toEqual(['absent.out_of_bounds']);
    const cases = { by: 'cases' as const, cases: [{ id: 'plan', title: text('无计划'), points: 0.5 }, { id: 'meeting', title: text('未开会'), points: 1 }, { id: 'file', title: text('退文'), points: 0.2 }] };
    expect(of(table(cases), { sheets: { t: { plan: 1, meeting: 0, file: 3 } } })).toBe('29/10');
    expect(of(table(cases), { sheets: { t: { plan: 1, file: 3 } } })).toEqual(['absent.sheet_incomplete']);
    for (const entry of [{ plan: 1, meeting: 0.5, file: 0 }, { plan: 0.5, meeting: 1, file: 1 }, { plan: 1, meeting: -1, file: 1 }]) expect(of(table(cases), { sheets: { t: entry } })).toEqual(['absent.out_of_bounds']);
    expect([0, 1].map((x) => of(table({ by: 'share' }), { sheets: { t: { x } } }))).toEqual(['4', '0']);
    expect(of(table({ by: 'all_or_nothing' }), { sheets: { t: { x: -1 } } })).toEqual(['absent.out_of_bounds']);
  });

  test('graded descriptors, a base of its own, missing entries as declared', () => {
    const levels = { by: 'levels' as const, levels: [0, 1, 2, 4].map((points) => ({ id: `l${points}`, title: text(String(points)), points })) };
    expect(of(table(levels), { sheets: { t: { x: 2 } } })).toBe('2');
    expect(of(table(levels), { sheets: { t: { x: 3 } } })).toEqual(['absent.out_of_bounds']);
    expect(of(table({ by: 'until_used_up' }, { base: 100, min: 97 }), { sheets: { t: { x: 9 } } })).toBe('97'); // the item loses 4 at most
    expect(of(table({ by: 'until_used_up' }, { missing: 'full' }), { sheets: { t: {} } })).toBe('4');
    expect(of(table({ by: 'until_used_up' }, { missing: 'zero' }), { sheets: { t: {} } })).toBe('0');
    expect(of(table({ by: 'until_used_up' }, { missing: 'full' }), {})).toEqual(['absent.no_figure']);
  });

  test('R30: per unit of an excess, in the table and of another figure', () => {
    const excess = (units: 'whole_up' | 'whole_down' | 'exact') => table({ by: 'per_unit', over: 5, unit: 2, points: 0.5, units });
    expect((['whole_up', 'whole_down', 'exact'] as const).map((units) => of(excess(units), { sheets: { t: { x: 10 } } }))).toEqual(['5/2', '3', '11/4']);
    expect(of(excess('exact'), { sheets: { t: { x: 3 } } })).toBe('4');
    const age = [node({ kind: 'per_unit', id: 'p', input: 'age', side: 'above', from: 55, unit: 1, points: -0.5, units: 'whole_up', cap: 3 }), node({ kind: 'fact_value', id: 'age', fact: 'members' })];
    expect([54, 55.2, 57, 99].map((members) => of(age, { facts: { members } }))).toEqual(['0', '-1/2', '-1', '-3']);
    expect(of(age, {})).toEqual(['absent.base', 'absent.no_figure']);
  });

  test('S54: 50 points shared equally over the person’s own tasks; no tasks entered is −10', () => {
    const share = (unmarked: 'hold' | 'zero') => [node({
      kind: 'equal_share', id: 'e', owner: 'office', points: 50, unmarked, none: -10,
      options: [['a', 1], ['b', 0.85], ['c', 0.7], ['d', 0.5]].map(([id, coefficient]) => ({ id: String(id), title: text(String(id)), coefficient: Number(coefficient) })),
    })];
    const marks = (...list: (string | null)[]) => ({ tasks: { e: list.map((mark) => ({ mark })) } });
    expect(of(share('hold'), marks('a', 'b', 'c'))).toBe('85/2'); // 50/3 × 2.55
    expect(of(share('hold'), marks())).toBe('-10');
    expect(of(share('hold'), {})).toEqual(['absent.no_figure']);
    expect(of(share('hold'), marks('a', null))).toEqual(['absent.unmarked']);
    expect(of(share('zero'), marks('a', null))).toBe('25');
    expect(of(share('zero'), marks('z'))).toEqual(['absent.out_of_bounds']);
  });
});

describe('R27 R28 event ledgers', () => {
  const ledger = (parts: Partial<NodeOf<'event_ledger'>> = {}) => [node({
    kind: 'event_ledger', id: 'l', questions: ['award'], sign: 'plus', withinMonths: 12, ladder: [['central', 8], ['province', 6], ['city', 4]].map(([id, points]) => ({ id: String(id), title: text(String(id)), points: Number(points) })),
    unlisted: 'hold', perMatter: 'sum', caps: [], ...parts,
  })];
  const three = [event('award', '2026-03-01', 0, { level: 'central', matter: '甲' }), event('award', '2026-03-09', 0, { level: 'province', matter: '甲' }), event('award', '2026-05-01', 0, { level: 'city', matter: '乙' })];

  test('S40 Ganzhou: praise at central, province, city is 8 / 6 / 4, bonus up to 20', () => {
    expect(of(ledger(), { events: three })).toBe('18');
    expect(of(ledger({ cap: 20 }), { events: [...three, event('award', '2026-06-01', 0, { level: 'province' })] })).toBe('20');
    expect(of(ledger(), { events: [event('award', '2026-06-01', 3)] })).toEqual(['absent.event_level']);
    expect(of(ledger({ unlisted: 'recorded' }), { events: [event('award', '2026-06-01', 3)] })).toBe('3');
    expect(of(ledger(), {})).toBe('0');
  });

  test('S37: the same matter at several levels counts once, the highest', () => {
    expect(of(ledger({ perMatter: 'highest' }), { events: three })).toBe('12');
  });

  test('caps of periods by points and by number, and validity by level', () => {
    expect(of(ledger({ caps: [{ id: 'm', per: 'month', points: 9 }] }), { events: three })).toBe('13');
    expect(of(ledger({ caps: [{ id: 'y', per: 'year', count: 2 }] }), { events: three })).toBe('14');
    expect(of(ledger({ caps: [{ id: 'q', per: 'quarter', count: 1 }, { id: 'y', per: 'year', points: 10 }] }), { events: three })).toBe('10');
    const old = [event('award', '2025-06-01', 0, { level: 'central' }), event('award', '2025-06-01', 0, { level: 'city' })];
    const lasting = ledger()[0] as NodeOf<'event_ledger'>;
    expect(of([{ ...lasting, ladder: lasting.ladder.map((level) => (level.id === 'central' ? { ...level, validMonths: 24 } : level)) }], { events: old })).toBe('8');
    expect(of(ledger(), { events: [event('award', '2027-01-01', 0, { level: 'city' })] })).toBe('0');
  });

  test('S42: a repeated fault doubles, with the history before the period; a freeze takes all', () => {
    const faults = (growth: 'once' | 'each') => ledger({ questions: ['fault'], sign: 'minus', ladder: [], unlisted: 'recorded', repeat: { same: 'question', withinMonths: 12, factor: 2, growth } });
    const events = [event('fault', '2026-01-10', 1), event('fault', '2026-04-10', 1), event('fault', '2026-08-10', 1)];
    expect(of(faults('once'), { events })).toBe('-5');
    expect(of(faults('each'), { events })).toBe('-7');
    expect(of(faults('once'), { events: [event('fault', '2025-08-01', 1), event('fault', '2026-06-01', 1)] })).toBe('-2');
    expect(of(faults('once'), { events: [event('fault', '2025-05-01', 1), event('fault', '2026-06-01', 1)] })).toBe('-1');
    const frozen = ledger({ frozenBy: { kind: 'event', question: 'breach' } });
    expect(of(frozen, { events: three })).toBe('18');
    expect(of(frozen, { events: [...three, event('breach', '2026-02-01', 0)] })).toBe('0');
    const unsure = ledger({ frozenBy: { kind: 'compare', left: { of: 'fact', fact: 'members' }, op: 'lt', right: 3 } });
    expect(of(unsure, { events: three })).toEqual(['absent.condition_unknown']);
  });
});

describe('R16 R17 R18 R21 ballots', () => {
  const wide = {
    scales: [
      { id: 'items', options: [['a', 100], ['b', 80], ['c', 60], ['d', 40], ['unknown', 0]].map(([id, points]) => ({ id: String(id), title: text(String(id)), points: Number(points) })) },
      { id: 'whole', options: [['a', 20], ['b', 15], ['c', 10], ['d', 0]].map(([id, points]) => ({ id: String(id), title: text(String(id)), points: Number(points) })) },
    ],
    ballots: [{ id: 'main', title: text('票'), remarks: false, items: [{ id: 'duty', title: text('履职'), scale: 'items', required: true }, { id: 'overall', title: text('综合'), scale: 'whole', required: true }] }],
  };
  const tally = (parts: Partial<NodeOf<'tally'>> = {}) => [node({ kind: 'tally', id: 't', group: 'members', ballot: 'main', items: [{ id: 'duty', weight: 100 }], divisor: 'valid', ...parts })];
  const counts = { members: tallyOf({ duty: { a: 6, b: 2, unknown: 2 }, overall: { a: 4, b: 4, d: 2 } }, { due: 20, present: 16, returned: 12, valid: 11 }) };

  test('L2: another scale for the overall row; S54: 20/15/10/0, 差 earns nothing', () => {
    expect(of(tally({ items: [{ id: 'overall', weight: 100 }] }), { tallies: counts }, wide)).toBe('14'); // (80 + 60) ÷ 10
    expect(of(tally({ items: [{ id: 'duty', weight: 50 }, { id: 'overall', weight: 50 }] }), { tallies: counts }, wide)).toBe('45');
  });

  test('R18: “do not know” stays in every divisor unless it leaves it', () => {
    expect((['valid', 'valid_ballots', 'returned', 'present', 'due'] as const).map((divisor) => of(tally({ divisor }), { tallies: counts }, wide))).toEqual(['76', '760/11', '190/3', '95/2', '38']);
    expect((['valid', 'valid_ballots', 'returned'] as const).map((divisor) => of(tally({ divisor, leaves: ['unknown'] }), { tallies: counts }, wide))).toEqual(['95', '760/9', '76']);
    expect(of(tally({ leaves: ['unknown'] }), { tallies: { members: tallyOf({ duty: { unknown: 3 } }) } }, wide)).toEqual(['absent.no_marks']);
  });

  test('R22 an item that was not asked about somebody is missing with its reason by every divisor, never zero', () => {
    const tallies = { members: tallyOf({ overall: { a: 4, b: 4, d: 2 } }, { due: 20, present: 16, returned: 12, valid: 11 }) };
    for (const divisor of ['valid', 'valid_ballots', 'returned', 'present', 'due'] as const) {
      expect(of(tally({ divisor }), { tallies }, wide)).toEqual(['absent.not_asked']);
      expect(of(tally({ divisor, items: [{ id: 'overall', weight: 60 }, { id: 'duty', weight: 40 }] }), { tallies }, wide)).toEqual(['absent.not_asked']);
      expect(of([node({ kind: 'support_rate', id: 's', groups: ['members'], ballot: 'main', item: 'duty', options: ['a'], leaves: [], divisor, full: 100 })], { tallies }, wide)).toEqual(['absent.not_asked']);
      expect(of([node({ kind: 'numeric_tally', id: 'n', group: 'members', ballot: 'main', items: [{ id: 'duty', weight: 100 }], min: 0, max: 100, measure: 'mean', drop: { highest: 0, lowest: 0 }, atLeast: 0, divisor })], { tallies }, wide)).toEqual(['absent.not_asked']);
    }
    expect(of([node({ kind: 'prevailing', id: 'p', group: 'members', ballot: 'main', item: 'duty', points: [{ id: 'a', points: 10 }], ties: 'mean' })], { tallies }, wide)).toEqual(['absent.not_asked']);
    // whom one group was asked about: that group alone
    const asked = { ...tallies, served: tallyOf({ duty: { a: 3, d: 1 } }, { due: 9, present: 8, returned: 5, valid: 4 }) };
    expect(of([node({ kind: 'support_rate', id: 's', groups: ['members', 'served'], ballot: 'main', item: 'duty', options: ['a'], leaves: [], divisor: 'returned', full: 100 })], { tallies: asked }, wide)).toBe('60');
  });

  test('S37 support rate over groups, S54’s old rule “score = share of 好”, merged groups count once', () => {
    const rate = (parts: Partial<NodeOf<'support_rate'>> = {}) => [node({ kind: 'support_rate', id: 'r', groups: ['members', 'served'], ballot: 'main', item: 'duty', options: ['a', 'b'], leaves: [], divisor: 'valid', full: 20, ...parts })];
    const tallies = { members: tallyOf({ duty: { a: 10, b: 5, c: 5 } }), served: tallyOf({ duty: { a: 2, d: 3 } }) };
    expect(of(rate(), { tallies }, wide)).toBe('68/5'); // 17 ÷ 25 × 20
    expect(of(rate({ options: ['a'], full: 100 }), { tallies }, wide)).toBe('48');
    expect(of(rate(), { tallies, merged: { served: 'members' } }, wide)).toBe('68/5');
    expect(of(rate(), {}, wide)).toEqual(['absent.no_ballots']);
  });

  test('S46: the top option takes all; equals as declared', () => {
    const top = (ties: NodeOf<'prevailing'>['ties']) => [node({ kind: 'prevailing', id: 'p', group: 'members', ballot: 'main', item: 'overall', points: [{ id: 'a', points: 20 }, { id: 'b', points: 15 }, { id: 'c', points: 10 }], ties })];
    expect((['better', 'worse', 'mean', 'hold'] as const).map((ties) => of(top(ties), { tallies: counts }, wide))).toEqual(['20', '15', '35/2', ['absent.tie']]);
  });

  test('R21: marks of 0 to 100, dropped ends, median, sealed sums', () => {
    const numeric = (parts: Partial<NodeOf<'numeric_tally'>> = {}) => [node({ kind: 'numeric_tally', id: 'n', group: 'members', ballot: 'main', items: [{ id: 'duty', weight: 100 }], min: 0, max: 100, measure: 'mean', drop: { highest: 0, lowest: 0 }, atLeast: 1, divisor: 'valid', ...parts })];
    const cell = (values: Record<string, number>) => ({ members: tallyOf({ duty: {} }, { due: 9, present: 8, returned: 6, valid: 6, items: { duty: { options: {}, blank: 0, values } } }) });
    const values = { '90': 2, '80.5': 1, '95': 1, '60': 1, '100': 1 };
    expect(of(numeric(), { tallies: cell(values) })).toBe('1031/12'); // 515.5 ÷ 6
    expect(of(numeric({ drop: { highest: 1, lowest: 1 } }), { tallies: cell(values) })).toBe('711/8'); // 355.5 ÷ 4
    expect(of(numeric({ measure: 'median' }), { tallies: cell(values) })).toBe('90');
    expect(of(numeric({ divisor: 'due' }), { tallies: cell(values) })).toBe('1031/18');
    expect(of(numeric({ atLeast: 7 }), { tallies: cell(values) })).toEqual(['absent.too_few']);
    expect(of(numeric(), { tallies: cell({ '101': 1, '90': 1 }) })).toEqual(['absent.out_of_bounds']);
    const sealed = { members: tallyOf({ duty: {} }, { valid: 6, items: { duty: { options: {}, blank: 0, total: { sum: '1031/2', count: 6 } } } }) };
    expect(of(numeric(), { tallies: sealed })).toBe('1031/12');
    expect(of(numeric({ measure: 'median' }), { tallies: sealed })).toEqual(['absent.no_values']);
  });
});

describe('R32 R33 R35 R36 R40 periods, places, limits, choices', () => {
  const quarters = (parts: Partial<NodeOf<'periods'>> = {}) => [node({ kind: 'periods', id: 'y', owner: 'office', cadence: 'quarter', min: 0, max: 100, periods: ['q1', 'q2', 'q3', 'q4'].map((id) => ({ id })), measure: { by: 'mean' }, missing: 'hold', atLeast: 1, ...parts })];
  const entries = (...list: (number | undefined)[]) => ({ periods: { y: Object.fromEntries(list.flatMap((value, at) => (value === undefined ? [] : [[`q${at + 1}`, value]]))) } });

  test('S14, S51: means, sums, the best n, weights, the last; missing periods as declared', () => {
    expect(of(quarters(), entries(90, 80, 85, 95))).toBe('175/2');
    expect(of(quarters({ measure: { by: 'sum' } }), entries(20, 20, 25, 25))).toBe('90');
    expect(of(quarters({ measure: { by: 'best', count: 3 } }), entries(90, 80, 85, 95))).toBe('90');
    expect(of(quarters({ measure: { by: 'last' } }), entries(90, 80, 85, 95))).toBe('95');
    const weighted = { measure: { by: 'weighted' as const }, periods: [20, 20, 20, 40].map((weight, at) => ({ id: `q${at + 1}`, weight })) };
    expect(of(quarters(weighted), entries(90, 80, 85, 95))).toBe('89');
    expect(of(quarters(), entries(90, undefined, 85, 95))).toEqual(['absent.sheet_incomplete']);
    expect(of(quarters({ missing: 'zero' }), entries(90, undefined, 90))).toBe('45');
    expect(of(quarters({ missing: 'leave_out' }), entries(90, undefined, 85, 95))).toBe('90');
    expect(of(quarters({ ...weighted, missing: 'leave_out' }), entries(90, undefined, 85))).toBe('175/2');
    expect(of(quarters({ missing: 'leave_out', atLeast: 3 }), entries(90, 85))).toEqual(['absent.too_few']);
    expect(of(quarters({ missing: 'zero' }), {})).toEqual(['absent.no_figure']);
    expect(of(quarters(), entries(90, 101, 85, 95))).toEqual(['absent.out_of_bounds']);
  });

  test('S48: places of each period become points: a table of 60/57/54, −5 % per place, then the mean', () => {
    expect(of(quarters({ convert: { by: 'table', table: [60, 57, 54], beyond: 50 } }), entries(1, 2, 3, 7))).toBe('221/4');
    expect(of(quarters({ convert: { by: 'step_share', top: 100, share: 0.05, min: 60 } }), entries(1, 2, 3, 30))).toBe('345/4');
    expect(of(quarters({ convert: { by: 'table', table: [60], beyond: 50 } }), entries(1, 1.5, 1, 1))).toEqual(['absent.out_of_bounds']);
  });

  test('S15: satisfaction counts twice, as weight and as ceiling', () => {
    const nodes = (unknown: 'hold' | 'apply' | 'skip') => [
      node({ kind: 'limited', id: 'final', input: 'sum', limits: [{ id: 'low', title: text('满意度低于六成'), max: 79, when: { kind: 'compare', left: { of: 'node', node: 'satisfaction' }, op: 'lt', right: 60 }, unknown }, { id: 'not-above-team', title: text('不高于班子'), max: { node: 'team' }, unknown: 'hold' }] }),
      node({ kind: 'weighted_sum', id: 'sum', total: 100, inputs: [{ id: 'work', weight: 80 }, { id: 'satisfaction', weight: 20, absence: { rule: 'renormalise' } }] }),
      officer('work'), officer('satisfaction'), officer('team'),
    ];
    expect(of(nodes('hold'), { officer: { work: 95, satisfaction: 80, team: 100 } })).toBe('92');
    expect(of(nodes('hold'), { officer: { work: 95, satisfaction: 55, team: 100 } })).toBe('79');
    expect(of(nodes('hold'), { officer: { work: 95, satisfaction: 80, team: 90 } })).toBe('90');
    expect(of(nodes('hold'), { officer: { work: 95, team: 100 } })).toEqual(['absent.condition_unknown']);
    expect(of(nodes('apply'), { officer: { work: 95, team: 100 } })).toBe('79');
    expect(of(nodes('skip'), { officer: { work: 95, team: 100 } })).toBe('95');
    expect(of(nodes('skip'), { officer: { work: 95, satisfaction: 80 } })).toEqual(['absent.bound', 'absent.no_figure']);
  });

  test('S27: the ballot as threshold indicator: 好 below 95 % loses all 4', () => {
    const nodes = [node({ kind: 'choice', id: 'c', unknown: 'hold', otherwise: { value: 0 }, cases: [{ id: 'ok', title: text('达标'), when: { kind: 'compare', left: { of: 'option_share', ballot: 'main', item: 'overall', option: 'a' }, op: 'ge', right: 0.95 }, then: { value: 4 } }] })];
    expect(of(nodes, { tallies: { members: tallyOf({ overall: { a: 95, b: 5 } }) } })).toBe('4');
    expect(of(nodes, { tallies: { members: tallyOf({ overall: { a: 94, b: 6 } }) } })).toBe('0');
    expect(of(nodes, {})).toEqual(['absent.condition_unknown']);
  });

  test('S41: at least one good quarter, asked of the periods; a figure that may be missing', () => {
    const nodes = [
      node({ kind: 'choice', id: 'c', unknown: 'hold', otherwise: { none: true }, cases: [
        { id: 'one', title: text('有一个季度好'), when: { kind: 'compare', left: { of: 'period_count', node: 'y', from: 90 }, op: 'ge', right: 1 }, then: { node: 'y' } },
        { id: 'late', title: text('有补报'), when: { kind: 'has_figure', node: 'late' }, then: { node: 'late' } },
      ] }),
      ...quarters(), officer('late'),
    ];
    expect(of(nodes, entries(80, 80, 80, 92))).toBe('83');
    expect(of(nodes, { ...entries(80, 80, 80, 80), officer: { late: 70 } })).toBe('70');
    expect(of(nodes, entries(80, 80, 80, 80))).toEqual(['absent.no_outcome']);
  });

  test('S42, S05: what a check makes of a reported figure', () => {
    const nodes = (mode: 'add' | 'replace', none: 'keep' | 'hold') => [node({ kind: 'corrected', id: 'c', input: 'reported', owner: 'office', mode, min: -5, max: 90, none }), officer('reported')];
    expect(of(nodes('add', 'keep'), { officer: { reported: 88, c: -3 } })).toBe('85');
    expect(of(nodes('replace', 'keep'), { officer: { reported: 88, c: 80 } })).toBe('80');
    expect(of(nodes('add', 'keep'), { officer: { reported: 88 } })).toBe('88');
    expect(of(nodes('add', 'hold'), { officer: { reported: 88 } })).toEqual(['absent.unchecked']);
    expect(of(nodes('add', 'keep'), { officer: { reported: 88, c: -6 } })).toEqual(['absent.out_of_bounds']);
    expect(of(nodes('replace', 'keep'), { officer: { c: 80 } })).toEqual(['absent.base', 'absent.no_figure']);
  });

  test('K15: 16 of 20 due is 80 %, as a figure from the counts', () => {
    const rate = [node({ kind: 'support_rate', id: 'r', groups: ['members'], ballot: 'main', item: 'overall', options: ['a', 'b', 'c', 'd'], leaves: [], divisor: 'due', full: 100 })];
    expect(of(rate, { tallies: { members: tallyOf({ overall: { a: 10, b: 6 } }, { due: 20 }) } })).toBe('80');
  });
});
