import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Absence, nodeBase } from './base.ts';
import { inputUses } from './weighted-sum.ts';
import type { Use } from './uses.ts';

/** Σ figure ÷ `full` × `points` (R08, R24): each part earns up to its fixed points, whatever its own full marks. Points must sum to `total`; absence is declared per part as in `weighted_sum`. */
export const PointsSum = z.strictObject({
  kind: z.literal('points_sum'),
  ...nodeBase,
  total: Num,
  inputs: z.array(z.strictObject({ id: Id, full: Num, points: Num, absence: Absence.optional() })).min(1).max(40),
});
export type PointsSum = z.infer<typeof PointsSum>;

export function uses(node: PointsSum): Use[] {
  return node.inputs.flatMap((input) => inputUses(node.id, input));
}
