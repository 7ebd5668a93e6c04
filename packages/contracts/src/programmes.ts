import { z } from 'zod';
import { DayText, Id, Instant, May, pageOf, PageQuery } from './common.ts';
import { LATE_KINDS, StageName } from './cycles.ts';

const Year = z.coerce.number().int().min(2000).max(2100);
const SectorId = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const Words = z.union([z.strictObject({ key: z.string() }), z.strictObject({ text: z.string() })]);

export const PROGRAMME_STATES = ['draft', 'issued', 'withdrawn'] as const;
const State = z.enum(PROGRAMME_STATES);
/** Most must-answer questions that one level asks in a year (R-B3). */
export const MOST_ASKED = 2;

/** A must-answer question of the year; its id (`q1`, `q2`) follows from its place. */
export const AskedIn = z.strictObject({ title: z.string().trim().min(1).max(200), guidance: z.string().trim().max(1000).default('') });
/** Days that the stages of the cycles below keep: none opens before `earliest`, none ends after `latest`. */
export const StageBounds = z.strictObject({ earliest: DayText.optional(), latest: DayText.optional() });
export const ProgrammeCalendar = z.partialRecord(StageName, StageBounds);
export type ProgrammeCalendar = z.infer<typeof ProgrammeCalendar>;

const content = {
  title: z.string().trim().min(1).max(120),
  /** 文号; '' while it has none */
  number: z.string().trim().max(60).default(''),
  /** word shown beside what comes from it; the beginning of the owner's short name where left out */
  tag: z.string().trim().min(1).max(20).optional(),
  /** sectors that it concerns; none named: all */
  sectors: z.array(SectorId).max(20).default([]),
  periodStart: DayText.optional(), periodEnd: DayText.optional(),
  note: z.string().trim().max(4000).default(''),
  questions: z.array(AskedIn).max(MOST_ASKED).default([]),
  calendar: ProgrammeCalendar.default({}),
  /** organisations that it is addressed to (主送) */
  hostIds: z.array(Id).max(2000).default([]),
};
export const ProgrammeIn = z.strictObject({ orgId: Id, year: z.int().min(2000).max(2100), ...content }).meta({ id: 'ProgrammeIn' });
export type ProgrammeIn = z.infer<typeof ProgrammeIn>;
export const ProgrammePut = z.strictObject(content).meta({ id: 'ProgrammePut' });
export type ProgrammePut = z.infer<typeof ProgrammePut>;
export const ProgrammeWithdrawIn = z.strictObject({ reason: z.string().trim().min(1).max(1000) }).meta({ id: 'ProgrammeWithdrawIn' });

/** Days of an issued order as they shall be from now on, and why. */
export const ProgrammeDaysIn = z.strictObject({ calendar: ProgrammeCalendar, reason: z.string().trim().min(1).max(500) }).meta({ id: 'ProgrammeDaysIn' });
export type ProgrammeDaysIn = z.infer<typeof ProgrammeDaysIn>;
/** `cycles`: running cycles whose calendar changed with it. */
export const ProgrammeDaysMoved = z.object({ version: z.int(), stages: z.int(), cycles: z.int() }).meta({ id: 'ProgrammeDaysMoved' });
export type ProgrammeDaysMoved = z.infer<typeof ProgrammeDaysMoved>;

export const ProgrammeItem = z.object({
  id: Id, orgId: Id, orgName: z.string(), year: z.int(), title: z.string(), number: z.string(), tag: z.string(), state: State, sectors: z.array(z.string()), periodStart: DayText, periodEnd: DayText,
  issuedAt: Instant.nullable(), withdrawnAt: Instant.nullable(), withdrawReason: z.string(), version: z.int(), may: May,
}).meta({ id: 'ProgrammeItem' });
export type ProgrammeItem = z.infer<typeof ProgrammeItem>;
export const ProgrammesPage = pageOf(ProgrammeItem).meta({ id: 'ProgrammesPage' });
export const ProgrammesQuery = z.strictObject({ ...PageQuery.shape, year: Year.optional(), state: State.optional(), orgId: Id.optional() });

/** A host that the asker acts for: its cycle, and what it may do. */
export const AddressedOut = z.object({ hostId: Id, hostName: z.string(), cycleId: Id.nullable(), acknowledged: z.boolean(), /** days were moved and the host took no note yet */ unseenChange: z.boolean(), may: May });
export const ProgrammeOut = z.object({
  ...ProgrammeItem.shape,
  note: z.string(), calendar: ProgrammeCalendar,
  /** changes of its days since it was issued, oldest first */
  changes: z.array(z.object({ at: Instant, by: z.string(), reason: z.string(), cycles: z.int(), moves: z.array(z.object({ stage: StageName, before: StageBounds, after: StageBounds })) })),
  questions: z.array(z.object({ id: z.string(), title: z.string(), guidance: z.string() })),
  /** to whom it is addressed; null for readers below who are not the office */
  hosts: z.array(z.object({ id: Id, name: z.string() })).nullable(),
  addressed: z.array(AddressedOut),
}).meta({ id: 'Programme' });
export type ProgrammeOut = z.infer<typeof ProgrammeOut>;
export const ProgrammeIssued = z.object({ state: State, version: z.int(), hosts: z.int() }).meta({ id: 'ProgrammeIssued' });
export const ProgrammeWithdrawn = z.object({ state: State, version: z.int(), running: z.int() }).meta({ id: 'ProgrammeWithdrawn' });

/** Organisations below an owner to which a programme can be addressed; `proposed`: an office works there or it ran a cycle before. */
export const ProgrammeCandidatesQuery = z.strictObject({ ...PageQuery.shape, orgId: Id, q: z.string().max(60).optional(), proposed: z.enum(['1']).optional() });
export const ProgrammeCandidate = z.object({ id: Id, name: z.string(), depth: z.int(), proposed: z.boolean() }).meta({ id: 'ProgrammeCandidate' });
export type ProgrammeCandidate = z.infer<typeof ProgrammeCandidate>;
export const ProgrammeCandidatesPage = pageOf(ProgrammeCandidate).meta({ id: 'ProgrammeCandidates' });

/** Days of a host's cycle under its programmes: those of its schemes, drawn into the bounds of every programme of its line. */
export const HostCalendarOut = z.object({
  stages: z.array(z.object({ stage: StageName, opens: DayText, due: DayText, earliest: DayText.nullable(), latest: DayText.nullable(), by: z.string().nullable() })),
}).meta({ id: 'ProgrammeHostCalendar' });
export type HostCalendarOut = z.infer<typeof HostCalendarOut>;
export const ProgrammeHostParam = z.strictObject({ id: Id, hostId: Id });
/** A cycle from a programme in one step; `calendar` are days of the host's own, within the bounds. */
export const ProgrammeCycleIn = z.strictObject({
  hostId: Id, title: z.string().trim().min(1).max(120).optional(), calendar: z.partialRecord(StageName, z.strictObject({ opens: DayText.optional(), due: DayText.optional() })).default({}),
}).meta({ id: 'ProgrammeCycleIn' });
export type ProgrammeCycleIn = z.infer<typeof ProgrammeCycleIn>;
/** `proposed` assessees stand in the list, to be confirmed; `missing` units have none by the rules. */
export const ProgrammeCycleOut = z.object({ id: Id, proposed: z.int(), missing: z.int() }).meta({ id: 'ProgrammeCycle' });
export type ProgrammeCycleOut = z.infer<typeof ProgrammeCycleOut>;

/** Where the cycle of a host stands, `none` before it has one. */
export const HOST_STAGES = ['none', ...StageName.options] as const;
export const ProgrammeReports = z.object({ assessees: z.int(), none: z.int(), draft: z.int(), returned: z.int(), vetting: z.int(), accepted: z.int(), late: z.int() });
export const ProgrammeHostRow = z.object({
  hostId: Id, hostName: z.string(), cycleId: Id.nullable(), stage: z.enum(HOST_STAGES), due: DayText.nullable(), lateDays: z.int(),
  reports: ProgrammeReports,
  /** what is late beside reports, and of which kind most is */
  acts: z.object({ late: z.int(), most: z.object({ kind: z.enum(LATE_KINDS), late: z.int() }).nullable() }),
  /** step of vetting at which most reports of the host wait */
  pile: z.object({ role: z.string(), title: Words, waiting: z.int(), late: z.int() }).nullable(),
  reminded: z.object({ on: DayText, times: z.int() }).nullable(),
}).meta({ id: 'ProgrammeHostRow' });
export type ProgrammeHostRow = z.infer<typeof ProgrammeHostRow>;
/** `under`: an organisation (city, county) below which the hosts lie; `step`: role of a vetting step at which reports wait; `late`: something is overdue. */
export const ProgrammeHostsQuery = z.strictObject({
  ...PageQuery.shape, sector: SectorId.optional(), stage: z.enum(HOST_STAGES).optional(), under: Id.optional(), late: z.enum(['1']).optional(), step: z.string().max(60).optional(), q: z.string().max(60).optional(),
});
export type ProgrammeHostsQuery = z.infer<typeof ProgrammeHostsQuery>;
export const ProgrammeHostsPage = pageOf(ProgrammeHostRow).meta({ id: 'ProgrammeHosts' });

/** `asked`: assessees × questions in the cycles below that carry them; `answered`: reports handed in with words under the question. */
export const MustAnswerOut = z.object({ asked: z.int(), answered: z.int(), questions: z.array(z.object({ id: z.string(), title: z.string(), asked: z.int(), answered: z.int() })) }).meta({ id: 'ProgrammeMustAnswer' });
export type MustAnswerOut = z.infer<typeof MustAnswerOut>;
export const ProgrammeOverviewQuery = z.strictObject({ sector: SectorId.optional(), under: Id.optional() });
export const ProgrammeOverview = z.object({
  hosts: z.int(), opened: z.int(), notOpened: z.int(), lateHosts: z.int(),
  stages: z.array(z.object({ stage: z.enum(HOST_STAGES), hosts: z.int(), late: z.int() })),
  reports: ProgrammeReports,
  /** vetting steps over all cycles, most waiting first */
  piles: z.array(z.object({ role: z.string(), title: Words, waiting: z.int(), late: z.int(), hosts: z.int() })),
  /** what is late beside reports in all cycles, most first */
  acts: z.array(z.object({ kind: z.enum(LATE_KINDS), late: z.int(), hosts: z.int() })),
  /** hosts with most overdue reports */
  worst: z.array(z.object({ hostId: Id, hostName: z.string(), cycleId: Id, late: z.int(), assessees: z.int() })),
  /** organisations directly below the owner, to narrow the view */
  areas: z.array(z.object({ id: Id, name: z.string(), hosts: z.int() })),
  mustAnswer: MustAnswerOut,
}).meta({ id: 'ProgrammeOverview' });
export type ProgrammeOverview = z.infer<typeof ProgrammeOverview>;

/** Which hosts to remind: the late ones among these, or all who are late. */
export const HostRemindIn = z.strictObject({ hostIds: z.array(Id).min(1).max(2000).optional(), note: z.string().trim().max(200).default('') }).meta({ id: 'ProgrammeRemindIn' });
export type HostRemindIn = z.infer<typeof HostRemindIn>;
