import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Divisor, nodeBase } from './base.ts';
import { ballotUses, type Use } from './uses.ts';

/** Share of the named options among the marks of one item, over one or several groups together, times `full` (R17: support rate, share of 好). Marks of the options in `leaves` (不了解) leave the divisor. */
export const SupportRate = z.strictObject({
  kind: z.literal('support_rate'),
  ...nodeBase,
  groups: z.array(Id).min(1).max(20),
  ballot: Id,
  item: Id,
  options: z.array(Id).min(1).max(6),
  leaves: z.array(Id).max(3),
  divisor: Divisor,
  full: Num,
});
export type SupportRate = z.infer<typeof SupportRate>;

export function uses(node: SupportRate): Use[] {
  return [...node.groups.map((id): Use => ({ at: `groups/${id}`, to: `groups/${id}` })), ...ballotUses(node.ballot, [node.item])];
}
