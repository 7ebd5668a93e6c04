import { z } from 'zod';
import { Id, Num, Text } from './common.ts';
import { Condition } from './condition.ts';

/** Score band of a grade: from `from` up to the next better band; `inclusive` says whether `from` itself belongs (R37). The worst band has `from` null. */
export const Band = z.strictObject({ id: Id, from: Num.nullable(), inclusive: z.boolean() });

/** Limit on grades in a pool (R38). `share` is 0..1 of the pool's graded heads; `principle` warns and records a reason instead of refusing. */
export const Quota = z.strictObject({
  id: Id,
  title: Text,
  grades: z.array(Id).min(1),
  kind: z.enum(['cap', 'floor']),
  share: Num,
  rounding: z.enum(['down', 'up', 'half_up']),
  strictness: z.enum(['must', 'principle']),
});
export type Quota = z.infer<typeof Quota>;

/** Condition that a grade requires (R40); when it fails the grade falls to `otherwise`. */
export const Gate = z.strictObject({ id: Id, title: Text, grade: Id, requires: Condition, otherwise: Id });
export type Gate = z.infer<typeof Gate>;

/** 一票否决 (R41): when it holds the grade is `grade` at best. */
export const Veto = z.strictObject({ id: Id, title: Text, question: Id, when: Condition, grade: Id });
export type Veto = z.infer<typeof Veto>;

/** Grades best first; grades, bands and quotas refer to each other by id. Ties are broken by `tieBreak` nodes in order, then by the committee. */
export const Grading = z.strictObject({
  grades: z.array(z.strictObject({ id: Id, title: Text })).min(2).max(8),
  bands: z.array(Band).min(2).max(8),
  pool: z.enum(['cycle', 'sector']),
  quotas: z.array(Quota).max(10),
  gates: z.array(Gate).max(20),
  vetoes: z.array(Veto).max(20),
  tieBreak: z.array(Id).max(10),
});
export type Grading = z.infer<typeof Grading>;
