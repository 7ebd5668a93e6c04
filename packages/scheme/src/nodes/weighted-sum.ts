import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Absence, nodeBase } from './base.ts';

/** Σ figure × weight ÷ `total` (R24). Weights must sum to `total`; an input's id is the id of the node it takes. `absence` may be missing in a draft, never when published. */
export const WeightedSum = z.strictObject({
  kind: z.literal('weighted_sum'),
  ...nodeBase,
  total: Num,
  inputs: z.array(z.strictObject({ id: Id, weight: Num, absence: Absence.optional() })).min(1).max(40),
});
export type WeightedSum = z.infer<typeof WeightedSum>;
