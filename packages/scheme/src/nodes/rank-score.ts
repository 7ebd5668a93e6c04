import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** Place → points (R32): down by `step` points or by `share` of the top per place, never below `min`; from a table by place, `beyond` after its end; or in proportion to the first. */
export const RankConversion = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('step'), top: Num, step: Num, min: Num }),
  z.strictObject({ by: z.literal('step_share'), top: Num, share: Num, min: Num }),
  z.strictObject({ by: z.literal('table'), table: z.array(Num).min(1).max(200), beyond: Num }),
  z.strictObject({ by: z.literal('proportion'), top: Num }),
]);
export type RankConversion = z.infer<typeof RankConversion>;

/** Points for the place that a figure has among those of the same pool or of the whole cycle (R32). Equal figures share a place: `shared` skips the places they take, `dense` does not, `mean` gives each the mean of the places taken. Only objects with a figure are ranked. */
export const RankScore = z.strictObject({
  kind: z.literal('rank_score'),
  ...nodeBase,
  input: Id,
  over: z.enum(['pool', 'cycle']),
  best: z.enum(['high', 'low']),
  ties: z.enum(['shared', 'dense', 'mean']),
  convert: RankConversion,
});
export type RankScore = z.infer<typeof RankScore>;

export function uses(node: RankScore): Use[] {
  return [figureUse('input', node.input)];
}
