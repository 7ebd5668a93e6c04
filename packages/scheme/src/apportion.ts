import { Fraction } from '@shuping/kernel';
import type { Apportionment, ForcedDistribution } from './model/grading.ts';

type Rule = { readonly method: Apportionment; readonly equal: 'better' | 'worse' };

/** Whole heads for `parts` of any total, best grade first, always summing to `pool` (R38). `largest_remainder` (Hamilton) gives whole shares, then the largest rests; `sainte_lague` (Webster) and `dhondt` (Jefferson) give head by head and never take one back when the pool grows. What is equal to the last digit goes to the better or the worse grade. Parts without a positive total give nobody a place. */
export function apportion(parts: readonly number[], pool: number, { method, equal }: Rule): number[] {
  const weights = wholeNumbers(parts);
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n || pool <= 0) return parts.map(() => 0);
  const heads = BigInt(pool);
  const seats = weights.map((weight) => startOf(method, weight, heads, total, BigInt(weights.length)));
  const first = (a: bigint, b: bigint): boolean => (equal === 'better' ? a > b : a >= b);
  for (let left = pool - seats.reduce((a, b) => a + b, 0); left > 0; left -= 1) {
    let best = -1;
    weights.forEach((weight, at) => {
      if (weight > 0n && (best < 0 || first(...claims(method, weights, seats, heads, total, at, best)))) best = at;
    });
    seats[best] = seats[best]! + 1;
  }
  return seats;
}

/** Places of a forced distribution, one figure for each grade in the order given; grades without a part get none. */
export function distributionPlaces(distribution: Pick<ForcedDistribution, 'shares' | 'method' | 'equal'>, grades: readonly string[], pool: number): number[] {
  return apportion(grades.map((id) => distribution.shares.find((share) => share.id === id)?.parts ?? 0), pool, distribution);
}

/** Parts as whole numbers of the same proportion; negative parts count as none. */
function wholeNumbers(parts: readonly number[]): bigint[] {
  const exact = parts.map((part) => Fraction.of(part).max(Fraction.zero));
  const scale = exact.reduce((common, part) => common * part.d, 1n);
  return exact.map((part) => (part.n * scale) / part.d);
}

/** Places that a grade has for certain, at most `pool` in sum, so that only a few are left to give one by one. */
function startOf(method: Apportionment, weight: bigint, pool: bigint, total: bigint, grades: bigint): number {
  if (method !== 'sainte_lague') return Number((weight * pool) / total);
  const doubled = 2n * pool - grades;
  return doubled <= 0n || weight === 0n ? 0 : Number((weight * doubled + total) / (2n * total));
}

/** Claims of two grades on the next place, brought to the same denominator. */
function claims(method: Apportionment, weights: readonly bigint[], seats: readonly number[], pool: bigint, total: bigint, a: number, b: number): [bigint, bigint] {
  if (method === 'largest_remainder') return [weights[a]! * pool - BigInt(seats[a]!) * total, weights[b]! * pool - BigInt(seats[b]!) * total];
  const divisor = (at: number): bigint => (method === 'dhondt' ? BigInt(seats[at]! + 1) : BigInt(2 * seats[at]! + 1));
  return [weights[a]! * divisor(b), weights[b]! * divisor(a)];
}
