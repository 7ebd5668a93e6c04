import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apportion } from './apportion.ts';
import { APPORTIONMENTS, type Apportionment } from './model/grading.ts';

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const equals = ['better', 'worse'] as const;

/** Second opinion, in whole numbers, head by head from nothing; no code of the first. */
function byHand(parts: readonly number[], pool: number, method: Apportionment, equal: 'better' | 'worse'): number[] {
  const total = sum(parts);
  const seats = parts.map(() => 0);
  const order = parts.map((_, at) => at);
  if (equal === 'worse') order.reverse();
  if (method === 'largest_remainder') {
    parts.forEach((part, at) => (seats[at] = (part * pool - ((part * pool) % total)) / total));
    const rests = order.map((at) => ({ at, rest: (parts[at]! * pool) % total })).sort((a, b) => b.rest - a.rest);
    for (let left = pool - sum(seats), at = 0; left > 0; left -= 1, at += 1) seats[rests[at]!.at]! += 1;
    return seats;
  }
  for (let given = 0; given < pool; given += 1) {
    let best = order.find((at) => parts[at]! > 0)!;
    for (const at of order) {
      const divisor = (of: number): number => (method === 'dhondt' ? seats[of]! + 1 : seats[of]! * 2 + 1);
      if (parts[at]! * divisor(best) > parts[best]! * divisor(at)) best = at;
    }
    seats[best]! += 1;
  }
  return seats;
}

describe('R38 heads of a full distribution', () => {
  test('3:5:2 and 20/60/20 by hand', () => {
    const of = (parts: number[], pool: number, method: Apportionment = 'largest_remainder', equal: 'better' | 'worse' = 'better') => apportion(parts, pool, { method, equal });
    expect(of([3, 5, 2], 10)).toEqual([3, 5, 2]);
    expect(of([3, 5, 2], 7)).toEqual([2, 4, 1]); // 2.1 3.5 1.4 → the half takes the seventh
    expect(of([20, 60, 20], 197)).toEqual([39, 118, 40].reverse()); // 39.4 118.2 39.4: equal rests, the better grade takes it
    expect(of([20, 60, 20], 197, 'largest_remainder', 'worse')).toEqual([39, 118, 40]);
    expect(of([3, 5, 2], 1)).toEqual([0, 1, 0]);
    expect(of([5, 5], 1, 'sainte_lague', 'better')).toEqual([1, 0]);
    expect(of([5, 5], 1, 'dhondt', 'worse')).toEqual([0, 1]);
    expect(of([0.3, 0.5, 0.2], 7)).toEqual(of([30, 50, 20], 7));
    expect([of([0, 0], 5), of([3, -1, 7], 10), of([1, 1], 0)]).toEqual([[0, 0], [3, 0, 7], [0, 0]]);
  });

  test('every pool of 1 to 2,000 sums, by every method, and all together take a second at most', () => {
    const start = process.hrtime.bigint();
    let wrong = 0;
    for (const method of APPORTIONMENTS) for (const parts of [[3, 5, 2], [20, 60, 20], [0.15, 0.35, 0.4, 0.1]]) {
      for (let pool = 1; pool <= 2000; pool += 1) if (sum(apportion(parts, pool, { method, equal: 'better' })) !== pool) wrong += 1;
    }
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    expect(wrong).toBe(0);
    expect(seconds / 9).toBeLessThan(1);
  });

  test('agrees with a second implementation, head by head', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 }).filter((parts) => sum(parts) > 0), fc.integer({ min: 1, max: 150 }), fc.constantFrom(...APPORTIONMENTS), fc.constantFrom(...equals), (parts, pool, method, equal) => {
      expect(apportion(parts, pool, { method, equal })).toEqual(byHand(parts, pool, method, equal));
    }), { numRuns: 600 });
  });

  test('a larger pool takes no head from a grade where the method promises that; larger rests can', () => {
    for (const method of ['sainte_lague', 'dhondt'] as const) {
      let before = [0, 0, 0];
      for (let pool = 1; pool <= 400; pool += 1) {
        const now = apportion([3, 5, 2], pool, { method, equal: 'better' });
        expect(now.every((heads, at) => heads >= before[at]!)).toBe(true);
        before = now;
      }
    }
    const of = (pool: number) => apportion([6, 6, 2], pool, { method: 'largest_remainder', equal: 'better' });
    expect([of(10), of(11)]).toEqual([[4, 4, 2], [5, 5, 1]]);
  });

  test('the scale of the parts changes nothing', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 500 }), fc.constantFrom(1, 10, 100, 1000), fc.constantFrom(...APPORTIONMENTS), (parts, pool, by, method) => {
      expect(apportion(parts.map((part) => part / by), pool, { method, equal: 'better' })).toEqual(apportion(parts, pool, { method, equal: 'better' }));
    }), { numRuns: 200 });
  });
});
