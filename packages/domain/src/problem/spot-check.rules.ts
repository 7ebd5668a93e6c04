import { addDays, Fraction, seededRandom, shuffled, type Day } from '@shuping/kernel';

/**
 * 抽查: the closed items drawn by lot for a second look (scheme `rectification.spotCheckShare`, R-I6). The share of the pool is rounded up, so that a pool that is not empty gives at least one
 * unless the share is 0. The same ids and seed (0..2³²−1) give the same items, in whatever order the ids come.
 */
export function drawSpotChecks(closed: readonly string[], share: number, seed: number): readonly string[] {
  const many = Number(Fraction.of(share).mul(new Fraction(BigInt(closed.length))).ceil());
  return shuffled([...closed].sort(), seededRandom(seed)).slice(0, many);
}

/** Days after closing from which an item may be drawn, unless the scheme says otherwise (R-I6). */
export const SPOT_CHECK_AFTER_DAYS = 90;

/** Day from which a closed item may be drawn: it has to have held so long (scheme `rectification.spotCheckAfterDays`, R-I6). */
export function drawableFrom(closedOn: Day, afterDays: number = SPOT_CHECK_AFTER_DAYS): Day {
  return addDays(closedOn, afterDays);
}

/** Members asked before an item is closed (scheme `rectification.satisfaction`): whole numbers, at most as many content as asked. */
export type Satisfaction = { readonly asked: number; readonly satisfied: number };
