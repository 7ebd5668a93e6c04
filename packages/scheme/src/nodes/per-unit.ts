import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { Units } from './indicator-table.ts';
import { figureUse, type Use } from './uses.ts';

/** `points` for each `unit` by which a figure lies above or below `from` (R30: per year of age, per percentage point, per person). Points may be negative; `cap` bounds the size of the result. */
export const PerUnit = z.strictObject({
  kind: z.literal('per_unit'),
  ...nodeBase,
  input: Id,
  side: z.enum(['above', 'below']),
  from: Num,
  unit: Num,
  points: Num,
  units: Units,
  cap: Num.optional(),
});
export type PerUnit = z.infer<typeof PerUnit>;

export function uses(node: PerUnit): Use[] {
  return [figureUse('input', node.input)];
}
