import { describe, expect, test } from '@jest/globals';
import type { Absence, ScoreInputs } from '@shuping/scheme';
import { scoreAssessee } from '../score.ts';
import { inputsOf, node, officer, schemeOf, tallyOf } from '../testing/builders.ts';

const text = (words: string) => ({ text: words });

describe('R-G1 absence rules, exactly as declared (R34)', () => {
  const sum = (absence: Absence | undefined, other: Absence = { rule: 'hold' }) => schemeOf([
    node({ kind: 'weighted_sum', id: 'sum', total: 100, inputs: [{ id: 'a', weight: 20, ...(absence ? { absence } : {}) }, { id: 'b', weight: 30, absence: other }, { id: 'c', weight: 50, absence: { rule: 'hold' } }] }),
    officer('a'), officer('b'), officer('c'), officer('spare'),
  ]);
  const of = (absence: Absence | undefined, figures: Record<string, number>, other?: Absence) => {
    const result = scoreAssessee(sum(absence, other), inputsOf({ officer: figures }));
    return result.root.value?.toString() ?? result.held;
  };
  const bc = { b: 80, c: 90 };

  test('zero, renormalise, hold, fallback, merge', () => {
    expect(of({ rule: 'zero' }, bc)).toBe('69'); // 24 + 45
    expect(of({ rule: 'renormalise' }, bc)).toBe('345/4'); // 69 ÷ 0.8
    expect(of({ rule: 'hold' }, bc)).toEqual(['absent.hold', 'absent.no_figure']);
    expect(of(undefined, bc)).toEqual(['absent.undeclared', 'absent.no_figure']);
    expect(of({ rule: 'fallback', node: 'spare' }, { ...bc, spare: 70 })).toBe('83'); // 14 + 69
    expect(of({ rule: 'fallback', node: 'spare' }, bc)).toEqual(['absent.fallback', 'absent.no_figure']);
    expect(of({ rule: 'merge', into: 'b' }, bc)).toBe('85'); // 40 + 45
  });

  test('a weight merged into a missing part follows that part’s own rule', () => {
    expect(of({ rule: 'merge', into: 'b' }, { c: 90 }, { rule: 'merge', into: 'c' })).toBe('90');
    expect(of({ rule: 'merge', into: 'b' }, { c: 90 }, { rule: 'renormalise' })).toBe('90');
    expect(of({ rule: 'merge', into: 'b' }, { c: 90 }, { rule: 'zero' })).toBe('45');
    expect(of({ rule: 'merge', into: 'b' }, { c: 90 })).toEqual(['absent.hold', 'absent.no_figure']);
    expect(of({ rule: 'merge', into: 'b' }, { c: 90 }, { rule: 'merge', into: 'a' })).toEqual(['absent.merge_target', 'absent.no_figure']);
    expect(of({ rule: 'merge', into: 'nobody' }, bc)).toEqual(['absent.merge_target', 'absent.no_figure']);
  });

  test('nothing left is no figure, and zero stays a figure', () => {
    const all = schemeOf([node({ kind: 'weighted_sum', id: 'sum', total: 1, inputs: [{ id: 'a', weight: 1, absence: { rule: 'renormalise' } }] }), officer('a')]);
    expect(scoreAssessee(all, inputsOf()).held).toEqual(['absent.nothing_left', 'absent.no_figure']);
    expect(scoreAssessee(all, inputsOf({ officer: { a: 0 } })).root.value?.toString()).toBe('0');
  });

  test('a ring of nodes or an unknown node holds and never loops', () => {
    const ring = schemeOf([node({ kind: 'adjusted', id: 'x', base: 'y', accounts: [] }), node({ kind: 'adjusted', id: 'y', base: 'x', accounts: ['gone'] })]);
    expect(scoreAssessee(ring, inputsOf()).held).toContain('absent.base');
  });
});

describe('R-F3 merged groups', () => {
  const scheme = schemeOf([
    node({ kind: 'weighted_sum', id: 'sum', total: 100, inputs: [{ id: 'big', weight: 70 }, { id: 'small', weight: 30, absence: { rule: 'merge', into: 'big' } }] }),
    node({ kind: 'tally', id: 'big', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' }),
    node({ kind: 'tally', id: 'small', group: 'served', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor: 'valid' }),
  ]);
  test('counts are added to the target, the merged node is absent, its weight follows its rule', () => {
    const tallies = { members: tallyOf({ overall: { a: 6, b: 2 } }), served: tallyOf({ overall: { a: 0, b: 2 } }) };
    const apart = scoreAssessee(scheme, inputsOf({ tallies }));
    expect(apart.root.value?.toString()).toBe('181/2'); // 0.7·95 + 0.3·80
    const merged = scoreAssessee(scheme, inputsOf({ tallies, merged: { served: 'members' } }));
    expect(merged.nodes['small']).toEqual({ value: null, absent: 'absent.merged' });
    expect(merged.root.value?.toString()).toBe('92'); // (600 + 320) ÷ 10
    expect(merged.mergedGroups).toEqual({ served: 'members' });
  });
});

describe('R18 divisors, R29 sheets, R32 R35 statistics', () => {
  const tally = (divisor: 'valid' | 'returned' | 'present' | 'due') => schemeOf([
    node({ kind: 'tally', id: 't', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], divisor }),
  ]);
  test('a blank leaves “valid” and stays in the others; no marks is no figure', () => {
    const counts = (parts = {}) => inputsOf({ tallies: { members: { due: 20, present: 16, issued: 16, returned: 12, valid: 11, items: { overall: { options: { a: 10 }, blank: 1 } }, ...parts } } });
    expect((['valid', 'returned', 'present', 'due'] as const).map((divisor) => scoreAssessee(tally(divisor), counts()).root.value?.toString())).toEqual(['100', '250/3', '125/2', '50']);
    expect(scoreAssessee(tally('valid'), counts({ items: { overall: { options: {}, blank: 11 } } })).held).toEqual(['absent.no_marks']);
    expect(scoreAssessee(tally('due'), counts({ valid: 0 })).held).toEqual(['absent.no_ballots']);
  });

  test('deduct until used up, or lose the item; an empty entry is not a zero', () => {
    const sheet = schemeOf([node({
      kind: 'indicator_sheet', id: 's', owner: 'office',
      items: [{ id: 'x', title: text('x'), max: 10, deduction: 'until_used_up' }, { id: 'y', title: text('y'), max: 5, deduction: 'all_or_nothing' }],
    })]);
    const of = (entries: Record<string, number>) => { const r = scoreAssessee(sheet, inputsOf({ sheets: { s: entries } })); return r.root.value?.toString() ?? r.held; };
    expect(of({ x: 2.5, y: 0 })).toBe('25/2');
    expect(of({ x: 12, y: 0.1 })).toBe('0');
    expect(of({ x: 1 })).toEqual(['absent.sheet_incomplete']);
    expect(of({ x: -1, y: 0 })).toEqual(['absent.out_of_bounds']);
  });

  test('mean, median, min, max after dropping; too few is no figure', () => {
    const of = (measure: 'mean' | 'median' | 'min' | 'max', figures: number[], drop = { highest: 1, lowest: 1 }) => {
      const ids = ['p', 'q', 'r', 's', 't'];
      const scheme = schemeOf([node({ kind: 'statistic', id: 'm', measure, inputs: ids.map((id) => ({ id })), drop, atLeast: 3 }), ...ids.map((id) => officer(id))]);
      const officers = Object.fromEntries(figures.map((figure, at) => [ids[at]!, figure]));
      const result = scoreAssessee(scheme, inputsOf({ officer: officers } as Partial<ScoreInputs>));
      return result.root.value?.toString() ?? result.root.absent;
    };
    expect(of('mean', [80, 85, 85, 90, 99])).toBe('260/3');
    expect(of('median', [80, 84, 86, 99])).toBe('85');
    expect(of('min', [80, 84, 86, 99])).toBe('84');
    expect(of('max', [80, 84, 86, 99])).toBe('86');
    expect(of('mean', [80, 84])).toBe('absent.too_few');
    expect(of('mean', [80, 84, 90], { highest: 2, lowest: 1 })).toBe('absent.too_few');
  });

  test('a figure outside its bounds is not a figure; accounts keep their cap; bounds hold', () => {
    expect(scoreAssessee(schemeOf([officer('a')]), inputsOf({ officer: { a: 100.1 } })).held).toEqual(['absent.out_of_bounds']);
    const capped = schemeOf([
      node({ kind: 'adjusted', id: 'sum', base: 'a', accounts: ['plus'], max: 100 }), officer('a'),
      node({ kind: 'events', id: 'plus', questions: ['award'], sign: 'plus', perMatter: 'sum', cap: 3 }),
    ]);
    const events = [1, 2, 1.5].map((points) => ({ question: 'award', matter: '同一件', day: '2026-02-02', points }));
    expect(scoreAssessee(capped, inputsOf({ officer: { a: 90 }, events })).root.value?.toString()).toBe('93');
    expect(scoreAssessee(capped, inputsOf({ officer: { a: 98 }, events })).root.value?.toString()).toBe('100');
  });
});
