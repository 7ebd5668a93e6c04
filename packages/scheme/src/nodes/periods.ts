import { z } from 'zod';
import { Id, Num } from '../model/common.ts';
import { nodeBase } from './base.ts';
import { RankConversion } from './rank-score.ts';
import type { Use } from './uses.ts';

/** Ids that the periods of each rhythm may have. */
export const PERIOD_IDS: Readonly<Record<'month' | 'two_months' | 'quarter' | 'half_year', readonly string[]>> = {
  month: Array.from({ length: 12 }, (_, at) => `m${at + 1}`),
  two_months: Array.from({ length: 6 }, (_, at) => `b${at + 1}`),
  quarter: ['q1', 'q2', 'q3', 'q4'],
  half_year: ['h1', 'h2'],
};

/** Roll-up of the year's periods (R32): mean, sum, mean of the best `count`, weighted (weights sum to 100) or the last. Entries lie within bounds, or are places turned into points by `convert`. A period without an entry holds, counts as zero or is left out; fewer than `atLeast` entries make the figure absent. */
export const Periods = z.strictObject({
  kind: z.literal('periods'),
  ...nodeBase,
  owner: Id,
  cadence: z.enum(['month', 'two_months', 'quarter', 'half_year']),
  min: Num,
  max: Num,
  periods: z.array(z.strictObject({ id: Id, weight: Num.optional() })).min(1).max(12),
  measure: z.discriminatedUnion('by', [
    z.strictObject({ by: z.enum(['mean', 'sum', 'weighted', 'last']) }),
    z.strictObject({ by: z.literal('best'), count: z.int().min(1).max(12) }),
  ]),
  missing: z.enum(['hold', 'zero', 'leave_out']),
  atLeast: z.int().min(1).max(12),
  convert: RankConversion.optional(),
});
export type Periods = z.infer<typeof Periods>;

export function uses(node: Periods): Use[] {
  return [{ at: 'owner', role: node.owner }];
}
