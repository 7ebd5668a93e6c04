import { z } from 'zod';
import { Id, MonthDay, Num, Text } from './common.ts';
import { Condition } from './condition.ts';
import { GroupPart, MeetingValidity, OnlySubjects, Rates } from './electorate.ts';
import { RESULT_ACTIONS, UseEffect, UseMemory } from './result-use.ts';
import { QUESTION_KINDS, SECTION_KINDS, STAGES } from './stages.ts';

/** 考题: one content item of the scheme. `parent` makes the tree; order is the order of the list. `points` bounds what a bonus or deduction may give. */
export const Question = z.strictObject({
  id: Id,
  kind: z.enum(QUESTION_KINDS),
  title: Text,
  guidance: Text.optional(),
  parent: Id.optional(),
  /** role that records or scores it */
  owner: Id.optional(),
  points: z.strictObject({ min: Num, max: Num }).optional(),
  source: z.string().max(300).optional(),
});
export type Question = z.infer<typeof Question>;

/** One section of the report form. `question` ties an answer section to its 必答题; `titles` are headings under which Word files keep it. */
export const ReportSection = z.strictObject({
  id: Id,
  kind: z.enum(SECTION_KINDS),
  title: Text,
  hint: Text.optional(),
  question: Id.optional(),
  required: z.boolean(),
  titles: z.array(z.string().min(1).max(60)).max(20),
});
export type ReportSection = z.infer<typeof ReportSection>;

/** A check of the report: `check` is `id@version` of packages/report-checks or of a plugin. */
export const CheckRule = z.strictObject({
  id: Id,
  check: z.string().regex(/^[a-z][a-z0-9.-]*@\d+$/),
  level: z.enum(['block', 'advise']),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type CheckRule = z.infer<typeof CheckRule>;

export const ReportRules = z.strictObject({
  sections: z.array(ReportSection).min(1).max(40),
  checks: z.array(CheckRule).max(40),
  /** days for which the accepted report stays open to the circle after the meeting; 0 = not published */
  publishedDays: z.int().min(0).max(365),
});
export type ReportRules = z.infer<typeof ReportRules>;

/** 把关: one step of the vetting chain. `role` is a role id of core or plugin; `days` is the time it has. */
export const VettingStep = z.strictObject({ id: Id, title: Text, role: Id, days: z.int().min(1).max(60) });
export type VettingStep = z.infer<typeof VettingStep>;

export const MeetingRules = z.strictObject({
  mode: z.enum(['stage', 'written']),
  order: z.enum(['lot', 'listed']),
  minutes: z.int().min(1).max(60),
  /** one debrief, one comment (R-F2) */
  comment: z.strictObject({ required: z.boolean(), role: Id }),
  /** share of entitled heads that must be present before voting opens, 0..1 */
  quorum: Num,
  /** whether voting opens for all at once or for one subject after another; the clerk chooses when left out */
  rounds: z.enum(['together', 'each']).optional(),
  validity: MeetingValidity.optional(),
});
export type MeetingRules = z.infer<typeof MeetingRules>;

/** 评议主体. `small` says what happens when fewer than K_ANONYMITY people are entitled: merged into another group, or declared as named (R-F3). */
export const EvaluatorGroup = z.strictObject({
  id: Id,
  title: Text,
  selector: Text,
  minHeads: z.int().min(1).max(5000),
  ballot: Id,
  small: z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('merge'), into: Id }),
    z.strictObject({ rule: z.literal('named') }),
  ]),
  rates: Rates.optional(),
  composition: z.array(GroupPart).min(1).max(6).optional(),
});
export type EvaluatorGroup = z.infer<typeof EvaluatorGroup>;

/** What a mark is given on: options with the points each gives (R16, R17), `anchor` the behaviour that deserves it; or, without options, a number from a `range` in steps (R21). */
export const Scale = z.strictObject({
  id: Id,
  options: z.array(z.strictObject({ id: Id, title: Text, points: Num, anchor: Text.optional() })).max(6),
  range: z.strictObject({ min: Num.min(0), max: Num.max(1000), step: Num }).optional(),
}).refine((scale) => (scale.range ? scale.options.length === 0 : scale.options.length >= 2), { path: ['options'] });
export type Scale = z.infer<typeof Scale>;

/** 测评票. `only` restricts an item to some of the subjects, as where some are rated on a second matter (R22). Item `overall` is an item like others, on its own scale if the scheme says so. A blank item is an abstention and leaves the divisor `valid`. */
export const BallotForm = z.strictObject({
  id: Id,
  title: Text,
  items: z.array(z.strictObject({ id: Id, title: Text, scale: Id, question: Id.optional(), required: z.boolean(), only: OnlySubjects.optional() })).min(1).max(30),
  remarks: z.boolean(),
});
export type BallotForm = z.infer<typeof BallotForm>;

/** A rule of result use (R-H2): which act follows a grade (or an outcome outside the distribution), by whom and within how many days after the result is final. What else it names must hold too: condition, memory over years, a mark or a list that was hit. */
export const ResultRule = z.strictObject({
  id: Id,
  title: Text,
  grades: z.array(Id).min(1),
  action: z.enum(RESULT_ACTIONS),
  role: Id.optional(),
  withinDays: z.int().min(0).max(365).optional(),
  outcomes: z.array(Id).max(10).optional(),
  when: Condition.optional(),
  memory: UseMemory.optional(),
  marks: z.array(Id).max(10).optional(),
  lists: z.array(Id).max(10).optional(),
  stars: z.strictObject({ min: z.int().min(0), max: z.int().min(0) }).optional(),
  effect: UseEffect.optional(),
});
export type ResultRule = z.infer<typeof ResultRule>;

export const Rectification = z.strictObject({
  /** default days by level: 立行立改 限期 长期 */
  days: z.strictObject({ now: z.int().min(1).max(60), limited: z.int().min(1).max(365), long: z.int().min(1).max(1095) }),
  listWithinDays: z.int().min(1).max(90),
  circularEveryDays: z.int().min(7).max(365),
  /** share of closed items drawn for a spot check, 0..1 */
  spotCheckShare: Num,
  /** days after closing from which an item may be drawn, 0 = at once; 90 when left out (R-I6) */
  spotCheckAfterDays: z.int().min(0).max(365).optional(),
  satisfaction: z.boolean(),
});
export type Rectification = z.infer<typeof Rectification>;

/** Earliest start and last day of a stage. */
export const CalendarEntry = z.strictObject({ id: z.enum(STAGES), opens: MonthDay, due: MonthDay });
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** A fact of the assessee that conditions may use. */
export const Fact = z.strictObject({ id: Id, title: Text, type: z.enum(['number', 'boolean', 'text']), unit: Text.optional(), source: z.string().min(1).max(200) });
export type Fact = z.infer<typeof Fact>;
