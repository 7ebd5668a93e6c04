import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Divisor, nodeBase } from './base.ts';
import { ballotUses, type Use } from './uses.ts';

/** Marks that are numbers (R21): mean or median of one group's marks per item, items weighted (weights sum to 100). Sealed as counts per value, or as sum and number where nothing is dropped. `drop` leaves out that many marks from each end; fewer than `atLeast` marks left make the figure absent. The divisor counts for the mean; dropped marks leave it. */
export const NumericTally = z.strictObject({
  kind: z.literal('numeric_tally'),
  ...nodeBase,
  group: Id,
  ballot: Id,
  items: z.array(z.strictObject({ id: Id, weight: Num })).min(1).max(30),
  min: Num,
  max: Num,
  measure: z.enum(['mean', 'median']),
  drop: z.strictObject({ highest: z.int().min(0).max(50), lowest: z.int().min(0).max(50) }),
  atLeast: z.int().min(1).max(5000),
  divisor: Divisor,
});
export type NumericTally = z.infer<typeof NumericTally>;

export function uses(node: NumericTally): Use[] {
  return [{ at: 'group', to: `groups/${node.group}` }, ...ballotUses(node.ballot, node.items.map((item) => item.id))];
}
