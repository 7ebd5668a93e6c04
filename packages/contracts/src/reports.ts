import { z } from 'zod';
import { DayText, Id, Instant, May, pageOf, PageQuery, PeriodText } from './common.ts';
import { StepDeputy } from './vetting.ts';

export const REPORT_STATES = ['draft', 'vetting', 'returned', 'accepted'] as const;
const State = z.enum(REPORT_STATES);
const SectionId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
/** Longest text of one section, in UTF-16 units; far above every scheme's limit. */
export const SECTION_LIMIT = 60_000;
const Text = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);
const Params = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

export const ReportSectionText = z.object({ id: SectionId, text: z.string() });
export const Unmatched = z.object({ title: z.string(), text: z.string() });

/** What a check says about a place; `start`/`end` are UTF-16 offsets in the section. Words come from `report.finding.<code>`. */
export const FindingOut = z.object({
  check: z.string(), level: z.enum(['block', 'advise']), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])),
  sectionId: z.string().optional(), start: z.number().int().optional(), end: z.number().int().optional(),
});
export type FindingOut = z.infer<typeof FindingOut>;

/** 屡改屡犯: a ledger item as a question about it names it. */
export const AgainItem = z.object({ id: Id, year: z.number().int(), title: z.string() });
/** Why a question is put to one organisation alone: the item of the year before, and the like one before that (R-I6). */
export const AgainOf = z.object({ first: AgainItem, last: AgainItem });
export type AgainOf = z.infer<typeof AgainOf>;

/** The scheme's form of a report: what the editor shows and the checks in the browser need. */
export const ReportForm = z.object({
  schemeTitle: Text,
  sections: z.array(z.object({ id: z.string(), kind: z.string(), title: Text, hint: Text.optional(), question: z.string().optional(), questionTitle: Text.optional(), required: z.boolean(), /** whose programme asks the question of the section */ askedBy: z.string().optional(), again: AgainOf.optional() })),
  checks: z.array(z.object({ id: z.string(), check: z.string(), level: z.enum(['block', 'advise']), params: Params })),
  mustAnswer: z.array(z.object({ questionId: z.string(), title: Text })),
  publishedDays: z.number().int(),
});
export type ReportForm = z.infer<typeof ReportForm>;

/** A step of the chain as it stands now. */
export const StepOut = z.object({
  id: z.string(), title: Text, role: z.string(), days: z.number().int(), state: z.enum(['done', 'now', 'ahead']), due: DayText.nullable(), mine: z.boolean(),
  /** who stands in for the present step when it is late; null for other steps and for those who do not vet */
  deputy: StepDeputy.nullable(),
  last: z.object({ act: z.enum(['sign', 'return', 'accept', 'pass']), round: z.number().int(), version: z.number().int(), by: z.string(), at: Instant, note: z.string() }).nullable(),
});
export type StepOut = z.infer<typeof StepOut>;

const Head = {
  id: Id, cycleId: Id, assesseeId: Id, personName: z.string(), orgName: z.string(), sector: z.string(), state: State, stepIndex: z.number().int(), round: z.number().int(),
  words: z.number().int(), currentVersion: z.number().int(), submittedAt: Instant.nullable(), publishedUntil: DayText.nullable(), version: z.number().int(), may: May,
};

export const ReportRow = z.object({ ...Head, step: z.object({ title: Text, role: z.string(), due: DayText.nullable(), mine: z.boolean(), /** with its deputy */ handed: z.boolean() }).nullable() }).meta({ id: 'ReportRow' });
export type ReportRow = z.infer<typeof ReportRow>;
export const ReportsPage = pageOf(ReportRow).meta({ id: 'ReportsPage' });
/** `waiting=me`: reports whose step is the asker's to take; `waiting=late`: late ones that the asker may pass to the deputy. `published=true`: reading view. */
export const ReportsQuery = z.strictObject({ ...PageQuery.shape, cycleId: Id.optional(), state: State.optional(), waiting: z.enum(['me', 'late']).optional(), published: z.literal('true').optional(), sort: z.string().max(40).optional() });

export const ReportOut = z.object({
  ...Head, year: z.number().int(), period: PeriodText, cycleTitle: z.string(), form: ReportForm, sections: z.array(ReportSectionText), steps: z.array(StepOut), mine: z.boolean(),
  /** the same person's report of the cycle before, for the check on reused text; the author's and vetters' only */
  lastYear: z.array(z.object({ id: z.string(), kind: z.string(), text: z.string() })).nullable(),
  /** what the last import could not place and still is only in that version */
  unmatched: z.array(Unmatched),
  lastSigned: z.number().int().nullable(),
  /** what was written in sections that the scheme no longer has; for those who write and vet */
  kept: z.array(z.object({ id: z.string(), title: Text.nullable(), text: z.string() })),
}).meta({ id: 'Report' });
export type ReportOut = z.infer<typeof ReportOut>;

/** A writer's text is never refused for what a database cannot keep: U+0000 falls out, half a character becomes U+FFFD. */
const WrittenText = z.string().max(SECTION_LIMIT).overwrite((text) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd'));
export const ReportPut = z.strictObject({ sections: z.array(z.strictObject({ id: SectionId, text: WrittenText })).max(40) }).meta({ id: 'ReportPut' });
export const ReportSaved = z.object({ version: z.number().int(), words: z.number().int() }).meta({ id: 'ReportSaved' });

export const ImportQuery = z.strictObject({ preview: z.literal('true').optional() });
export const ImportOut = z.object({
  sections: z.array(z.object({ id: z.string(), text: z.string(), headings: z.array(z.string()) })), unmatched: z.array(Unmatched),
  warnings: z.array(z.object({ code: z.string(), at: z.string().optional() })), words: z.number().int(), version: z.number().int(), number: z.number().int().nullable(),
}).meta({ id: 'ReportImport' });
export type ImportOut = z.infer<typeof ImportOut>;

/** `tracked`: as tracked changes of Word what is proposed, or what changed since the submission before; for those who write and vet. */
export const WordQuery = z.strictObject({ tracked: z.enum(['changes', 'proposals']).optional() });

export const ChecksOut = z.object({ version: z.number().int(), words: z.number().int(), findings: z.array(FindingOut) }).meta({ id: 'ReportChecks' });
export type ChecksOut = z.infer<typeof ChecksOut>;

export const SignIn = z.strictObject({ note: z.string().trim().max(2000).default('') }).meta({ id: 'ReportSignIn' });
export const ReturnIn = z.strictObject({ reason: z.string().trim().max(2000) }).meta({ id: 'ReportReturnIn' });

export const CommentOut = z.object({
  id: Id, sectionId: z.string(), quote: z.string(), place: z.object({ start: z.number().int(), end: z.number().int() }).nullable(), text: z.string(), author: z.string(), at: Instant,
  resolved: z.boolean(), reply: z.string(), version: z.number().int(), may: May,
}).meta({ id: 'ReportComment' });
export type CommentOut = z.infer<typeof CommentOut>;
export const CommentsOut = z.object({ items: z.array(CommentOut) }).meta({ id: 'ReportComments' });
/** `start`..`end` in the section's present text (UTF-16), at least one character. */
export const CommentIn = z.strictObject({ sectionId: SectionId, start: z.number().int().min(0), end: z.number().int().min(1), text: z.string().trim().min(1).max(2000) }).meta({ id: 'ReportCommentIn' });
export const CommentPatch = z.strictObject({ resolved: z.boolean().optional(), reply: z.string().trim().max(2000).optional() }).meta({ id: 'ReportCommentPatch' });

/** Draft with its round; `cut` is how many characters fewer than the submission before (negative: grew). */
export const VersionOut = z.object({
  number: z.number().int(), kind: z.enum(['saved', 'imported', 'submitted', 'revised']), words: z.number().int(), madeAt: Instant, madeBy: z.string(), round: z.number().int().nullable(), cut: z.number().int().nullable(), unmatched: z.array(Unmatched),
});
export const VersionsOut = z.object({ items: z.array(VersionOut) }).meta({ id: 'ReportVersions' });
export type VersionsOut = z.infer<typeof VersionsOut>;

/** Absent `since`: the version the asker's step last acted on. */
export const ChangesQuery = z.strictObject({ since: z.coerce.number().int().min(1).max(100_000).optional() });
export const ChangesOut = z.object({
  since: z.number().int().nullable(), current: z.number().int(), places: z.number().int(),
  sections: z.array(z.object({ id: z.string(), parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string(), start: z.number().int().nullable(), end: z.number().int().nullable() })) })),
}).meta({ id: 'ReportChanges' });
export type ChangesOut = z.infer<typeof ChangesOut>;

export const PublishReportsOut = z.object({ published: z.number().int(), until: DayText.nullable() }).meta({ id: 'PublishReports' });

/** Payload of `report.accepted`. */
export type ReportAccepted = {
  readonly reportId: string; readonly assesseeId: string; readonly cycleId: string; readonly personId: string; readonly orgPath: string; readonly sector: string; readonly hostId: string;
  readonly sections: readonly { readonly id: string; readonly kind: string; readonly text: string }[];
};
