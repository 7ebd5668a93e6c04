import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldSmall, type ClassReturn } from './fold.rules.ts';

const of = (id: string, returned: number, into: string | null = null, ballot = 'b'): ClassReturn => ({ id, returned, ballot, into });

describe('R-F3 classes from which too few ballots came', () => {
  test('the class of the scheme takes them, else the largest with the same ballot, else they are withheld', () => {
    expect(foldSmall([of('leaders', 3, 'members'), of('peers', 30), of('members', 20)])).toEqual({ merged: { leaders: 'members' }, withheld: [] });
    expect(foldSmall([of('leaders', 3), of('peers', 30), of('members', 20)])).toEqual({ merged: { leaders: 'peers' }, withheld: [] });
    expect(foldSmall([of('patients', 4, null, 'outer'), of('staff', 20)])).toEqual({ merged: {}, withheld: ['patients'] });
    expect(foldSmall([of('a', 2), of('b', 4)])).toEqual({ merged: { a: 'b' }, withheld: [] });
    expect(foldSmall([of('a', 0), of('b', 9)])).toEqual({ merged: {}, withheld: [] });
  });

  test('after folding no class shows one to four ballots, nothing is folded twice and none is lost', () => {
    const classes = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), returned: fc.integer({ min: 0, max: 12 }), ballot: fc.constantFrom('x', 'y'), into: fc.constantFrom('a', 'b', 'c', null) }), { selector: (c) => c.id, minLength: 1 });
    fc.assert(fc.property(classes, (list) => {
      const { merged, withheld } = foldSmall(list);
      const shown = new Map<string, number>();
      for (const one of list) if (!withheld.includes(one.id)) shown.set(merged[one.id] ?? one.id, (shown.get(merged[one.id] ?? one.id) ?? 0) + one.returned);
      for (const size of shown.values()) expect(size === 0 || size >= 5).toBe(true);
      for (const [from, to] of Object.entries(merged)) {
        expect(merged[to]).toBeUndefined();
        expect(withheld).not.toContain(to);
        expect(list.find((c) => c.id === from)!.ballot).toBe(list.find((c) => c.id === to)!.ballot);
      }
    }), { numRuns: 2_000 });
  });

  test('over several rounds a class folds when one of them is too small, and no round shows one to four', () => {
    expect(foldSmall([{ ...of('a', 0), returned: [9, 3] }, { ...of('b', 0), returned: [20, 20] }])).toEqual({ merged: { a: 'b' }, withheld: [] });
    // three in one round and three in the other are not six
    expect(foldSmall([{ ...of('a', 0), returned: [3, 0] }, { ...of('b', 0), returned: [0, 3] }])).toEqual({ merged: {}, withheld: ['a', 'b'] });
    const vector = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    const classes = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), returned: vector, ballot: fc.constantFrom('x', 'y'), into: fc.constantFrom('a', 'b', null) }), { selector: (c) => c.id, minLength: 1 });
    fc.assert(fc.property(classes, (list) => {
      const { merged, withheld } = foldSmall(list);
      for (const round of [0, 1, 2]) {
        const shown = new Map<string, number>();
        for (const one of list) if (!withheld.includes(one.id)) shown.set(merged[one.id] ?? one.id, (shown.get(merged[one.id] ?? one.id) ?? 0) + one.returned[round]!);
        for (const size of shown.values()) expect(size === 0 || size >= 5).toBe(true);
      }
    }), { numRuns: 2_000 });
  });
});
