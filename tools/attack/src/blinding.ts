import { createHash } from 'node:crypto';
import { inverse, raise } from '../../../packages/ballot-box/src/client/big.ts';
import type { Evidence, Guess } from './evidence.ts';

const big = (hex: string): bigint => BigInt(`0x${hex}`);

export type Blinding = { readonly guess: Guess; /** pairs of person and ballot that the numbers do not rule out; people × ballots when they say nothing */ readonly possible: number };

/**
 * Tries every blinded value and stamp of check-in against every ticket: the factor that would lead from one to the other exists for every pair, so only a factor that comes up again and again, or that can be
 * worked out from the slip, gives a pair away. Without one the smallest factor is guessed.
 */
export function byBlinding({ people, ballots }: Evidence): Blinding {
  const n = big(people[0]!.keys[0]!);
  const undo = ballots.map((one) => inverse(big(one.signature), n));
  const encoded = ballots.map((one) => raise(big(one.signature), n));
  const factors = people.map((person) => undo.map((one) => (one === null ? null : (big(person.stamped) * one) % n)));
  const seen = new Map<bigint, number>();
  let possible = 0;
  for (const [i, person] of people.entries()) {
    for (const [j, factor] of factors[i]!.entries()) {
      if (factor === null || (raise(factor, n) * encoded[j]!) % n !== big(person.blinded)) continue;
      possible += 1;
      seen.set(factor, (seen.get(factor) ?? 0) + 1);
    }
  }
  const own = people.map((person) => derived(person.slip, n));
  const guess = ballots.map((_, j): number => {
    const column = people.map((_person, i) => factors[i]![j] ?? n);
    const known = column.findIndex((factor, i) => own[i]!.has(factor));
    if (known >= 0) return known;
    const again = column.findIndex((factor) => (seen.get(factor) ?? 0) > 2);
    return again >= 0 ? again : column.reduce((best, factor, i) => (factor < column[best]! ? i : best), 0);
  });
  return { guess, possible };
}

/** Factors that a careless page might make from the slip. */
function derived(slip: string, n: bigint): Set<bigint> {
  const out = new Set<bigint>();
  for (const name of ['sha256', 'sha384', 'sha512']) {
    const value = big(createHash(name).update(slip).digest('hex')) % n;
    out.add(value);
    const undo = inverse(value, n);
    if (undo !== null) out.add(undo);
  }
  return out;
}
