import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';

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
