import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { figureUse, type Use } from './uses.ts';

/** A figure as corrected by a check after it was reported or voted (R36): the owner's correction, within bounds, is added or takes its place. Without a correction the figure stands, or the result waits for the check. */
export const Corrected = z.strictObject({
  kind: z.literal('corrected'),
  ...nodeBase,
  input: Id,
  owner: Id,
  mode: z.enum(['add', 'replace']),
  min: Num,
  max: Num,
  none: z.enum(['keep', 'hold']),
});
export type Corrected = z.infer<typeof Corrected>;

export function uses(node: Corrected): Use[] {
  return [figureUse('input', node.input), { at: 'owner', role: node.owner }];
}
