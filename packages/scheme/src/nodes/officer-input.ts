import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import type { Use } from './uses.ts';

/** A figure entered by its owner within bounds (R13): regular knowledge, research, leader's structured mark. */
export const OfficerInput = z.strictObject({
  kind: z.literal('officer_input'),
  ...nodeBase,
  min: Num,
  max: Num,
  owner: Id,
  evidence: z.enum(['none', 'optional', 'required']),
});
export type OfficerInput = z.infer<typeof OfficerInput>;

export function uses(node: OfficerInput): Use[] {
  return [{ at: 'owner', role: node.owner }];
}
