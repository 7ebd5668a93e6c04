import { z } from 'zod';
import { DayText, Id, Instant, May, OrgPathText, pageOf, PageQuery } from './common.ts';

export const ProblemSourceText = z.enum(['self', 'comment', 'superior', 'public', 'inspection', 'check', 'carried', 'talk', 'common']);
export const ProblemStateText = z.enum(['found', 'planned', 'submitted', 'closed', 'carried']);
export const ProblemLevelText = z.enum(['now', 'limited', 'long']);
export const ProblemLight = z.enum(['overdue', 'soon', 'running', 'closed']);
export const EntryKind = z.enum(['found', 'plan', 'progress', 'proof', 'submit', 'verify', 'send_back', 'reopen', 'carry', 'received', 'drawn', 'held', 'failed', 'joined', 'asked', 'unlinked']);
/** Where the item stands with the last spot check: drawn by lot and still to be checked, found in order, or failed and so reopened. */
export const SpotCheck = z.enum(['drawn', 'held', 'failed']);
/** Members asked before closing and how many of them were content. */
export const SatisfactionText = z.strictObject({ asked: z.number().int().min(1).max(100_000), satisfied: z.number().int().min(0).max(100_000) }).refine(({ asked, satisfied }) => satisfied <= asked, { path: ['satisfied'] });

const LONG = z.string().trim().max(2000);
const REASON = z.string().trim().min(1).max(500);

/** A row of the ledger. `lateDays` counts days past the deadline, `daysLeft` those to it; `repeatOf` is the like item of last year. */
export const ProblemRow = z.object({
  id: Id, cycleId: Id, assesseeId: Id, orgId: Id, orgName: z.string(), personId: Id, personName: z.string(), number: z.number().int(),
  source: ProblemSourceText, title: z.string(), state: ProblemStateText, level: ProblemLevelText.nullable(), deadline: DayText.nullable(),
  light: ProblemLight, lateDays: z.number().int(), daysLeft: z.number().int().nullable(), proofs: z.number().int(), repeatOf: Id.nullable(), reopened: z.number().int(), spot: SpotCheck.nullable(),
  /** measure of the host under which it stands with like items of other units (R-I3) */
  commonId: Id.nullable(),
  version: z.number().int(), may: May,
}).meta({ id: 'ProblemRow' });
export type ProblemRow = z.infer<typeof ProblemRow>;
export const ProblemsPage = pageOf(ProblemRow).extend({ total: z.number().int().optional() }).meta({ id: 'ProblemsPage' });

/** Filters of the ledger; `due` picks by traffic light, `mine` the asker's own items, `q` a part of title, unit or name. */
export const ProblemFilters = z.strictObject({
  cycleId: Id.optional(), state: ProblemStateText.optional(), due: ProblemLight.optional(), source: ProblemSourceText.optional(), orgId: Id.optional(), assesseeId: Id.optional(),
  q: z.string().max(60).optional(), mine: z.enum(['1', '0']).optional(), repeat: z.enum(['1', '0']).optional(), spot: SpotCheck.optional(),
});
export type ProblemFilters = z.infer<typeof ProblemFilters>;
export const ProblemsQuery = z.strictObject({ ...PageQuery.shape, ...ProblemFilters.shape });
export type ProblemsQuery = z.infer<typeof ProblemsQuery>;
export const LedgerExportQuery = z.strictObject({ ...ProblemFilters.shape, lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
export type LedgerExportQuery = z.infer<typeof LedgerExportQuery>;

export const ProblemHistoryEntry = z.object({ id: Id, number: z.number().int(), kind: EntryKind, text: z.string(), byName: z.string(), at: Instant, files: z.array(z.object({ id: Id, name: z.string() })) }).meta({ id: 'ProblemHistoryEntry' });
const Linked = z.object({ id: Id, cycleId: Id, title: z.string(), state: ProblemStateText }).nullable();

/** One item with its whole history; `deadlines` are the days the scheme gives each level when planned today. */
export const ProblemOut = ProblemRow.extend({
  detail: z.string(), cause: z.string(), measure: z.string(), owner: z.string(), answerable: z.string(), foundOn: DayText, closedOn: DayText.nullable(), closedBy: z.string(), orgPath: OrgPathText,
  /** what members said before it was closed; `asksMembers` when the scheme wants them asked */
  satisfaction: z.object({ asked: z.number().int(), satisfied: z.number().int() }).nullable(), asksMembers: z.boolean(),
  deadlines: z.object({ now: DayText, limited: DayText, long: DayText }), carriedFrom: Linked, carriedTo: Linked, repeats: Linked, common: Linked,
  /** items that this measure of the host stands for */
  members: z.array(z.object({ id: Id, orgName: z.string(), personName: z.string(), title: z.string(), state: ProblemStateText })), history: z.array(ProblemHistoryEntry),
}).meta({ id: 'ProblemItem' });
export type ProblemOut = z.infer<typeof ProblemOut>;

/** Entered by hand by the office. */
export const ProblemIn = z.strictObject({ assesseeId: Id, source: z.enum(['superior', 'public', 'inspection', 'check']), title: z.string().trim().min(1).max(200), detail: LONG.default('') }).meta({ id: 'ProblemIn' });
export type ProblemIn = z.infer<typeof ProblemIn>;
/** Without `deadline` the scheme's days of the level count from today. */
export const PlanIn = z.strictObject({
  cause: LONG.min(1), measure: LONG.min(1), owner: z.string().trim().min(1).max(60), answerable: z.string().trim().min(1).max(60), level: ProblemLevelText, deadline: DayText.optional(),
}).meta({ id: 'ProblemPlanIn' });
export type PlanIn = z.infer<typeof PlanIn>;
export const ProgressIn = z.strictObject({ text: LONG.min(1), files: z.array(Id).max(20).default([]) }).meta({ id: 'ProblemProgressIn' });
export type ProgressIn = z.infer<typeof ProgressIn>;
export const NoteIn = z.strictObject({ text: z.string().trim().max(500).default('') }).meta({ id: 'NoteIn' });
export const VerifyIn = z.strictObject({ text: z.string().trim().max(500).default(''), satisfaction: SatisfactionText.optional() }).meta({ id: 'ProblemVerifyIn' });
export type VerifyIn = z.infer<typeof VerifyIn>;
/** Result of a spot check; one that fails says why and reopens the item. */
export const SpotCheckIn = z.strictObject({ holds: z.boolean(), text: z.string().trim().max(500).default('') }).meta({ id: 'SpotCheckIn' });
export type SpotCheckIn = z.infer<typeof SpotCheckIn>;
export const ReasonIn = z.strictObject({ reason: REASON }).meta({ id: 'ProblemReasonIn' });

/** Like items of several units that nobody has raised yet, offered as one (R-I3). */
export const CommonGroupOut = z.object({ title: z.string(), orgs: z.number().int(), members: z.array(z.object({ id: Id, orgId: Id, orgName: z.string(), personName: z.string(), title: z.string(), state: ProblemStateText })) });
export const CommonOut = z.object({ cycleId: Id, groups: z.array(CommonGroupOut), raised: z.array(ProblemRow.extend({ members: z.number().int(), closed: z.number().int() })), may: May }).meta({ id: 'CommonProblems' });
export type CommonOut = z.infer<typeof CommonOut>;
/** A group that the office confirms, by the name it gives it; it becomes a measure of the host itself. */
export const RaiseIn = z.strictObject({ title: z.string().trim().min(1).max(200), detail: LONG.default(''), members: z.array(Id).min(2).max(500) }).meta({ id: 'RaiseCommonIn' });
export type RaiseIn = z.infer<typeof RaiseIn>;

export const CarryIn = z.strictObject({ toCycleId: Id }).meta({ id: 'CarryIn' });
/** `carried` and `received` count both ends over all runs and are equal; `moved` is this run; `left` stays where it is, with the reason. */
export const CarryOut = z.object({ carried: z.number().int(), received: z.number().int(), moved: z.number().int(), left: z.array(z.object({ id: Id, title: z.string(), orgName: z.string(), reason: z.string() })) }).meta({ id: 'CarryOut' });
export type CarryOut = z.infer<typeof CarryOut>;

/** Closed share as the exact fraction and as printed per cent; null without any item. */
const Rate = z.object({ exact: z.string(), shown: z.string() }).nullable();
const Counts = { opened: z.number().int(), closed: z.number().int(), carried: z.number().int(), running: z.number().int(), soon: z.number().int(), overdue: z.number().int(), reopened: z.number().int(), repeated: z.number().int(), rate: Rate };
export const RectificationOut = z.object({
  cycleId: Id, total: z.object(Counts), units: z.array(z.object({ orgId: Id, orgName: z.string(), ...Counts })), sources: z.array(z.object({ source: ProblemSourceText, count: z.number().int() })),
  may: May,
}).meta({ id: 'RectificationRates' });
export type RectificationOut = z.infer<typeof RectificationOut>;

/** One draw by lot: from the items of a sector that were closed and not yet drawn, sorted by id, with the seed that repeats it. */
export const SpotDraw = z.object({
  id: Id, sector: z.string(), number: z.number().int(), seed: z.string(), share: z.number(), pool: z.array(Id), drawn: z.array(Id), waiting: z.number().int(), held: z.number().int(), failed: z.number().int(),
  byName: z.string(), at: Instant,
}).meta({ id: 'SpotDraw' });
export type SpotDraw = z.infer<typeof SpotDraw>;
export const SpotDrawsOut = z.object({ items: z.array(SpotDraw), may: May }).meta({ id: 'SpotDraws' });
export type SpotDrawsOut = z.infer<typeof SpotDrawsOut>;

export const CommitmentState = z.enum(['made', 'kept', 'partly', 'broken']);
/** 公开承诺, 书记领办项目, 联系点 (R-D3). */
export const CommitmentKind = z.enum(['promise', 'project', 'contact_point']);
export type CommitmentKind = z.infer<typeof CommitmentKind>;
export const CommitmentOut = z.object({ id: Id, cycleId: Id, assesseeId: Id, orgName: z.string(), personName: z.string(), number: z.number().int(), kind: CommitmentKind, text: z.string(), state: CommitmentState, note: z.string(), version: z.number().int(), may: May }).meta({ id: 'Commitment' });
export type CommitmentOut = z.infer<typeof CommitmentOut>;
export const CommitmentsPage = pageOf(CommitmentOut).extend({ total: z.number().int().optional() }).meta({ id: 'CommitmentsPage' });
export const CommitmentsQuery = z.strictObject({ ...PageQuery.shape, cycleId: Id.optional(), assesseeId: Id.optional(), state: CommitmentState.optional(), kind: CommitmentKind.optional(), mine: z.enum(['1', '0']).optional(), q: z.string().max(60).optional() });
export type CommitmentsQuery = z.infer<typeof CommitmentsQuery>;
export const CommitmentIn = z.strictObject({ assesseeId: Id, kind: CommitmentKind.default('promise'), text: LONG.min(1) }).meta({ id: 'CommitmentIn' });
export type CommitmentIn = z.infer<typeof CommitmentIn>;
/** What a promise is: a report only says its words. */
export const CommitmentSort = z.strictObject({ kind: CommitmentKind }).meta({ id: 'CommitmentSort' });
export type CommitmentSort = z.infer<typeof CommitmentSort>;
/** What became of it; anything but kept says why. */
export const CommitmentPatch = z.strictObject({ state: z.enum(['kept', 'partly', 'broken']), note: z.string().trim().max(500).default('') }).meta({ id: 'CommitmentPatch' });
export type CommitmentPatch = z.infer<typeof CommitmentPatch>;
