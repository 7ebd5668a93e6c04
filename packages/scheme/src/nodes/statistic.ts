import { z } from 'zod';
import { Id } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** Mean, median, minimum or maximum of several figures or of one owner's repeated entries (R32, R35). `drop` removes that many from each end first; fewer than `atLeast` figures make it absent. */
export const Statistic = z.strictObject({
  kind: z.literal('statistic'),
  ...nodeBase,
  measure: z.enum(['mean', 'median', 'min', 'max']),
  inputs: z.array(z.strictObject({ id: Id })).min(1).max(60),
  drop: z.strictObject({ highest: z.int().min(0).max(5), lowest: z.int().min(0).max(5) }),
  atLeast: z.int().min(1).max(60),
});
export type Statistic = z.infer<typeof Statistic>;

export function uses(node: Statistic): Use[] {
  return node.inputs.map(({ id }) => figureUse(`inputs/${id}`, id));
}
