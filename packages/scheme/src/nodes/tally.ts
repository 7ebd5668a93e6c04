import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Divisor, nodeBase } from './base.ts';
import { ballotUses, type Use } from './uses.ts';

/** Mean points of one evaluator group's marks (R17, R18), on the scale's own range. Several items are weighted (weights sum to 100). Blank marks leave `valid`, stay in the other divisors. Marks of the options in `leaves` (不了解) count nowhere and leave whichever divisor it is. */
export const Tally = z.strictObject({
  kind: z.literal('tally'),
  ...nodeBase,
  group: Id,
  ballot: Id,
  items: z.array(z.strictObject({ id: Id, weight: Num })).min(1).max(30),
  divisor: Divisor,
  leaves: z.array(Id).max(3).optional(),
});
export type Tally = z.infer<typeof Tally>;

export function uses(node: Tally): Use[] {
  return [{ at: 'group', to: `groups/${node.group}` }, ...ballotUses(node.ballot, node.items.map((item) => item.id))];
}
