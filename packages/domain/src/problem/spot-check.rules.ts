import { Fraction, seededRandom, shuffled } from '@shuping/kernel';

/**
 * 抽查: the closed items drawn by lot for a second look (scheme `rectification.spotCheckShare`, R-I6). The share of the pool is rounded up, so that a pool that is not empty gives at least one
 * unless the share is 0. The same ids and seed (0..2³²−1) give the same items, in whatever order the ids come.
 */
export function drawSpotChecks(closed: readonly string[], share: number, seed: number): readonly string[] {
  const many = Number(Fraction.of(share).mul(new Fraction(BigInt(closed.length))).ceil());
  return shuffled([...closed].sort(), seededRandom(seed)).slice(0, many);
}

/** Members asked before an item is closed (scheme `rectification.satisfaction`): whole numbers, at most as many content as asked. */
export type Satisfaction = { readonly asked: number; readonly satisfied: number };
