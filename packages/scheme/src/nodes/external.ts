import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** A figure taken over from another appraisal (R26), within bounds, with its source named. */
export const External = z.strictObject({
  kind: z.literal('external'),
  ...nodeBase,
  min: Num,
  max: Num,
  source: z.string().min(1).max(200),
  owner: Id,
});
export type External = z.infer<typeof External>;

export function uses(node: External): Use[] {
  return [{ at: 'owner', role: node.owner }];
}
