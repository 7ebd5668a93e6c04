import { dice, grams } from '@shuping/report-checks';

/** Share of common letter pairs from which two short statements count as the same problem. */
export const SAME_PROBLEM = 0.6;

/** Likeness (0..1) of two short statements by their letter pairs; word order and small insertions cost little. */
export function likeness(a: string, b: string): number {
  return dice(grams(a, 2), grams(b, 2));
}

/** 屡改屡犯: the item of last year that states the same problem most closely; null when none is like enough. (R-I2, R-I6) */
export function repeatOf<T extends { readonly title: string }>(title: string, lastYear: readonly T[]): T | null {
  const pairs = grams(title, 2);
  let best: T | null = null;
  let most = SAME_PROBLEM;
  for (const item of lastYear) {
    const like = dice(pairs, grams(item.title, 2));
    if (like < most || (like === most && best !== null)) continue;
    [best, most] = [item, like];
  }
  return best;
}
