import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitWeights, sumOf, type Weighted } from './fit.ts';

const rows = (...weights: (number | Partial<Weighted>)[]): Weighted[] => weights.map((one, n) => ({ path: `w${n}`, weight: 0, fixed: false, ...(typeof one === 'number' ? { weight: one } : one) }));
const fitted = (given: Weighted[], total: number, mode: 'scale' | 'even'): number[] | null => {
  const map = fitWeights(given, total, mode);
  return map && given.map((row) => map.get(row.path) ?? row.weight);
};

describe('R-B5 weights that must sum', () => {
  test('proportions are kept and whole numbers stay whole', () => {
    expect(fitted(rows(30, 25, 15, 20, 12), 100, 'scale')).toEqual([29, 24, 15, 20, 12]);
    expect(fitted(rows(10, 10, 10), 100, 'even')).toEqual([34, 33, 33]);
  });

  test('what is locked does not move, and bounds hold', () => {
    expect(fitted(rows({ weight: 40, fixed: true }, { weight: 30, max: 30 }, { weight: 40, min: 20 }), 100, 'scale')).toEqual([40, 26, 34]);
    expect(fitted(rows({ weight: 10, max: 15 }, 10, 10), 100, 'even')).toEqual([15, 43, 42]);
  });

  test('no room gives nothing', () => {
    expect(fitted(rows({ weight: 40, fixed: true }, { weight: 30, max: 30 }), 100, 'scale')).toBeNull();
    expect(fitted(rows({ weight: 100, fixed: true }), 99, 'even')).toBeNull();
  });

  test('whatever comes out sums exactly and lies within the locks', () => {
    const arbitrary = fc.array(fc.record({ weight: fc.integer({ min: 0, max: 100 }), min: fc.integer({ min: 1, max: 20 }), width: fc.integer({ min: 0, max: 90 }), fixed: fc.boolean() }), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(arbitrary, fc.constantFrom('scale' as const, 'even' as const), (given, mode) => {
      const all = given.map((one, n): Weighted => ({ path: `w${n}`, weight: one.weight, min: one.min, max: one.min + one.width, fixed: one.fixed }));
      const map = fitWeights(all, 100, mode);
      const movable = all.filter((row) => !row.fixed);
      const fixed = sumOf(all.filter((row) => row.fixed).map((row) => row.weight));
      const possible = movable.length > 0 && sumOf(movable.map((row) => row.min!)) <= 100 - fixed && sumOf(movable.map((row) => row.max!)) >= 100 - fixed;
      expect(map !== null).toBe(possible);
      if (!map) return;
      expect(sumOf([...map.values(), fixed])).toBe(100);
      for (const row of movable) expect(map.get(row.path)).toBeGreaterThanOrEqual(row.min!);
      for (const row of movable) expect(map.get(row.path)).toBeLessThanOrEqual(row.max!);
    }));
  });

  test('figures are read by their digits', () => {
    expect(sumOf([0.1, 0.2])).toBe(0.3);
    expect(fitted(rows(33.5, { weight: 33.5, fixed: true }, 33.5), 100, 'even')).toEqual([33.25, 33.5, 33.25]);
  });
});
