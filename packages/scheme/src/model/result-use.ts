import { z } from 'zod';
import { Id, Num, Text } from './common.ts';

/** Acts that follow a result; each is tracked until done. */
export const RESULT_ACTIONS = ['talk', 'award_eligible', 'award_barred', 'rectify', 'train', 'report_upward', 'pay', 'bonus', 'honour', 'pair', 'flow', 'appraisal', 'post', 'study', 'accountability'] as const;

/** Memory over years (R54): the grades or marks in each of `years` years running, this one the last, or in any `times` of them. */
export const UseMemory = z.strictObject({ years: z.int().min(2).max(10), grades: z.array(Id).max(8), marks: z.array(Id).max(10), times: z.int().min(1).max(10).optional() });
export type UseMemory = z.infer<typeof UseMemory>;

/** What a rule of result use gives in figures or fixed effects (R53, R54, R55, R60). `pay`: base + performance × factor of the full pay. `flow` gives an event to the superior's or the responsible head's account. `pair` joins each with up to `each` helped ones of `with`. */
export const UseEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay'), base: Num, performance: Num, factor: Num }),
  z.strictObject({ kind: z.literal('bonus'), amounts: z.array(z.strictObject({ id: Id, posts: z.array(z.string().min(1).max(40)).min(1), amount: Num })).min(1).max(20) }),
  z.strictObject({ kind: z.literal('honour'), what: z.enum(['plaque', 'flag', 'prize']), wording: Text }),
  z.strictObject({ kind: z.literal('pair'), with: z.array(Id).min(1), each: z.int().min(1).max(20) }),
  z.strictObject({ kind: z.literal('flow'), to: z.enum(['superior', 'responsible', 'unit']), question: Id, points: Num }),
  z.strictObject({ kind: z.literal('appraisal'), appraisal: Text, mode: z.enum(['fixed', 'at_best', 'eligible']), grade: Text }),
  z.strictObject({ kind: z.literal('post'), act: z.enum(['replace', 'dismiss', 'recall_vote', 'adjust']) }),
]);
export type UseEffect = z.infer<typeof UseEffect>;
