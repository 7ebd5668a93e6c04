import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { ballotUses, type Use } from './uses.ts';

/** The option with the most marks takes all (R17: a ballot that comes out 优秀 earns the full points). Options that are not listed do not compete; `ties` says which of equally many counts, or that nobody's does. */
export const Prevailing = z.strictObject({
  kind: z.literal('prevailing'),
  ...nodeBase,
  group: Id,
  ballot: Id,
  item: Id,
  points: z.array(z.strictObject({ id: Id, points: Num })).min(1).max(6),
  ties: z.enum(['better', 'worse', 'mean', 'hold']),
});
export type Prevailing = z.infer<typeof Prevailing>;

export function uses(node: Prevailing): Use[] {
  return [{ at: 'group', to: `groups/${node.group}` }, ...ballotUses(node.ballot, [node.item])];
}
