import type { Divisor, GroupTally } from '@shuping/scheme';
import { absent, type Figure } from '../figure.ts';
import { effectiveTally, mergeTarget } from '../merged.ts';
import type { Coded, EvalContext } from './evaluator.ts';

/** Counts of a group with what was merged into it; a figure that says why there are none. */
export function groupCounts(group: string, ctx: EvalContext): GroupTally | Figure {
  if (mergeTarget(ctx.inputs.merged, group) !== group) return absent('absent.merged');
  const tally = effectiveTally(ctx.inputs, group);
  return tally && tally.valid > 0 ? tally : absent('absent.no_ballots');
}

export function isFigure(counts: GroupTally | Figure): counts is Figure {
  return 'value' in counts;
}

/** True when the ballots on somebody had the item at all; what was not asked is no zero (R22). */
export function isAsked(tally: GroupTally, item: string): boolean {
  return tally.items[item] !== undefined;
}

/** Divisor of one item (R18): marks given on it, valid ballots, ballots returned, heads present or due; less the marks of options that leave it. */
export function divisorOf(divisor: Divisor, tally: GroupTally, item: string, leaves: readonly string[] | undefined): number {
  const options = tally.items[item]?.options;
  let sum = 0;
  if (divisor === 'valid') for (const option in options) sum += options[option]!;
  else sum = divisor === 'valid_ballots' ? tally.valid : tally[divisor];
  if (leaves && options) for (const option of leaves) sum -= options[option] ?? 0;
  return sum;
}

/** The rule of a tally in words, with the group's heads. */
export function headParams(tally: GroupTally): Coded['params'] {
  return { due: tally.due, present: tally.present, returned: tally.returned, valid: tally.valid };
}
