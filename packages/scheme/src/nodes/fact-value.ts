import { z } from 'zod';
import { Id } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** A declared fact as a figure: a number as it is, yes and no as 1 and 0. Absent when the fact is not known. */
export const FactValue = z.strictObject({
  kind: z.literal('fact_value'),
  ...nodeBase,
  fact: Id,
});
export type FactValue = z.infer<typeof FactValue>;

export function uses(node: FactValue): Use[] {
  return [{ at: 'fact', to: `facts/${node.fact}` }];
}
