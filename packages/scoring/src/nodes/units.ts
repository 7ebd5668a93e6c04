import { Fraction } from '@shuping/kernel';
import type { Units } from '@shuping/scheme';

/** Units in an excess (R30): every begun one, whole ones only, or in proportion; none below zero. */
export function unitsIn(excess: Fraction, unit: Fraction, how: Units): Fraction {
  if (excess.n <= 0n) return Fraction.zero;
  const units = excess.div(unit);
  if (how === 'exact') return units;
  return new Fraction(how === 'whole_up' ? units.ceil() : units.floor());
}
