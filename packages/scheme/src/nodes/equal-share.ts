import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** `points` shared equally over the person's own n tasks or opinions (R31): Σ points ÷ n × coefficient of the mark. An empty list gives `none` (−10 in S54); no list at all is absent; a task without a mark holds or counts as zero. */
export const EqualShare = z.strictObject({
  kind: z.literal('equal_share'),
  ...nodeBase,
  owner: Id,
  points: Num,
  options: z.array(z.strictObject({ id: Id, title: Text, coefficient: Num })).min(1).max(10),
  unmarked: z.enum(['hold', 'zero']),
  none: Num,
});
export type EqualShare = z.infer<typeof EqualShare>;

export function uses(node: EqualShare): Use[] {
  return [{ at: 'owner', role: node.owner }];
}
