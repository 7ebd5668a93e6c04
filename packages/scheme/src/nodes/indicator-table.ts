import { z } from 'zod';
import { Id, Num, Text } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** How units of an excess are counted: every begun unit, only whole ones, or in proportion (R30). */
export const Units = z.enum(['whole_up', 'whole_down', 'exact']);
export type Units = z.infer<typeof Units>;

const Case = z.strictObject({ id: Id, title: Text, points: Num });

/** How the entry of an item becomes a deduction (R29, R30): its size, in multiples of `step`; any deduction loses the item; a share 0..1 of the item; points per unit of what exceeds `over`; how often each case occurred; the points of the level reached. */
export const ItemRule = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('until_used_up'), step: Num.optional() }),
  z.strictObject({ by: z.literal('all_or_nothing') }),
  z.strictObject({ by: z.literal('share') }),
  z.strictObject({ by: z.literal('per_unit'), over: Num, unit: Num, points: Num, units: Units }),
  z.strictObject({ by: z.literal('cases'), cases: z.array(Case).min(1).max(20) }),
  z.strictObject({ by: z.literal('levels'), levels: z.array(Case).min(2).max(10) }),
]);
export type ItemRule = z.infer<typeof ItemRule>;

/** Table of indicators (R04, R27, R29, R30). Figure = `base` (full marks of all items when absent) − Σ deductions, no item losing more than its `max`, not below `min`. `missing` says what an item without an entry means; without any sheet the figure is absent. */
export const IndicatorTable = z.strictObject({
  kind: z.literal('indicator_table'),
  ...nodeBase,
  owner: Id,
  base: Num.optional(),
  min: Num.optional(),
  missing: z.enum(['hold', 'full', 'zero']),
  items: z.array(z.strictObject({ id: Id, title: Text, max: Num, rule: ItemRule, owner: Id.optional(), question: Id.optional() })).min(1).max(120),
});
export type IndicatorTable = z.infer<typeof IndicatorTable>;

export function uses(node: IndicatorTable): Use[] {
  return [{ at: 'owner', role: node.owner }, ...node.items.flatMap((item): Use[] => [
    ...(item.owner ? [{ at: `items/${item.id}/owner`, role: item.owner }] : []),
    ...(item.question ? [{ at: `items/${item.id}/question`, to: `questions/${item.question}` }] : []),
  ])];
}
