import { z } from 'zod';
import { Id, Round, Text } from '../model/common.ts';

/** What every score node has. `level` says what one figure of the node belongs to. */
export const nodeBase = {
  id: Id,
  title: Text,
  level: z.enum(['assessee', 'organisation', 'pool', 'cycle', 'earlier_period']),
  round: Round.optional(),
};

/** What a parent does when an input has no figure (R34). No default: a scheme that says nothing is not published. */
export const Absence = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('zero') }),
  z.strictObject({ rule: z.literal('renormalise') }),
  z.strictObject({ rule: z.literal('hold') }),
  z.strictObject({ rule: z.literal('fallback'), node: Id }),
  /** its weight goes to another input of the same node */
  z.strictObject({ rule: z.literal('merge'), into: Id }),
]);
export type Absence = z.infer<typeof Absence>;

/** What counts are divided by (R18): marks given on the item, valid ballots (blanks stay), ballots returned, heads present, heads due. */
export const Divisor = z.enum(['valid', 'valid_ballots', 'returned', 'present', 'due']);
export type Divisor = z.infer<typeof Divisor>;
