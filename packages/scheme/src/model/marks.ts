import { z } from 'zod';
import { Id, Num, Text } from './common.ts';
import { Condition } from './condition.ts';

/** One way to a mark: a place at the top or the bottom of the pool, or a condition. `ties` at the last place are all in, all out, or broken by the declared order only (R44). */
export const MarkRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rank'), id: Id, end: z.enum(['top', 'bottom']), heads: z.int().min(1).max(500), ties: z.enum(['all_in', 'all_out']) }),
  z.strictObject({ kind: z.literal('share'), id: Id, end: z.enum(['top', 'bottom']), share: Num, rounding: z.enum(['down', 'up', 'half_up']), ties: z.enum(['all_in', 'all_out']) }),
  z.strictObject({ kind: z.literal('when'), id: Id, condition: Condition }),
]);
export type MarkRule = z.infer<typeof MarkRule>;

/** Mark beside the grade, such as a flag of the quarter (S18) or a place named on the spot (S47): given by any of `any`, never with one of `not`. `requires` must hold for everybody who gets it. */
export const Mark = z.strictObject({
  id: Id,
  title: Text,
  period: z.enum(['cycle', 'half_year', 'quarter', 'month']),
  any: z.array(MarkRule).min(1).max(20),
  requires: Condition.optional(),
  not: z.array(Id).max(10).optional(),
});
export type Mark = z.infer<typeof Mark>;
