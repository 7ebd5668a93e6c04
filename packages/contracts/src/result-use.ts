import { z } from 'zod';
import { DayText, Id, May, pageOf, PageQuery, PeriodText } from './common.ts';

const TextRef = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
const Words = z.string().trim().min(1).max(4000);
const GroundId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Ground = z.object({ id: GroundId, title: TextRef, what: TextRef.nullable() });

export const ToleranceStateText = z.enum(['filed', 'reviewed', 'approved', 'rejected', 'withdrawn']);

/** A deduction that can be left out of account: an event of the record, or an item of a sheet (`item` '' for events). `points` is what was deducted, or how often for cases. */
export const DeductionOut = z.object({
  kind: z.enum(['event', 'item']), eventId: Id.nullable(), place: z.string(), item: z.string(), title: TextRef, itemTitle: TextRef.nullable(), matter: z.string(), day: DayText.nullable(), points: z.string(),
  /** the live or approved application about it */
  applied: z.object({ id: Id, state: ToleranceStateText }).nullable(),
  /** no ground excuses it, by the scheme */
  never: z.boolean(),
});
export type DeductionOut = z.infer<typeof DeductionOut>;
export const DeductionsOut = z.object({ assesseeId: Id, cycleId: Id, personName: z.string(), orgName: z.string(), orgPath: z.string(), items: z.array(DeductionOut),
  /** what the scheme says of it; null where it takes no applications */
  rules: z.object({ grounds: z.array(Ground), opinionDays: z.number().int(), decisionDays: z.number().int(), decides: z.string() }).nullable(), may: May }).meta({ id: 'Deductions' });
export type DeductionsOut = z.infer<typeof DeductionsOut>;

/** Application of fault tolerance (容错纠错, R-H3). `result` is the number of the version that its approval made, null where it only marked the inputs. */
export const ToleranceOut = z.object({
  id: Id, cycleId: Id, assesseeId: Id, personName: z.string(), orgName: z.string(), orgPath: z.string(), kind: z.enum(['event', 'item']), place: z.string(), item: z.string(), title: TextRef, itemTitle: TextRef.nullable(),
  matter: z.string(), day: DayText.nullable(), points: z.string(), ground: Ground, reason: z.string(), files: z.array(z.object({ id: Id, name: z.string() })), state: ToleranceStateText,
  filedBy: z.string(), filedOn: DayText, supports: z.boolean().nullable(), opinion: z.string(), opinionBy: z.string(), opinionOn: DayText.nullable(), opinionDue: DayText.nullable(), decisionDue: DayText.nullable(), /** role that decides, by the scheme */ decides: z.string(),
  decision: z.string(), decidedBy: z.string(), decidedOn: DayText.nullable(), result: z.number().int().nullable(), version: z.number().int(), may: May,
}).meta({ id: 'Tolerance' });
export type ToleranceOut = z.infer<typeof ToleranceOut>;
export const TolerancesPage = pageOf(ToleranceOut).meta({ id: 'TolerancesPage' });
export const TolerancesQuery = z.strictObject({ ...PageQuery.shape, cycleId: Id, state: ToleranceStateText.optional(), assesseeId: Id.optional() });
export type TolerancesQuery = z.infer<typeof TolerancesQuery>;

export const ToleranceIn = z.strictObject({
  assesseeId: Id,
  deduction: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('event'), eventId: Id }), z.strictObject({ kind: z.literal('item'), node: z.string().min(1).max(64), item: z.string().min(1).max(64) })]),
  ground: GroundId, reason: Words, files: z.array(Id).min(1).max(20),
}).meta({ id: 'ToleranceIn' });
export type ToleranceIn = z.infer<typeof ToleranceIn>;
/** The office's opinion: whether the ground holds, and why. */
export const ToleranceReviewIn = z.strictObject({ supports: z.boolean(), words: Words }).meta({ id: 'ToleranceReviewIn' });
/** `grade` is the committee's grade for a result that is published or final, the computed one when absent. */
export const ToleranceDecisionIn = z.strictObject({ approved: z.boolean(), words: Words, grade: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/).optional() }).meta({ id: 'ToleranceDecisionIn' });
export const ToleranceWithdrawIn = z.strictObject({ words: Words }).meta({ id: 'ToleranceWithdrawIn' });

/** 谈话记录 (R-H2): who talked, when and where, the main points, what the person said, and what was agreed. */
export const TalkRecord = z.strictObject({
  talker: z.string().trim().min(1).max(60), place: z.string().trim().min(1).max(120), points: Words, statement: z.string().trim().max(4000).default(''), agreed: z.string().trim().max(4000).default(''),
}).meta({ id: 'TalkRecord' });
export type TalkRecord = z.infer<typeof TalkRecord>;
export const TalkIn = z.strictObject({ ...TalkRecord.shape, on: DayText }).meta({ id: 'TalkIn' });
export type TalkIn = z.infer<typeof TalkIn>;
/** What was agreed becomes an item of the ledger; the first sentence when no title is given. */
export const TalkProblemIn = z.strictObject({ title: z.string().trim().min(1).max(200) }).meta({ id: 'TalkProblemIn' });
export type TalkProblemIn = z.infer<typeof TalkProblemIn>;

/** One year of a person or organisation, with the names of then (R-H4). `opened` and `closed` count the ledger of that unit in that year. */
export const HistoryYear = z.object({
  resultId: Id, cycleId: Id, cycleTitle: z.string(), hostName: z.string(), assesseeId: Id, year: z.number().int(), period: PeriodText, personId: Id, personName: z.string(), orgId: Id, orgName: z.string(), post: z.string(), sector: z.string(),
  score: z.string().nullable(), grade: z.string(), gradeTitle: TextRef, gradeRank: z.number().int(), grades: z.number().int(), stars: z.number().int().nullable(), versions: z.number().int(), waived: z.number().int(),
  talks: z.number().int(), talksDone: z.number().int(), opened: z.number().int(), closed: z.number().int(), reopened: z.number().int(), finalOn: DayText.nullable(),
});
export type HistoryYear = z.infer<typeof HistoryYear>;
export const HistoryOut = z.object({ of: z.enum(['person', 'organisation']), id: Id, name: z.string(), names: z.array(z.string()), years: z.array(HistoryYear), may: May }).meta({ id: 'ResultHistory' });
export type HistoryOut = z.infer<typeof HistoryOut>;
/** People and organisations with published results in reach, by a part of the name. */
export const HistoryFindQuery = z.strictObject({ q: z.string().trim().min(1).max(60) });
export const HistoryFindOut = z.object({ items: z.array(z.object({ of: z.enum(['person', 'organisation']), id: Id, name: z.string(), about: z.string(), years: z.number().int() })) }).meta({ id: 'ResultHistoryFound' });
export type HistoryFindOut = z.infer<typeof HistoryFindOut>;
/** The table for the yearly cadre assessment: all whose result of the year is published, in reach. */
export const AppraisalQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(2200) });
