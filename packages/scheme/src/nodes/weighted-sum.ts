import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { Absence, nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** Σ figure × weight ÷ `total` (R24). Weights must sum to `total`; an input's id is the id of the node it takes. `absence` may be missing in a draft, never when published. */
export const WeightedSum = z.strictObject({
  kind: z.literal('weighted_sum'),
  ...nodeBase,
  total: Num,
  inputs: z.array(z.strictObject({ id: Id, weight: Num, absence: Absence.optional() })).min(1).max(40),
});
export type WeightedSum = z.infer<typeof WeightedSum>;

export function uses(node: WeightedSum): Use[] {
  return node.inputs.flatMap((input) => inputUses(node.id, input));
}

/** An input that takes a figure and says what its absence means. */
export function inputUses(node: string, { id, absence }: { readonly id: string; readonly absence?: Absence | undefined }): Use[] {
  const own = figureUse(`inputs/${id}`, id);
  if (absence?.rule === 'fallback') return [own, figureUse(`inputs/${id}/absence/node`, absence.node)];
  return absence?.rule === 'merge' ? [own, { at: `inputs/${id}/absence/into`, to: `score/nodes/${node}/inputs/${absence.into}` }] : [own];
}
