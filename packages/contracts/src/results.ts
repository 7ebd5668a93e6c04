import { z } from 'zod';
import { DayText, Id, Instant, May, pageOf, PageQuery } from './common.ts';
import { TalkRecord } from './result-use.ts';

const Exact = z.object({ exact: z.string(), shown: z.string() });
const TextRef = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
const Words = z.string().trim().min(1).max(4000);
const GradeId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Coded = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });
const Move = z.object({ at: Instant, by: z.string(), from: z.string(), to: z.string(), reason: z.string() });

export const ResultState = z.enum(['computed', 'decided', 'published', 'final']);

/** A star rating with the lines that make it (R43); `held` says why there is none. */
const StarsOut = z.object({ stars: z.number().int().nullable(), held: z.string().nullable(), lines: z.array(z.object({ code: z.string(), stars: z.number(), params: z.record(z.string(), z.union([z.string(), z.number()])) })) });

/** One assessee on the board. `computed` is what the rules give, `grade` what the committee decided (null before). `distance`: points to the next better score line, null when none is missing. */
export const BoardMember = z.object({
  assesseeId: Id, personName: z.string(), orgName: z.string(), post: z.string(), sector: z.string(),
  state: ResultState.nullable(), score: Exact.nullable(), rank: z.number().int().nullable(), computed: z.string().nullable(), grade: z.string().nullable(),
  reason: z.string(), decidedBy: z.string(), held: z.array(z.string()), distance: Exact.nullable(), lastYear: z.string().nullable(),
  vetoes: z.array(z.object({ veto: z.string(), question: z.string(), grade: z.string() })), tied: z.boolean(), moves: z.array(Move), components: z.record(z.string(), z.string().nullable()),
  may: May,
  /** outcome outside the distribution (R39); what bars the better grades; items of negative lists; marks beside the grade */
  outcome: z.string().nullable().default(null), ceilings: z.array(z.string()).default([]), lists: z.array(z.object({ list: z.string(), kind: z.enum(['notes', 'blocks']), questions: z.array(z.string()) })).default([]), marks: z.array(z.string()).default([]), fixed: z.boolean().default(false),
  /** conditions of a grade that do not hold, or of which a figure is missing, and what is left; quotas that left no place in the better grade */
  gates: z.array(z.object({ gate: z.string(), grade: z.string(), otherwise: z.string(), state: z.enum(['fails', 'unknown']) })).default([]), pushed: z.array(z.object({ id: z.string(), from: z.string(), to: z.string() })).default([]),
  /** star rating by the grade in force, with the lines that make it (R43); null where the scheme has none */
  stars: StarsOut.nullable().default(null),
  /** what the steps of the chain said, and whose turn it is (R46); null where the scheme has no steps */
  chain: z.object({ next: z.string().nullable(), said: z.array(z.object({ step: z.string(), grade: z.string(), from: z.string().nullable(), reason: z.string(), by: z.string(), day: DayText })) }).nullable().default(null),
});
export type BoardMember = z.infer<typeof BoardMember>;

export const BoardQuota = z.object({
  id: z.string(), title: TextRef, kind: z.enum(['cap', 'floor']), strictness: z.enum(['must', 'principle']), grades: z.array(z.string()), share: z.number(), rounding: z.enum(['down', 'up', 'half_up']),
  limit: z.number().int(), used: z.number().int(), broken: z.boolean(), line: z.object({ assesseeId: Id, score: Exact }).nullable(), ties: z.array(z.object({ ids: z.array(Id), places: z.number().int() })), reason: z.string(),
});
export type BoardQuota = z.infer<typeof BoardQuota>;

export const Leniency = z.object({ group: z.string(), title: TextRef, assessees: z.number().int(), mean: Exact, others: Exact.nullable(), diff: Exact.nullable() });

/** A pool of results that are graded together. `quotas` count the grades in force: decided where decided, else computed. */
export const BoardPool = z.object({
  id: z.string(), sectors: z.array(z.string()), size: z.number().int(), graded: z.number().int(), computedAt: Instant.nullable(),
  grades: z.array(z.object({ id: z.string(), title: TextRef, from: z.number().nullable(), inclusive: z.boolean(), count: z.number().int() })),
  components: z.array(z.object({ id: z.string(), title: TextRef })),
  quotas: z.array(BoardQuota), members: z.array(BoardMember), leniency: z.array(Leniency), warnings: z.array(Coded), infeasible: z.array(Coded),
  questions: z.record(z.string(), TextRef),
  /** by what the pool is made, beside its sectors */
  parts: z.array(z.object({ of: z.enum(['sector', 'org_kind', 'fact']), title: TextRef.nullable(), value: z.string() })).default([]), merged: z.boolean().default(false), free: z.boolean().default(false), unsorted: z.boolean().default(false),
  /** forced distribution: places and grades in force, best first */
  distribution: z.object({ id: z.string(), title: TextRef, strictness: z.enum(['must', 'principle']), reason: z.string(), grades: z.array(z.object({ grade: z.string(), parts: z.number(), places: z.number().int(), used: z.number().int() })), ties: z.array(z.object({ ids: z.array(Id), places: z.number().int() })) }).nullable().default(null),
  outcomes: z.array(z.object({ id: z.string(), title: TextRef, effect: z.string(), count: z.number().int() })).default([]),
  marks: z.array(z.object({ id: z.string(), title: TextRef, count: z.number().int(), tied: z.number().int(), /** over this year and those before that are on record */ years: z.object({ from: z.number().int(), persons: z.number().int(), times: z.number().int() }).nullable().default(null) })).default([]),
  rules: z.record(z.string(), TextRef).default({}),
  /** figures by which equals are told apart, in order; empty: the committee decides */
  tieBreak: z.array(TextRef).default([]),
  /** steps of the chain that makes a grade final (R46) */
  steps: z.array(z.object({ id: z.string(), title: TextRef, role: z.string(), may: z.enum(['propose', 'change', 'confirm']), reason: z.enum(['on_change', 'always']) })).default([]),
  /** limits over all pools and several years (R38): `used` of `base` have one of the grades; `missing` is how many more or fewer it takes */
  system: z.array(z.object({ id: z.string(), title: TextRef, kind: z.enum(['cap', 'floor']), strictness: z.enum(['must', 'principle']), grades: z.array(z.string()), from: z.number().int(), to: z.number().int(), used: z.number().int(), base: z.number().int(), share: Exact.nullable(), target: z.number(), missing: z.number().int(), broken: z.boolean() })).default([]),
  /** groups whose ballots look alike for several assessees; never those too small to show */
  runs: z.array(z.object({ group: z.string(), title: TextRef, kind: z.enum(['unanimous', 'identical']), assessees: z.number().int(), of: z.number().int() })).default([]),
});
export type BoardPool = z.infer<typeof BoardPool>;
export const BoardOut = z.object({ cycleId: Id, stage: z.string(), pools: z.array(BoardPool), may: May }).meta({ id: 'GradingBoard' });
export type BoardOut = z.infer<typeof BoardOut>;

export const ComputeOut = z.object({ computed: z.number().int(), unchanged: z.number().int(), held: z.number().int() }).meta({ id: 'ComputeOut' });
export type ComputeOut = z.infer<typeof ComputeOut>;

/** Grades of the committee; who is not named keeps the computed grade, so an empty list confirms the whole pool. */
export const DecisionsIn = z.strictObject({
  pool: z.string().min(1).max(64),
  decisions: z.array(z.strictObject({ assesseeId: Id, grade: GradeId, reason: z.string().max(2000).default('') })).max(2000),
  quotaReasons: z.record(z.string().max(64), z.string().max(2000)).default({}),
  /** step of the chain that speaks, for schemes that have one; the one whose turn it is when absent */
  step: GradeId.optional(),
}).meta({ id: 'DecisionsIn' });
export type DecisionsIn = z.infer<typeof DecisionsIn>;
export const DecisionsOut = z.object({ decided: z.number().int() }).meta({ id: 'DecisionsOut' });

const Num = z.number().min(-1_000_000).max(1_000_000);
export const WhatIfIn = z.strictObject({
  pool: z.string().min(1).max(64),
  weights: z.array(z.strictObject({ node: GradeId, input: GradeId, weight: Num })).max(100).default([]),
  bands: z.array(z.strictObject({ grade: GradeId, from: Num })).max(8).default([]),
  quotas: z.array(z.strictObject({ quota: GradeId, share: Num })).max(10).default([]),
  distribution: z.array(z.strictObject({ grade: GradeId, parts: Num })).max(8).default([]),
  withoutGroups: z.array(GradeId).max(20).default([]),
}).meta({ id: 'WhatIfIn' });
export type WhatIfIn = z.infer<typeof WhatIfIn>;
const FromTo = <T extends z.ZodType>(of: T) => z.object({ from: of.nullable(), to: of.nullable() });
export const WhatIfOut = z.object({
  before: z.record(z.string(), z.number().int()), after: z.record(z.string(), z.number().int()),
  moved: z.array(z.object({ assesseeId: Id, personName: z.string(), score: FromTo(Exact), grade: FromTo(z.string()) })),
}).meta({ id: 'WhatIfOut' });
export type WhatIfOut = z.infer<typeof WhatIfOut>;

/** Score of one assessee, explained (R-G2, R-G7). `explained` and `contrast` are the trees of packages/scoring; `contrast` is null for the best grade. */
export const ScoreOut = z.object({
  assesseeId: Id, cycleId: Id, personName: z.string(), orgName: z.string(), post: z.string(), sector: z.string(), year: z.number().int(),
  number: z.number().int(), state: ResultState, computedAt: Instant, score: Exact.nullable(), computed: z.string().nullable(), grade: z.string().nullable(), reason: z.string(), versionReason: z.string(), finalOn: DayText.nullable(),
  rank: z.number().int().nullable(), poolSize: z.number().int(), grades: BoardPool.shape.grades, quotas: z.array(BoardQuota), dots: z.array(z.object({ score: Exact, grade: z.string(), mine: z.boolean() })),
  explained: z.unknown(), contrast: z.unknown(), questions: z.record(z.string(), TextRef), titles: z.record(z.string(), TextRef), options: z.record(z.string(), TextRef),
  layers: z.record(z.string(), z.object({ tag: TextRef, owner: TextRef })), inputsHash: z.string(), schemeHash: z.string(), engine: z.string(), recomputes: z.boolean(),
  versions: z.array(z.object({ number: z.number().int(), score: z.string().nullable(), grade: z.string().nullable(), versionReason: z.string(), computedAt: Instant })),
  /** null where the scheme has no stars, or does not show them to the person */
  stars: StarsOut.nullable().default(null),
  /** what voters wrote, five or more together and shuffled; null where the asker does not see any */
  remarks: z.array(z.string()).nullable().default(null),
  publicity: z.object({ running: z.boolean(), ends: DayText.nullable() }), may: May,
}).meta({ id: 'ExplainedScore' });
export type ScoreOut = z.infer<typeof ScoreOut>;

export const OpinionOut = z.object({
  assesseeId: Id, personName: z.string(), orgName: z.string(), grade: z.string().nullable(), gradeTitle: TextRef.nullable(), achievements: z.string(), problems: z.string(), demands: z.string(), state: z.enum(['none', 'draft', 'approved']), approvedBy: z.string(), version: z.number().int(), may: May,
}).meta({ id: 'Opinion' });
export type OpinionOut = z.infer<typeof OpinionOut>;
export const OpinionsOut = z.object({ items: z.array(OpinionOut) }).meta({ id: 'Opinions' });
export const OpinionsDraftOut = z.object({ drafted: z.number().int() }).meta({ id: 'OpinionsDraft' });
export const OpinionIn = z.strictObject({ achievements: Words, problems: Words, demands: z.string().trim().max(4000).default('') }).meta({ id: 'OpinionIn' });
export type OpinionIn = z.infer<typeof OpinionIn>;

export const PublicityOut = z.object({
  cycleId: Id, title: z.string(), hostName: z.string(), from: DayText.nullable(), ends: DayText.nullable(), running: z.boolean(), final: z.boolean(),
  items: z.array(z.object({ assesseeId: Id, personName: z.string(), orgName: z.string(), post: z.string(), grade: z.string(), gradeTitle: TextRef, gradeRank: z.number().int(), grades: z.number().int() })), may: May,
}).meta({ id: 'Publicity' });
export type PublicityOut = z.infer<typeof PublicityOut>;

export const ObjectionOut = z.object({
  id: Id, cycleId: Id, assesseeId: Id, personName: z.string(), orgName: z.string(), raisedName: z.string(), raisedAt: Instant, text: z.string(), state: z.enum(['open', 'upheld', 'rejected']), decision: z.string(), decidedBy: z.string(), version: z.number().int(), may: May,
}).meta({ id: 'Objection' });
export type ObjectionOut = z.infer<typeof ObjectionOut>;
export const ObjectionsPage = pageOf(ObjectionOut).meta({ id: 'ObjectionsPage' });
export const ObjectionsQuery = z.strictObject({ ...PageQuery.shape, cycleId: Id, state: z.enum(['open', 'upheld', 'rejected']).optional() });
export const ObjectionIn = z.strictObject({ assesseeId: Id, text: Words }).meta({ id: 'ObjectionIn' });
/** `upheld` re-checks the result: a new version from the inputs as they are now; `grade` is the committee's grade for it, the computed one when absent. */
export const ObjectionDecisionIn = z.strictObject({ upheld: z.boolean(), decision: Words, grade: GradeId.optional() }).meta({ id: 'ObjectionDecisionIn' });

export const LettersIn = z.strictObject({
  /** `{{year}}` and `{{n}}` stand for the year and the running number */
  numberPattern: z.string().trim().min(1).max(50).regex(/\{\{n\}\}/).optional(),
  first: z.number().int().min(1).max(9999).optional(),
  issuedOn: DayText.optional(),
  signer: z.string().trim().min(1).max(60).optional(),
}).meta({ id: 'LettersIn' });
export type LettersIn = z.infer<typeof LettersIn>;
export const JobRefOut = z.object({ jobId: Id }).meta({ id: 'JobRef' });
export const LetterOut = z.object({
  id: Id, cycleId: Id, kind: z.enum(['feedback', 'circular']), number: z.string(), assesseeId: Id.nullable(), personName: z.string(), orgName: z.string(), issuedOn: DayText, receivedOn: DayText.nullable(), version: z.number().int(), may: May,
}).meta({ id: 'Letter' });
export type LetterOut = z.infer<typeof LetterOut>;
export const LettersOut = z.object({ items: z.array(LetterOut) }).meta({ id: 'Letters' });
export const LettersQuery = z.strictObject({ cycleId: Id, kind: z.enum(['feedback', 'circular']).optional() });

/** `void`: no longer follows, after the result was corrected. */
export const ActionStateText = z.enum(['open', 'done', 'void']);
export const ActionOut = z.object({
  id: Id, cycleId: Id, assesseeId: Id, personName: z.string(), orgName: z.string(), grade: z.string(), gradeTitle: TextRef, rule: z.string(), title: TextRef, action: z.string(), role: z.string().nullable(), due: DayText.nullable(), lateDays: z.number().int(), state: ActionStateText, doneOn: DayText.nullable(), record: z.string(), version: z.number().int(), may: May,
  /** pay as a share of the full pay, a bonus in yuan, points of a flow; whom a pairing joins with this one; true where a figure or fact is missing and somebody has to look */
  amount: Exact.nullable(), partners: z.array(z.string()), undecided: z.boolean(),
  /** record of a talk, and the item of the ledger that came of it */
  talk: TalkRecord.nullable(), problemId: Id.nullable(),
}).meta({ id: 'ActionItem' });
export type ActionOut = z.infer<typeof ActionOut>;
export const ActionsPage = pageOf(ActionOut).meta({ id: 'ActionItemsPage' });
/** `late`: open ones whose last day has passed; `q` a part of name, organisation or record. */
export const ActionFilters = z.strictObject({ cycleId: Id, action: z.string().max(40).optional(), state: ActionStateText.optional(), late: z.enum(['1']).optional(), q: z.string().max(60).optional() });
export type ActionFilters = z.infer<typeof ActionFilters>;
export const ActionsQuery = z.strictObject({ ...PageQuery.shape, ...ActionFilters.shape });
export const ActionDoneIn = z.strictObject({ record: Words, doneOn: DayText.optional() }).meta({ id: 'ActionDoneIn' });
