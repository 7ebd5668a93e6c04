import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Fraction } from './fraction.ts';

const fraction = fc.tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 6n)).map(([n, d]) => new Fraction(n, d));

describe('R-G1 exact arithmetic', () => {
  test('reads decimals by their digits, never by their double', () => {
    expect(Fraction.of(0.1).add(Fraction.of(0.2)).toString()).toBe('3/10');
    expect(Fraction.of('56/3').toExactJson(2)).toEqual({ exact: '56/3', shown: '18.67' });
    expect(() => Fraction.of('1e3')).toThrow(RangeError);
    expect(() => Fraction.of(Number.NaN)).toThrow(RangeError);
  });

  test('rounding modes at the half', () => {
    expect(Fraction.of('2.345').toFixed(2)).toBe('2.35');
    expect(Fraction.of('-2.345').toFixed(2)).toBe('-2.35');
    expect(Fraction.of('2.345').toFixed(2, 'half_even')).toBe('2.34');
    expect(Fraction.of('2.349').toFixed(2, 'down')).toBe('2.34');
    expect(Fraction.of('2.341').toFixed(2, 'up')).toBe('2.35');
    expect(Fraction.of('-0.004').toFixed(2)).toBe('0.00');
  });

  test('field laws and text round trip', () => {
    fc.assert(fc.property(fraction, fraction, fraction, (a, b, c) => {
      expect(a.add(b).sub(b).equals(a)).toBe(true);
      expect(a.mul(b.add(c)).equals(a.mul(b).add(a.mul(c)))).toBe(true);
      if (!b.isZero()) expect(a.div(b).mul(b).equals(a)).toBe(true);
      expect(Fraction.of(a.toString()).equals(a)).toBe(true);
      expect(a.compare(b)).toBe(-b.compare(a) || 0);
      expect(Number(a.floor()) <= a.toNumber() + 1e-9).toBe(true);
    }));
  });
});
