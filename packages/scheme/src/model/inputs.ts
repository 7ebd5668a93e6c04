import { z } from 'zod';
import { Id, Num } from './common.ts';

const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/;

/** An exact figure as text: `12` or `56/3`. */
export const ExactText = z.string().regex(/^-?\d+(\/[1-9]\d*)?$/).max(400);

/** Sealed counts of one group for one assessee: heads due and present, ballots issued, returned, valid, and marks per item and option. `blank` = left empty; a mark is an option, or a number on items that ask for one. */
export const GroupTally = z.strictObject({
  due: z.int().min(0),
  present: z.int().min(0),
  issued: z.int().min(0),
  returned: z.int().min(0),
  valid: z.int().min(0),
  items: z.record(Id, z.strictObject({
    options: z.record(Id, z.int().min(0)), blank: z.int().min(0),
    /** marks that are numbers (R21): mark as decimal text → how often */
    values: z.record(z.string().regex(DECIMAL), z.int().min(0)).optional(),
    /** the same where only sum and number were sealed */
    total: z.strictObject({ sum: ExactText, count: z.int().min(0) }).optional(),
  })),
});
export type GroupTally = z.infer<typeof GroupTally>;

/** A decision of fault tolerance (容错, R-H3) by which a deduction does not count: the id of its ground, and its day. The deduction itself stays as it was recorded. */
export const Waived = z.strictObject({ ground: z.string().min(1).max(64), on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) });
export type Waived = z.infer<typeof Waived>;

/** A recorded bonus, deduction or veto event. `matter` groups events of one matter; points are given as a positive size; `by` is whose act it was (`self` when absent; R41); `level` is its place on the ladder of an event ledger (R28). */
export const EventInput = z.strictObject({ question: Id, matter: z.string().max(200), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), points: Num, by: Id.optional(), level: Id.optional(), waived: Waived.optional() });
export type EventInput = z.infer<typeof EventInput>;

/** Where an object's figure stands among those ranked with it: `place` with the places that equals take, `dense` without, `tied` how many share it (itself included), `of` how many are ranked, `best` the first's figure. */
export const Standing = z.strictObject({ place: z.int().min(1), dense: z.int().min(1), tied: z.int().min(1), of: z.int().min(1), best: ExactText });
export type Standing = z.infer<typeof Standing>;

/** A figure of another object, as computed; null where that object has none. */
export const ForeignFigure = z.strictObject({ from: z.string().min(1).max(80), figure: ExactText.nullable() });
export type ForeignFigure = z.infer<typeof ForeignFigure>;

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
  /** `periods` node → period → entry */
  periods: z.record(Id, z.record(Id, Num)).optional(),
  /** `equal_share` node → its tasks with their marks, null while unmarked */
  tasks: z.record(Id, z.array(z.strictObject({ title: z.string().max(200).optional(), mark: Id.nullable() })).max(200)).optional(),
  /** `rank_score` node → standing; written by the evaluation of the whole cycle */
  places: z.record(Id, Standing).optional(),
  /** `reference` node → the figures it takes; written by the evaluation of the whole cycle */
  around: z.record(Id, z.array(ForeignFigure).max(200_000)).optional(),
  /** figures frozen in earlier years, by node */
  earlier: z.array(z.strictObject({ year: z.int(), figures: z.record(Id, ExactText.nullable()) })).max(30).optional(),
  /** node that deducts item by item → item → the decision by which what it deducts does not count (R-H3) */
  waived: z.record(Id, z.record(Id, Waived)).optional(),
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
