import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawableFrom, drawSpotChecks } from './spot-check.rules.ts';

describe('R-I6 spot checks', () => {
  test('the share of the pool rounded up, drawn from the pool without repeats, whatever the order of the ids', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 40 }), fc.integer({ min: 0, max: 100 }), fc.nat(0xffff_ffff), (ids, percent, seed) => {
      const drawn = drawSpotChecks(ids, percent / 100, seed);
      expect(drawn).toHaveLength(Math.ceil((percent * ids.length) / 100));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn.every((id) => ids.includes(id))).toBe(true);
      expect(drawSpotChecks([...ids].reverse(), percent / 100, seed)).toEqual(drawn);
    }));
  });

  test('an item is drawn from 90 days after closing, or as the scheme says', () => {
    expect([drawableFrom('2026-12-01'), drawableFrom('2026-12-01', 30), drawableFrom('2026-12-01', 0)]).toEqual(['2027-03-01', '2026-12-31', '2026-12-01']);
  });

  test('every item has its chance, and another seed draws another lot', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const times = new Map(ids.map((id) => [id, 0]));
    for (let seed = 0; seed < 2000; seed += 1) for (const id of drawSpotChecks(ids, 0.2, seed)) times.set(id, times.get(id)! + 1);
    for (const count of times.values()) expect(Math.abs(count - 400)).toBeLessThan(100);
  });
});
