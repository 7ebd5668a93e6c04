import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NodeOf, ScoreNode } from '@shuping/scheme';
import { rescoreCycle, scoreCycle, scoreEach, type Cycle, type CycleMember } from './cycle.ts';
import { affectedNodes, changedKeys, dependencies } from './dependencies.ts';
import { explainScore } from './explain.ts';
import { scoreAssessee } from './score.ts';
import { inputsOf, node, officer, schemeOf } from './testing/builders.ts';

const at = (level: ScoreNode['level'], made: ScoreNode): ScoreNode => ({ ...made, level });
const member = (id: string, figures: Record<string, number>, more: Partial<CycleMember> = {}): CycleMember => ({ id, inputs: inputsOf({ officer: figures }), ...more });
const take = (id: string, target: string, of: NodeOf<'reference'>['of'], parts: Partial<NodeOf<'reference'>> = {}, level: ScoreNode['level'] = 'assessee'): ScoreNode =>
  ({ kind: 'reference', id, title: { text: id }, level, node: target, of, combine: 'sum', factor: 1, none: 'zero', missing: 'hold', ...parts });
const roots = (scheme: ReturnType<typeof schemeOf>, cycle: Cycle) => scoreCycle(scheme, cycle).assessee.map((one) => one.result.root.value?.toString() ?? one.result.held);

describe('R32 rank to score', () => {
  const rank = (parts: Partial<NodeOf<'rank_score'>>) => schemeOf([node({ kind: 'rank_score', id: 'r', input: 'x', over: 'pool', best: 'high', ties: 'shared', convert: { by: 'step_share', top: 100, share: 0.05, min: 60 }, ...parts }), officer('x')]);
  const pool = (...figures: (number | undefined)[]): Cycle => ({ members: figures.map((x, i) => member(`m${i}`, x === undefined ? {} : { x })) });

  test('S48: −5 % per place, a table 60/57/54, in proportion to the first', () => {
    expect(roots(rank({}), pool(80, 95, 90))).toEqual(['90', '100', '95']);
    expect(roots(rank({ convert: { by: 'table', table: [60, 57, 54], beyond: 50 } }), pool(70, 95, 90, 85))).toEqual(['50', '60', '57', '54']);
    expect(roots(rank({ convert: { by: 'proportion', top: 60 } }), pool(80, 96))).toEqual(['50', '60']);
    expect(roots(rank({ best: 'low' }), pool(3, 1, 2))).toEqual(['90', '100', '95']);
  });

  test('equal figures share a place as declared, absent ones are not ranked, pools are apart', () => {
    expect((['shared', 'dense', 'mean'] as const).map((ties) => roots(rank({ ties }), pool(90, 80, 90, 70)))).toEqual([['100', '90', '100', '85'], ['100', '95', '100', '90'], ['195/2', '90', '195/2', '85']]);
    expect(roots(rank({}), pool(90, undefined, 70))).toEqual(['100', ['absent.base', 'absent.no_figure'], '95']);
    const apart: Cycle = { members: [member('a', { x: 90 }, { pool: 'east' }), member('b', { x: 80 }, { pool: 'west' }), member('c', { x: 70 }, { pool: 'west' })] };
    expect(roots(rank({}), apart)).toEqual(['100', '100', '95']);
    expect(roots(rank({ over: 'cycle' }), apart)).toEqual(['100', '95', '90']);
  });

  test('without the others there is no place, and no guess', () => {
    expect(scoreAssessee(rank({}), inputsOf({ officer: { x: 90 } })).held).toEqual(['absent.no_place']);
  });

  test('a better figure never ranks lower', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 7 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom('shared' as const, 'mean' as const), (figures, more, ties) => {
      const scheme = rank({ ties, convert: { by: 'step', top: 100, step: 3, min: 0 } });
      const [before] = scoreCycle(scheme, pool(...figures)).assessee;
      const [after] = scoreCycle(scheme, pool(figures[0]! + more, ...figures.slice(1))).assessee;
      expect(after!.result.root.value!.compare(before!.result.root.value!)).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('R05 R54 R55 figures of other objects', () => {
  test('S32: the person’s score takes the team’s; a department without a score holds its people', () => {
    const scheme = schemeOf([
      node({ kind: 'weighted_sum', id: 'person', total: 100, inputs: [{ id: 'team', weight: 40, absence: { rule: 'hold' } }, { id: 'ballot', weight: 60, absence: { rule: 'hold' } }] }),
      officer('ballot'), take('team', 'department', 'organisation', { combine: 'only', none: 'absent' }),
      at('organisation', node({ kind: 'weighted_sum', id: 'department', total: 100, inputs: [{ id: 'target', weight: 60, absence: { rule: 'hold' } }, { id: 'org-ballot', weight: 40, absence: { rule: 'hold' } }] })), at('organisation', officer('target')), at('organisation', officer('org-ballot')),
    ]);
    const cycle: Cycle = {
      members: [member('a', { ballot: 88 }, { organisation: 'x' }), member('b', { ballot: 88 }, { organisation: 'y' }), member('c', { ballot: 88 })],
      organisations: [{ id: 'x', inputs: inputsOf({ officer: { target: 95, 'org-ballot': 88 } }) }, { id: 'y', inputs: inputsOf({ officer: { target: 95 } }) }],
    };
    expect(roots(scheme, cycle)).toEqual(['2242/25', ['absent.hold', 'absent.other_missing'], ['absent.hold', 'absent.nobody']]); // 0.4·92.2 + 0.6·88
    expect(scoreCycle(scheme, cycle).organisation.map((one) => one.result.nodes['department']!.value?.toString() ?? null)).toEqual(['461/5', null]);
  });

  test('S19: half a point flows up to the superior for each award below; a penalty sideways to colleagues', () => {
    const scheme = schemeOf([
      node({ kind: 'adjusted', id: 'total', base: 'own', accounts: ['below', 'beside'] }), officer('own'), officer('awards'),
      take('below', 'awards', 'subordinates', { factor: 0.5, missing: 'zero' }), take('beside', 'minus', 'colleagues'),
      node({ kind: 'events', id: 'minus', questions: ['fault'], sign: 'minus', perMatter: 'sum' }),
    ]);
    const fault = { events: [{ question: 'fault', matter: '', day: '2026-03-01', points: 2 }] };
    const cycle: Cycle = { members: [
      member('head', { own: 90 }, { organisation: 'x' }), member('one', { own: 80, awards: 1 }, { superior: 'head' }), member('two', { own: 80, awards: 2 }, { superior: 'head' }), member('three', { own: 80 }, { superior: 'head' }),
      { id: 'deputy', organisation: 'x', inputs: inputsOf({ officer: { own: 85 }, ...fault }) },
    ] };
    expect(roots(scheme, cycle)).toEqual(['179/2', '80', '80', '80', '85']); // 90 + 1.5 − 2
  });

  test('R34: an empty group carries the pool’s mean', () => {
    const scheme = schemeOf([
      node({ kind: 'weighted_sum', id: 'sum', total: 100, inputs: [{ id: 'work', weight: 60, absence: { rule: 'hold' } }, { id: 'served', weight: 40, absence: { rule: 'fallback', node: 'mean-here' } }] }),
      officer('work'), officer('served'), take('mean-here', 'mean', 'pool', { combine: 'only' }), take('mean', 'served', 'members', { combine: 'mean', missing: 'leave_out' }, 'pool'),
    ]);
    expect(roots(scheme, { members: [member('a', { work: 90, served: 80 }), member('b', { work: 90, served: 90 }), member('c', { work: 90 })] })).toEqual(['86', '90', '88']);
  });

  test('earlier years are remembered, not computed again', () => {
    const scheme = schemeOf([
      node({ kind: 'statistic', id: 'mean', measure: 'mean', inputs: [{ id: 'now' }, { id: 'past' }, { id: 'last' }], drop: { highest: 0, lowest: 0 }, atLeast: 3 }),
      officer('now'), take('past', 'mean', 'earlier', { years: 2, combine: 'mean', missing: 'leave_out' }), at('earlier_period', officer('last')),
    ]);
    const earlier: NonNullable<ReturnType<typeof inputsOf>['earlier']> = [{ year: 2025, figures: { mean: '80', last: '81' } }, { year: 2024, figures: { mean: '70' } }];
    const inputs = inputsOf({ officer: { now: 90, last: 1 }, earlier });
    expect(scoreAssessee(scheme, inputs).root.value?.toString()).toBe('82'); // (90 + 75 + 81) ÷ 3
    expect(scoreAssessee(scheme, inputsOf({ officer: { now: 90 } })).held).toEqual(['absent.too_few', 'absent.no_memory']);
    expect(explainScore(scheme, inputs, {}, 'last').rule.code).toBe('rule.remembered');
  });

  test('a node of another level has no figure here', () => {
    const scheme = schemeOf([node({ kind: 'adjusted', id: 'x', base: 'team', accounts: [] }), at('organisation', officer('team'))]);
    expect(scoreAssessee(scheme, inputsOf({ officer: { team: 90 } })).held).toEqual(['absent.base', 'absent.other_level']);
  });
});

describe('R-G1 only what depends on it is scored again', () => {
  const scheme = schemeOf([
    node({ kind: 'weighted_sum', id: 'sum', total: 100, inputs: [{ id: 'part', weight: 50, absence: { rule: 'hold' } }, { id: 'place', weight: 50, absence: { rule: 'hold' } }] }),
    node({ kind: 'adjusted', id: 'part', base: 'x', accounts: [] }), node({ kind: 'rank_score', id: 'place', input: 'y', over: 'cycle', best: 'high', ties: 'shared', convert: { by: 'step', top: 100, step: 10, min: 0 } }),
    officer('x'), officer('y'), officer('alone'),
  ]);
  const cycle: Cycle = { members: [member('a', { x: 80, y: 90, alone: 1 }), member('b', { x: 70, y: 80 }), member('c', { x: 60, y: 70 })] };
  const change = (id: string, figures: Record<string, number>): Cycle => ({ members: cycle.members.map((one) => (one.id === id ? { ...one, inputs: { ...one.inputs, officer: { ...one.inputs.officer, ...figures } } } : one)) });

  test('the index knows what reads what', () => {
    expect([...affectedNodes(scheme, ['officer/x'])].sort()).toEqual(['part', 'sum', 'x']);
    expect([...affectedNodes(scheme, ['officer/alone'])]).toEqual(['alone']);
    expect(changedKeys(cycle.members[0]!.inputs, change('a', { x: 1 }).members[0]!.inputs)).toEqual(['officer/x']);
    const order = dependencies(scheme).order.map((one) => one.id);
    for (const [before, after] of [['x', 'part'], ['y', 'place'], ['part', 'sum'], ['place', 'sum']] as const) expect(order.indexOf(before)).toBeLessThan(order.indexOf(after));
  });

  test('a change stays with its object until a place moves', () => {
    const before = scoreCycle(scheme, cycle);
    expect(rescoreCycle(scheme, cycle, before).touched).toEqual([]);
    expect(rescoreCycle(scheme, change('b', { x: 71 }), before).touched).toEqual([{ object: 'assessee/b', nodes: ['sum', 'part', 'x'] }]);
    expect(rescoreCycle(scheme, change('c', { y: 75 }), before).touched).toEqual([{ object: 'assessee/c', nodes: ['sum', 'place', 'y'] }]);
    const moved = rescoreCycle(scheme, change('c', { y: 85 }), before);
    expect(moved.touched).toEqual([{ object: 'assessee/b', nodes: ['sum', 'place'] }, { object: 'assessee/c', nodes: ['sum', 'place', 'y'] }]);
    expect(moved.scores.assessee[0]!.result).toBe(before.assessee[0]!.result);
  });

  test('members are scored one by one in their order', () => {
    expect([...scoreEach(scheme, cycle)].map((one) => `${one.level}/${one.id}`)).toEqual(['pool/', 'cycle/cycle', 'assessee/a', 'assessee/b', 'assessee/c']);
  });
});
