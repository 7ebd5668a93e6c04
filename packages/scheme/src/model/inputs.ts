import { z } from 'zod';
import { Id, Num } from './common.ts';

/** Sealed counts of one group for one assessee: heads due and present, ballots issued, returned, valid, and marks per item and option. `blank` = left empty. */
export const GroupTally = z.strictObject({
  due: z.int().min(0),
  present: z.int().min(0),
  issued: z.int().min(0),
  returned: z.int().min(0),
  valid: z.int().min(0),
  items: z.record(Id, z.strictObject({ options: z.record(Id, z.int().min(0)), blank: z.int().min(0) })),
});
export type GroupTally = z.infer<typeof GroupTally>;

/** A recorded bonus, deduction or veto event. `matter` groups events of one matter; points are given as a positive size; `by` is whose act it was (`self` when absent; R41). */
export const EventInput = z.strictObject({ question: Id, matter: z.string().max(200), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), points: Num, by: Id.optional() });
export type EventInput = z.infer<typeof EventInput>;

/** Everything a score of one assessee is computed from. A missing key is "no figure", never zero. `merged` maps a group to the group its voters were merged into. */
export const ScoreInputs = z.strictObject({
  facts: z.record(Id, z.union([z.number(), z.boolean(), z.string()])),
  officer: z.record(Id, Num),
  sheets: z.record(Id, z.record(Id, Num)),
  events: z.array(EventInput),
  external: z.record(Id, Num),
  /** group id → tally */
  tallies: z.record(Id, GroupTally),
  merged: z.record(Id, Id),
  pastGrades: z.array(z.strictObject({ year: z.int(), grade: Id })),
  periodEnd: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});
export type ScoreInputs = z.infer<typeof ScoreInputs>;

/** Worked example kept in the scheme (R-B8): `score` is the printed composite, or null where the result is held; `nodes` may state further printed figures. */
export const WorkedExample = z.strictObject({
  id: Id,
  title: z.union([z.strictObject({ key: z.string() }), z.strictObject({ text: z.string() })]),
  inputs: ScoreInputs,
  expect: z.strictObject({ score: z.string().nullable(), grade: Id.nullable(), nodes: z.record(Id, z.string()).optional() }),
});
export type WorkedExample = z.infer<typeof WorkedExample>;
