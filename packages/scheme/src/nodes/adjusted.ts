import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** Base figure plus signed accounts, kept within bounds (R27). Absent when the base is. */
export const Adjusted = z.strictObject({
  kind: z.literal('adjusted'),
  ...nodeBase,
  base: Id,
  accounts: z.array(Id).max(10),
  min: Num.optional(),
  max: Num.optional(),
});
export type Adjusted = z.infer<typeof Adjusted>;

export function uses(node: Adjusted): Use[] {
  return [figureUse('base', node.base), ...node.accounts.map((id) => figureUse(`accounts/${id}`, id))];
}
