import { STAGES } from '@shuping/scheme';
import { z } from 'zod';
import { DayText, Id, Instant, May, pageOf, PageQuery, PeriodText } from './common.ts';
import { UpgradeChangeOut, UpgradeEffectOut } from './schemes.ts';

export const StageName = z.enum(STAGES);
const Params = z.record(z.string(), z.union([z.string(), z.number()]));
const Year = z.coerce.number().int().min(2000).max(2100);
const Words = z.union([z.strictObject({ key: z.string() }), z.strictObject({ text: z.string() })]);

export const CycleItem = z.object({
  id: Id, year: z.int(), period: PeriodText, title: z.string(), hostId: Id, hostName: z.string(), stage: StageName, periodStart: DayText, periodEnd: DayText, publicityEnds: DayText.nullable(), version: z.int(), may: May,
}).meta({ id: 'CycleItem' });
export type CycleItem = z.infer<typeof CycleItem>;
export const CyclesPage = pageOf(CycleItem).meta({ id: 'CyclesPage' });
export const CyclesQuery = z.strictObject({ ...PageQuery.shape, hostId: Id.optional(), year: Year.optional(), stage: StageName.optional() });

/** A cycle of a host for a year, or for a `period` that ends in it; the days are those of the calendar unless said otherwise. */
export const CycleIn = z.strictObject({ hostId: Id, year: z.int().min(2000).max(2100), period: PeriodText.optional(), title: z.string().trim().min(1).max(120).optional(), periodStart: DayText.optional(), periodEnd: DayText.optional() }).meta({ id: 'CycleIn' });
export type CycleIn = z.infer<typeof CycleIn>;

/** A condition of opening the next stage, held ones included; worded by its code. */
export const GuardOut = z.object({ code: z.string(), holds: z.boolean(), params: Params }).meta({ id: 'CycleGuard' });
export const RailItem = z.object({ stage: StageName, state: z.enum(['done', 'now', 'next']), done: z.int(), all: z.int(), late: z.int(), opens: DayText.nullable(), due: DayText.nullable() }).meta({ id: 'CycleRailItem' });
export type RailItem = z.infer<typeof RailItem>;

/** A unit or holder that is not assessed: `code` says why the rules leave it out, `reasonCode` and `reason` what the office said; `explained` false keeps the cycle in planning. */
export const MissingOut = z.object({
  orgId: Id, orgName: z.string(), sector: z.string(), personId: Id.nullable(), personName: z.string().nullable(), code: z.string(), params: Params, reasonCode: z.string(), reason: z.string(), explained: z.boolean(),
}).meta({ id: 'CycleMissing' });
export type MissingOut = z.infer<typeof MissingOut>;
export const CoverageOut = z.object({ sectors: z.array(z.object({ sector: z.string(), units: z.int(), included: z.int(), missing: z.int() })), missing: z.array(MissingOut) }).meta({ id: 'CycleCoverage' });

export const CycleOverview = z.object({
  ...CycleItem.shape,
  previousCycleId: Id.nullable(),
  publicityFrom: DayText.nullable(),
  schemes: z.array(z.object({ sector: z.string(), hash: z.string(), title: Words })),
  rail: z.array(RailItem),
  next: z.object({ stage: StageName, guards: z.array(GuardOut) }).nullable(),
  /** programme above that it answers to */
  programme: z.object({ id: Id, title: z.string(), owner: z.string(), withdrawn: z.boolean() }).nullable(),
  /** null for readers outside the host's office, as are the counts */
  coverage: CoverageOut.nullable(),
  counts: z.record(z.string(), z.int()).nullable(),
  entries: z.array(z.object({ stage: StageName, at: Instant, by: z.string(), reason: z.string() })),
}).meta({ id: 'CycleOverview' });
export type CycleOverview = z.infer<typeof CycleOverview>;

export const ProposedOut = z.object({ orgId: Id, orgName: z.string(), sector: z.string(), personId: Id, personName: z.string(), appointmentId: Id, post: z.string(), from: DayText });
export const ProposalOut = z.object({ proposed: z.array(ProposedOut), missing: z.array(MissingOut.pick({ orgId: true, orgName: true, sector: true, personId: true, personName: true, code: true, params: true })) }).meta({ id: 'CycleProposal' });
export type ProposalOut = z.infer<typeof ProposalOut>;

/** Why a unit is left out: the codes of the rules, or words of the office. */
export const REASON_CODES = ['coverage.vacant', 'coverage.short-tenure', 'coverage.no-scheme', 'coverage.left-post', 'coverage.elsewhere', 'coverage.other'] as const;
const Include = z.array(z.strictObject({ orgId: Id, personId: Id, appointmentId: Id })).max(5000);
const Exclude = z.array(z.strictObject({ orgId: Id, personId: Id.nullable().default(null), reasonCode: z.enum(REASON_CODES), reason: z.string().trim().max(500).default('') })).max(5000);
/** The whole list; while the cycle is planned, who is not named is taken off it. */
export const AssesseesIn = z.strictObject({ include: Include, exclude: Exclude }).meta({ id: 'AssesseesIn' });
export type AssesseesIn = z.infer<typeof AssesseesIn>;
/** What was changed; who is not named stays as he is. `remove` takes a decision back, so that the unit is open again. */
export const AssesseeChangesIn = z.strictObject({
  include: Include.default([]), exclude: Exclude.default([]), remove: z.array(z.strictObject({ orgId: Id, personId: Id.nullable().default(null) })).max(5000).default([]),
}).meta({ id: 'AssesseeChangesIn' });
export type AssesseeChangesIn = z.infer<typeof AssesseeChangesIn>;
export const ConfirmedOut = z.object({ included: z.int(), excluded: z.int(), unexplained: z.int(), version: z.int() }).meta({ id: 'AssesseesConfirmed' });

/** Newer versions of the schemes that a cycle holds: every difference, and what moving to them does to the reports. `scheme` is the version held, by which places are named. */
export const CycleUpgradeOut = z.object({
  items: z.array(z.object({ sector: z.string(), from: z.string(), to: z.string(), changes: z.array(UpgradeChangeOut), scheme: z.unknown(), effect: UpgradeEffectOut })), version: z.int(), may: May,
}).meta({ id: 'CycleUpgrade' });
export type CycleUpgradeOut = z.infer<typeof CycleUpgradeOut>;
export const ReopenIn = z.strictObject({ to: StageName, reason: z.string().max(1000) }).meta({ id: 'CycleReopenIn' });
export const StageOut = z.object({ stage: StageName, version: z.int(), publicityEnds: DayText.nullable() }).meta({ id: 'CycleStage' });

export const STANDINGS = ['none', 'draft', 'returned', 'vetting', 'accepted'] as const;
export const AssesseesQuery = z.strictObject({
  ...PageQuery.shape, state: z.enum(STANDINGS).optional(), late: z.enum(['1']).optional(), sector: z.string().max(40).optional(), q: z.string().max(60).optional(), excluded: z.enum(['1']).optional(),
});
export const AssesseesExportQuery = AssesseesQuery.extend({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
export const AssesseeRow = z.object({
  id: Id, orgId: Id, orgName: z.string(), personId: Id.nullable(), personName: z.string(), appointmentId: Id.nullable(), post: z.string(), sector: z.string(), position: z.int(), included: z.boolean(), reasonCode: z.string(), reason: z.string(),
  /** null where the reader may not see where the report stands */
  report: z.object({
    id: Id.nullable(), state: z.enum(STANDINGS), number: z.int(), words: z.int(), blocking: z.int(), advising: z.int(), openComments: z.int(),
    vetting: z.object({ step: z.int(), of: z.int(), title: Words.nullable(), role: z.string().nullable() }).nullable(),
  }).nullable(),
  due: DayText.nullable(), lateDays: z.int(),
  /** last day on which somebody was reminded of it, and how often in all */
  reminded: z.object({ on: DayText, times: z.int() }).nullable(), may: May,
}).meta({ id: 'AssesseeRow' });
export type AssesseeRow = z.infer<typeof AssesseeRow>;
export const AssesseesPage = pageOf(AssesseeRow).meta({ id: 'AssesseesPage' });

export const AssesseeOut = z.object({
  ...AssesseeRow.shape, cycle: CycleItem, scheme: z.object({ hash: z.string(), title: Words }).nullable(),
  facts: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
}).meta({ id: 'Assessee' });
export type AssesseeOut = z.infer<typeof AssesseeOut>;

/** Whom to remind: the late ones among these, or all who are late. */
export const RemindIn = z.strictObject({ assesseeIds: z.array(Id).min(1).max(5000).optional(), note: z.string().trim().max(200).default('') }).meta({ id: 'RemindIn' });
export type RemindIn = z.infer<typeof RemindIn>;
/** What is late in a cycle beside its reports: talks, other acts of results, applications for tolerance, ledger items past their day, ledger items without measures, letters not acknowledged. */
export const LATE_KINDS = ['talk', 'act', 'tolerance', 'problem', 'list', 'letter'] as const;
export type LateKind = (typeof LATE_KINDS)[number];
/** `state` of the record says for whom it waits; `title` is a problem's, or the act's code; `items` are those longest late, `kinds` count all. */
export const LateActsOut = z.object({
  kinds: z.array(z.object({ kind: z.enum(LATE_KINDS), count: z.int() })),
  items: z.array(z.object({
    kind: z.enum(LATE_KINDS), id: Id, state: z.string(), personName: z.string(), orgName: z.string(), due: DayText, lateDays: z.int(), title: z.string(), role: z.string(), reminded: z.object({ on: DayText, times: z.int() }).nullable(),
  })),
  may: May,
}).meta({ id: 'CycleLateActs' });
export type LateActsOut = z.infer<typeof LateActsOut>;
/** Which late acts to remind of; all where none is named. */
export const RemindActsIn = z.strictObject({ ids: z.array(Id).min(1).max(5000).optional(), note: z.string().trim().max(200).default('') }).meta({ id: 'RemindActsIn' });
export type RemindActsIn = z.infer<typeof RemindActsIn>;
/** `already`: reminded today before; `inTime`: nothing of theirs is late. */
export const RemindedOut = z.object({ sent: z.int(), already: z.int(), inTime: z.int() }).meta({ id: 'Reminded' });
export type RemindedOut = z.infer<typeof RemindedOut>;
