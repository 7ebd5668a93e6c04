import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** Π (figure ÷ `per`) (R25): a score with one or more results as coefficients; `per` 100 turns a percentage into a coefficient. A missing factor holds the figure, makes it zero or counts as one, as `absent` says. */
export const Product = z.strictObject({
  kind: z.literal('product'),
  ...nodeBase,
  inputs: z.array(z.strictObject({ id: Id, per: Num, absent: z.enum(['hold', 'zero', 'neutral']) })).min(2).max(10),
});
export type Product = z.infer<typeof Product>;

export function uses(node: Product): Use[] {
  return node.inputs.map(({ id }) => figureUse(`inputs/${id}`, id));
}
