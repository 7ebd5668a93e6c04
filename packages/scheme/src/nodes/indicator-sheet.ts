import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** Sheet of indicators: full marks `max` per item, the owner records the deduction; an item is deducted until used up or lost whole (R29). Figure = Σ remaining marks. */
export const IndicatorSheet = z.strictObject({
  kind: z.literal('indicator_sheet'),
  ...nodeBase,
  owner: Id,
  items: z.array(z.strictObject({ id: Id, title: Text, max: Num, deduction: z.enum(['until_used_up', 'all_or_nothing']), question: Id.optional() })).min(1).max(80),
});
export type IndicatorSheet = z.infer<typeof IndicatorSheet>;

export function uses(node: IndicatorSheet): Use[] {
  return [{ at: 'owner', role: node.owner }, ...node.items.flatMap((item): Use[] => (item.question ? [{ at: `items/${item.id}/question`, to: `questions/${item.question}` }] : []))];
}
