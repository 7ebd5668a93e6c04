import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';

/** Mean points of one evaluator group's marks (R17, R18), on the scale's own range. Several items are weighted (weights sum to 100). Blank marks leave `valid`, stay in the other divisors. */
export const Tally = z.strictObject({
  kind: z.literal('tally'),
  ...nodeBase,
  group: Id,
  ballot: Id,
  items: z.array(z.strictObject({ id: Id, weight: Num })).min(1).max(30),
  divisor: z.enum(['valid', 'returned', 'present', 'due']),
});
export type Tally = z.infer<typeof Tally>;
