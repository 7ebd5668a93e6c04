import { describe, expect, test } from '@jest/globals';
import type { NodeOf, ScoreNode } from '../nodes/index.ts';
import { Scheme } from '../model/scheme.ts';
import { sampleScheme } from '../testing/index.ts';
import { publishProblems } from './publish-problems.ts';

const text = (words: string) => ({ text: words });
const context = { catalogues: { 'zh-CN': {}, en: {} }, roles: ['office', 'leader'], checks: ['length@1'], scoreExample: () => ({ score: '90.07', grade: 'good', nodes: { ballots: '91.56' } }) };

/** Problems of the sample with a node more, which counts in the root. */
function problems(node: ScoreNode, others: readonly ScoreNode[] = []): string[] {
  const scheme = sampleScheme();
  const final = scheme.score.nodes.find((one) => one.id === 'final');
  if (final?.kind !== 'adjusted') throw new Error('no root');
  if (node.level === 'assessee') final.accounts.push(node.id);
  scheme.score.nodes.push(node, ...others);
  expect(Scheme.safeParse(scheme).error?.issues ?? []).toEqual([]);
  return publishProblems(scheme, context).map((problem) => `${problem.code} ${problem.path}`);
}
const base = { id: 'n', title: text('n'), level: 'assessee' as const };

describe('R-B8 publishing gate of the further node kinds', () => {
  const table = (rule: NodeOf<'indicator_table'>['items'][number]['rule']): ScoreNode => ({ ...base, kind: 'indicator_table', owner: 'office', missing: 'hold', items: [{ id: 'x', title: text('x'), max: 4, rule }] });
  const ledger = (parts: Partial<NodeOf<'event_ledger'>>): ScoreNode => ({ ...base, kind: 'event_ledger', questions: ['award'], sign: 'plus', withinMonths: 12, ladder: [], unlisted: 'recorded', perMatter: 'sum', caps: [], ...parts });
  const periods = (parts: Partial<NodeOf<'periods'>>): ScoreNode => ({ ...base, kind: 'periods', owner: 'office', cadence: 'quarter', min: 0, max: 100, periods: [{ id: 'q1' }, { id: 'q2' }], measure: { by: 'mean' }, missing: 'hold', atLeast: 1, ...parts });
  const rate = (parts: Partial<NodeOf<'support_rate'>>): ScoreNode => ({ ...base, kind: 'support_rate', groups: ['members'], ballot: 'main', item: 'overall', options: ['a'], leaves: [], divisor: 'valid', full: 20, ...parts });
  const reference = (parts: Partial<NodeOf<'reference'>>): ScoreNode => ({ ...base, kind: 'reference', node: 'regular', of: 'superior', combine: 'only', factor: 1, none: 'zero', missing: 'hold', ...parts });
  const choice = (when: NodeOf<'choice'>['cases'][number]['when']): ScoreNode => ({ ...base, kind: 'choice', unknown: 'hold', otherwise: { value: 0 }, cases: [{ id: 'x', title: text('x'), when, then: { value: 1 } }] });

  test('a node whose periods a gate counts is used (R40)', () => {
    const scheme = sampleScheme();
    scheme.score.nodes.push(periods({}));
    const unused = () => publishProblems(scheme, context).filter((problem) => problem.code === 'scheme.node-unreachable').map((problem) => problem.path);
    expect(unused()).toEqual(['score/nodes/n']);
    scheme.grading.gates.push({ id: 'quarter', title: text('q'), grade: 'good', otherwise: 'fair', requires: { kind: 'compare', left: { of: 'period_count', node: 'n', from: 4 }, op: 'ge', right: 1 } });
    expect(unused()).toEqual([]);
  });

  test('sound nodes have no problem', () => {
    for (const node of [table({ by: 'share' }), ledger({}), periods({}), rate({}), reference({}), choice({ kind: 'has_figure', node: 'research' })]) expect(problems(node)).toEqual([]);
  });

  const faults: [string, ScoreNode, string][] = [
    ['points that do not sum', { ...base, kind: 'points_sum', total: 40, inputs: [{ id: 'regular', full: 100, points: 24, absence: { rule: 'hold' } }, { id: 'comment', full: 100, points: 15, absence: { rule: 'hold' } }] }, 'scheme.weight-sum score/nodes/n/inputs'],
    ['full marks of zero', { ...base, kind: 'points_sum', total: 40, inputs: [{ id: 'regular', full: 0, points: 40, absence: { rule: 'hold' } }] }, 'scheme.not-positive score/nodes/n/inputs/regular/full'],
    ['no rule for an absent part', { ...base, kind: 'points_sum', total: 40, inputs: [{ id: 'regular', full: 100, points: 40 }] }, 'scheme.absence-missing score/nodes/n/inputs/regular'],
    ['a coefficient of nothing', { ...base, kind: 'product', inputs: [{ id: 'regular', per: 0, absent: 'hold' }, { id: 'comment', per: 100, absent: 'hold' }] }, 'scheme.not-positive score/nodes/n/inputs/regular/per'],
    ['parts that do not sum', { ...base, kind: 'split_input', total: 11, absence: 'hold', parts: [4, 3, 2.5].map((max, at) => ({ id: `p${at}`, title: text('p'), owner: 'office', min: 0, max })) }, 'scheme.weight-sum score/nodes/n/parts'],
    ['an unknown office of a part', { ...base, kind: 'split_input', total: 7, absence: 'hold', parts: [4, 3].map((max, at) => ({ id: `p${at}`, title: text('p'), owner: at === 0 ? 'king' : 'office', min: 0, max })) }, 'scheme.role-unknown score/nodes/n/parts/p0/owner'],
    ['a step of zero', table({ by: 'until_used_up', step: 0 }), 'scheme.not-positive score/nodes/n/items/x/rule/step'],
    ['a unit of zero', table({ by: 'per_unit', over: 1, unit: 0, points: 1, units: 'exact' }), 'scheme.not-positive score/nodes/n/items/x/rule/unit'],
    ['a level above full marks', table({ by: 'levels', levels: [{ id: 'a', title: text('a'), points: 5 }, { id: 'b', title: text('b'), points: 0 }] }), 'scheme.bounds-crossed score/nodes/n/items/x/rule/levels/a'],
    ['a bonus ledger over a deduction', ledger({ questions: ['fault'] }), 'scheme.question-kind score/nodes/n/questions/fault'],
    ['a cap of nothing', ledger({ caps: [{ id: 'y', per: 'year' }] }), 'scheme.limit-empty score/nodes/n/caps/y'],
    ['a negative rung', ledger({ ladder: [{ id: 'x', title: text('x'), points: -1 }] }), 'scheme.size-negative score/nodes/n/ladder/x/points'],
    ['a freeze on an undeclared fact', ledger({ frozenBy: { kind: 'compare', left: { of: 'fact', fact: 'age' }, op: 'ge', right: 1 } }), 'scheme.fact-undeclared score/nodes/n/frozenBy/left/fact'],
    ['a month in a quarterly rhythm', periods({ periods: [{ id: 'm1' }] }), 'scheme.period-unknown score/nodes/n/periods/m1'],
    ['the best three of two', periods({ measure: { by: 'best', count: 3 } }), 'scheme.best-of-fewer score/nodes/n/measure'],
    ['weights of periods that do not sum', periods({ measure: { by: 'weighted' }, periods: [{ id: 'q1', weight: 40 }, { id: 'q2', weight: 50 }] }), 'scheme.weight-sum score/nodes/n/periods'],
    ['an option that the scale has not', rate({ options: ['z'] }), 'scheme.option-unknown score/nodes/n/options/z'],
    ['a group of another ballot', rate({ groups: ['nobody'] }), 'scheme.reference score/nodes/n/groups/nobody'],
    ['years of somebody else', reference({ years: 2 }), 'scheme.reference-years score/nodes/n/years'],
    ['a reference to the wrong level', reference({ of: 'organisation' }), 'scheme.reference-level score/nodes/n/node'],
    ['a reference in a circle', reference({ node: 'final' }), 'scheme.node-cycle score/nodes/final'],
    ['a rank in a circle', { ...base, kind: 'rank_score', input: 'final', over: 'pool', best: 'high', ties: 'shared', convert: { by: 'proportion', top: 100 } }, 'scheme.node-cycle score/nodes/final'],
    ['a score that asks for its own grade', choice({ kind: 'not', of: { kind: 'grade', is: ['good'] } }), 'scheme.condition-grade score/nodes/n/cases/x/when'],
    ['a condition in a circle', choice({ kind: 'has_figure', node: 'final' }), 'scheme.node-cycle score/nodes/final'],
    ['a limit without an end', { ...base, kind: 'limited', input: 'regular', limits: [{ id: 'x', title: text('x'), unknown: 'hold' }] }, 'scheme.limit-empty score/nodes/n/limits/x'],
    ['a correction with crossed bounds', { ...base, kind: 'corrected', input: 'regular', owner: 'office', mode: 'add', min: 5, max: -5, none: 'keep' }, 'scheme.bounds-crossed score/nodes/n'],
  ];
  test.each(faults)('R-B8 %s', (_name, node, expected) => expect(problems(node)).toContain(expected));

  test('figures cross levels through references only', () => {
    const team: ScoreNode = { kind: 'officer_input', id: 'team', title: text('team'), level: 'organisation', min: 0, max: 100, owner: 'office', evidence: 'none' };
    expect(problems({ ...base, kind: 'adjusted', base: 'team', accounts: [] }, [team])).toContain('scheme.level-crossing score/nodes/n');
    expect(problems(reference({ of: 'organisation', node: 'team' }), [team])).toEqual([]);
  });

  test('a weight of 1e309 and an unknown kind are no scheme, and named', () => {
    const broken = (change: (node: Record<string, unknown>) => void) => {
      const scheme = structuredClone(sampleScheme());
      change(scheme.score.nodes[1] as unknown as Record<string, unknown>);
      return Scheme.safeParse(scheme).error?.issues.map((issue) => [issue.code, issue.path.join('/')]) ?? [];
    };
    expect(broken((node) => { (node['inputs'] as { weight: number }[])[0]!.weight = 1e309; })).toEqual([['invalid_type', 'score/nodes/1/inputs/0/weight']]);
    expect(broken((node) => { node['kind'] = 'wish'; })).toEqual([['invalid_union', 'score/nodes/1/kind']]);
  });
});
