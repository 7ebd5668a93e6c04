import { describe, expect, test } from '@jest/globals';
import type { NodeKind, ScoreInputs, ScoreNode } from '@shuping/scheme';
import fc from 'fast-check';
import type { ContrastChange } from './contrast-changes.ts';
import { contrast } from './contrast.ts';
import { gradePool } from './grading/pool.ts';
import { gradingScheme, inputsOf, memberOf, node, officer, tallyOf } from './testing/builders.ts';

type Case = { readonly kind: NodeKind; readonly node: ScoreNode; readonly more?: readonly ScoreNode[]; readonly inputs: fc.Arbitrary<Partial<ScoreInputs>>; /** grid of the numbers named, where it is not a tenth */ readonly step?: number };

const tenth = (from: number, to: number) => fc.integer({ min: from * 10, max: to * 10 }).map((n) => n / 10);
const item = (id: string, max: number, rule: object) => ({ id, title: { text: id }, max, rule });
const option = (id: string, coefficient: number) => ({ id, title: { text: id }, coefficient });
const marks = fc.record({ a: fc.integer({ min: 0, max: 9 }), b: fc.integer({ min: 0, max: 9 }), c: fc.integer({ min: 1, max: 9 }) });
const table = (rule: object, entry: fc.Arbitrary<Record<string, number>>, step?: number): Case => ({
  kind: 'indicator_table', ...(step === undefined ? {} : { step }), inputs: entry.map((sheet) => ({ sheets: { k: sheet } })),
  node: node({ kind: 'indicator_table', id: 'k', owner: 'office', missing: 'hold', items: [item('x', 20, rule)] } as never),
});
const level = (id: string, points: number) => ({ id, title: { text: id }, points });

const CASES: readonly (readonly [string, Case])[] = ([
  { kind: 'officer_input', node: officer('k', 20), inputs: tenth(0, 20).map((k) => ({ officer: { k } })) },
  { kind: 'external', node: node({ kind: 'external', id: 'k', min: 0, max: 20, source: '业务考核', owner: 'office' }), inputs: tenth(0, 20).map((k) => ({ external: { k } })) },
  { kind: 'corrected', node: node({ kind: 'corrected', id: 'k', input: 'raw', owner: 'office', mode: 'add', min: -5, max: 8, none: 'keep' }), more: [officer('raw', 20)], inputs: fc.tuple(tenth(0, 20), fc.option(tenth(-5, 8), { nil: undefined })).map(([raw, k]) => ({ officer: { raw, ...(k === undefined ? {} : { k }) } })) },
  { kind: 'per_unit', node: node({ kind: 'per_unit', id: 'k', input: 'age', side: 'above', from: 50, unit: 1, points: -1, units: 'exact', cap: 20 }), more: [node({ kind: 'fact_value', id: 'age', fact: 'age' })], inputs: fc.integer({ min: 40, max: 75 }).map((age) => ({ facts: { age } })), step: 1 },
  { kind: 'split_input', node: node({ kind: 'split_input', id: 'k', total: 20, absence: 'zero', parts: [{ id: 'p', title: { text: 'p' }, owner: 'office', min: 0, max: 12 }, { id: 'q', title: { text: 'q' }, owner: 'leader', min: 0, max: 8 }] }), inputs: fc.record({ p: tenth(0, 12), q: tenth(0, 8) }).map((sheet) => ({ sheets: { k: sheet } })) },
  { kind: 'periods', node: node({ kind: 'periods', id: 'k', owner: 'office', cadence: 'quarter', min: 0, max: 20, periods: [{ id: 'q1' }, { id: 'q2' }], measure: { by: 'mean' }, missing: 'hold', atLeast: 2 }), inputs: fc.record({ q1: tenth(0, 20), q2: tenth(0, 20) }).map((k) => ({ periods: { k } })) },
  { kind: 'periods', node: node({ kind: 'periods', id: 'k', owner: 'office', cadence: 'quarter', min: 1, max: 10, periods: [{ id: 'q1' }], measure: { by: 'last' }, missing: 'hold', atLeast: 1, convert: { by: 'step', top: 20, step: 2, min: 0 } }), inputs: fc.integer({ min: 1, max: 10 }).map((q1) => ({ periods: { k: { q1 } } })), step: 1 },
  table({ by: 'until_used_up' }, tenth(0, 20).map((x) => ({ x }))),
  table({ by: 'all_or_nothing' }, fc.integer({ min: 0, max: 3 }).map((x) => ({ x })), 100),
  table({ by: 'share' }, fc.integer({ min: 0, max: 100 }).map((n) => ({ x: n / 100 })), 0.01),
  table({ by: 'per_unit', over: 5, unit: 1, points: 2, units: 'whole_up' }, fc.integer({ min: 0, max: 20 }).map((x) => ({ x })), 1),
  table({ by: 'cases', cases: [level('late', 3)] }, fc.integer({ min: 0, max: 8 }).map((late) => ({ late }))),
  table({ by: 'levels', levels: [level('good', 20), level('fair', 10), level('poor', 0)] }, fc.constantFrom(0, 10, 20).map((x) => ({ x })), 10),
  { kind: 'equal_share', node: node({ kind: 'equal_share', id: 'k', owner: 'office', points: 20, unmarked: 'hold', none: 0, options: [option('a', 1), option('b', 0.5), option('c', 0)] }), inputs: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }).map((list) => ({ tasks: { k: list.map((mark) => ({ mark })) } })) },
  { kind: 'event_ledger', node: node({ kind: 'event_ledger', id: 'k', questions: ['award'], sign: 'plus', withinMonths: 12, ladder: [level('high', 6), level('low', 2)], unlisted: 'recorded', perMatter: 'sum', caps: [], cap: 15 }), inputs: fc.array(fc.constantFrom(2, 6), { maxLength: 2 }).map((list) => ({ events: list.map((points, n) => ({ question: 'award', matter: `m${n}`, day: '2026-05-01', points })) })) },
  { kind: 'event_ledger', node: node({ kind: 'event_ledger', id: 'k', questions: ['fault'], sign: 'minus', withinMonths: 12, ladder: [], unlisted: 'recorded', perMatter: 'sum', caps: [] }), inputs: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }).map((list) => ({ events: list.map((points, n) => ({ question: 'fault', matter: `m${n}`, day: '2026-05-01', points })) })) },
  { kind: 'support_rate', node: node({ kind: 'support_rate', id: 'k', groups: ['members'], ballot: 'main', item: 'overall', options: ['a'], leaves: [], divisor: 'valid', full: 20 }), inputs: marks.map((m) => ({ tallies: { members: tallyOf({ overall: { ...m, d: 5 } }) } })) },
  { kind: 'prevailing', node: node({ kind: 'prevailing', id: 'k', group: 'members', ballot: 'main', item: 'overall', points: [{ id: 'a', points: 20 }, { id: 'b', points: 12 }, { id: 'c', points: 4 }], ties: 'worse' }), inputs: marks.map((m) => ({ tallies: { members: tallyOf({ overall: { ...m, d: 5 } }) } })) },
  { kind: 'numeric_tally', node: node({ kind: 'numeric_tally', id: 'k', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], min: 0, max: 20, measure: 'mean', drop: { highest: 1, lowest: 1 }, atLeast: 3, divisor: 'valid' }), inputs: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 9 }).map((list) => {
    const values: Record<string, number> = {};
    for (const half of list) values[String(half / 2)] = (values[String(half / 2)] ?? 0) + 1;
    return { tallies: { members: { due: 9, present: 9, issued: 9, returned: list.length, valid: list.length, items: { overall: { options: {}, blank: 0, values } } } } };
  }) },
] satisfies Case[]).map((one: Case) => [`${one.kind}${one.kind === 'indicator_table' ? ` ${(one.node as { items: { rule: { by: string } }[] }).items[0]!.rule.by}` : ''}`, one] as const);

const clean = (value: number): number => Number(value.toFixed(6));

/** The inputs after a change as it is named, by itself and not by the code under test. */
function applied(inputs: ScoreInputs, change: ContrastChange): ScoreInputs {
  const next = structuredClone(inputs);
  const { node: id, params } = change;
  const to = Number(params['to']);
  const tally = (): ScoreInputs['tallies'][string]['items'][string] => next.tallies[String(params['group'])]!.items[String(params['item'])]!;
  switch (change.kind) {
    case 'figure': if (id in next.external) next.external[id] = to; else next.officer[id] = to; break;
    case 'correction': next.officer[id] = to; break;
    case 'part': next.sheets[id]![String(params['part'])] = to; break;
    case 'table_item': case 'table_level': next.sheets[id]![String(params['item'])] = to; break;
    case 'table_case': next.sheets[id]![String(params['case'])]! -= Number(params['count']); break;
    case 'period': case 'place': next.periods![id]![String(params['period'])] = to; break;
    case 'fact': next.facts[String(params['fact'])] = to; break;
    case 'tasks': {
      let left = Number(params['tasks']);
      for (const task of next.tasks![id]!) if (left > 0 && task.mark === params['from']) [task.mark, left] = [String(params['to']), left - 1];
      break;
    }
    case 'ballots': tally().options[String(params['from'])]! -= Number(params['ballots']); tally().options[String(params['to'])]! += Number(params['ballots']); break;
    case 'marks': tally().values = Object.entries(tally().values!).reduce<Record<string, number>>((all, [mark, count]) => {
      const higher = String(clean(Math.min(20, Number(mark) + Number(params['points']))));
      return { ...all, [higher]: (all[higher] ?? 0) + count };
    }, {}); break;
    case 'deduction_lifted': next.events = next.events.filter((event) => event.matter !== params['matter']); break;
    case 'bonus_level': next.events.push({ question: String(params['question']), matter: '', day: next.periodEnd, points: Number(params['points']), level: String(params['level']) }); break;
    default: throw new Error(change.kind);
  }
  return next;
}

/** The same change one step smaller, or null where there is none. */
function smaller(change: ContrastChange, step: number): ContrastChange | null {
  const less = (name: string, by: number): ContrastChange | null => {
    const left = clean(Number(change.params[name]) - by);
    return left > 0 ? { ...change, params: { ...change.params, [name]: left } } : null;
  };
  switch (change.kind) {
    case 'ballots': return less('ballots', 1);
    case 'tasks': return less('tasks', 1);
    case 'table_case': return less('count', 1);
    case 'marks': return less('points', 0.1);
    case 'deduction_lifted': case 'bonus_level': return null;
    default: {
      const [from, to] = [Number(change.params['from']), Number(change.params['to'])];
      const before = to > from ? (Math.ceil(clean(to / step)) - 1) * step : (Math.floor(clean(to / step)) + 1) * step;
      return (to > from ? before <= from : before >= from) ? null : { ...change, params: { ...change.params, to: clean(before) } };
    }
  }
}

describe('R-G7 the nearest change of every kind', () => {
  test.each(CASES)('%s: each named change gives the grade, one step less of it does not', (_name, { node: own, more = [], inputs, step = 0.1 }) => {
    const scheme = gradingScheme({}, [node({ kind: 'adjusted', id: 'sum', base: 'score', accounts: ['k'] }), officer('score'), own, ...more]);
    const gradeOf = (given: ScoreInputs): number => scheme.grading.grades.findIndex((one) => one.id === gradePool(scheme, [memberOf(scheme, 'm', given)]).members[0]!.grade);
    let named = 0;
    fc.assert(fc.property(inputs, fc.integer({ min: 55, max: 92 }), (parts, score) => {
      const given = inputsOf({ ...parts, officer: { ...parts.officer, score } });
      const now = gradeOf(given);
      const found = contrast(scheme, [memberOf(scheme, 'm', given)], 'm')?.changes ?? [];
      for (const change of found) {
        if (change.node === own.id || more.some((one) => one.id === change.node)) named += 1;
        const grid = change.node === 'score' || change.node === 'raw' ? 0.1 : step;
        expect([change, gradeOf(applied(given, change)) < now]).toEqual([change, true]);
        const less = smaller(change, grid);
        if (less) expect([less, gradeOf(applied(given, less)) >= now]).toEqual([less, true]);
      }
    }), { numRuns: 60, seed: 7 });
    expect(named).toBeGreaterThan(3);
  });

  test('a figure that counts against one is named in the direction that helps', () => {
    const scheme = gradingScheme({}, [node({ kind: 'adjusted', id: 'sum', base: 'score', accounts: ['k'] }), officer('score'), node({ kind: 'per_unit', id: 'k', input: 'late', side: 'above', from: 0, unit: 1, points: -2, units: 'exact' }), officer('late', 50)]);
    const result = contrast(scheme, [memberOf(scheme, 'm', inputsOf({ officer: { score: 95, late: 5 } }))], 'm')!;
    expect(result.changes).toContainEqual(expect.objectContaining({ node: 'late', params: { from: 5, to: 2.5 }, size: '5/2' }));
  });

  test('counts of a small group that is not named are not spoken of', () => {
    const scheme = gradingScheme({}, [node({ kind: 'support_rate', id: 'sum', groups: ['served'], ballot: 'main', item: 'overall', options: ['a'], leaves: [], divisor: 'valid', full: 100 })]);
    expect(contrast(scheme, [memberOf(scheme, 'm', inputsOf({ tallies: { served: tallyOf({ overall: { a: 2, b: 1, c: 1 } }) } }))], 'm')!.changes).toBeNull();
    expect(contrast(scheme, [memberOf(scheme, 'm', inputsOf({ tallies: { served: tallyOf({ overall: { a: 3, b: 1, c: 1 } }) } }))], 'm')!.changes).not.toBeNull();
  });
});
