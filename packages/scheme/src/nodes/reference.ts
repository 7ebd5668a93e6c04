import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** Figures of another object's node (R05, R54, R55): the assessee's organisation; the assessees of an organisation, pool or cycle; the superior or the subordinates at the same level; the other assessees of the same organisation; the pool or the cycle; or the same object in each of the last `years` years. Several are combined; `only` asks for exactly one. `none` says what it means that there is nobody, `missing` what a figure that is not there means. */
export const Reference = z.strictObject({
  kind: z.literal('reference'),
  ...nodeBase,
  node: Id,
  of: z.enum(['organisation', 'members', 'superior', 'subordinates', 'colleagues', 'pool', 'cycle', 'earlier']),
  years: z.int().min(1).max(10).optional(),
  combine: z.enum(['only', 'sum', 'mean', 'min', 'max']),
  factor: Num,
  none: z.enum(['absent', 'zero']),
  missing: z.enum(['hold', 'zero', 'leave_out']),
});
export type Reference = z.infer<typeof Reference>;

/** A figure of an earlier year is frozen: naming it is no step of this evaluation. */
export function uses(node: Reference): Use[] {
  const to = `score/nodes/${node.node}`;
  return [node.of === 'earlier' ? { at: 'node', to } : { at: 'node', to, node: node.node }];
}
