import { defineEntity, p } from '@mikro-orm/core';
import type { PaperLedger, Grouping, Phase, RoundPhase, RoundSheet, SettledGroup } from '@shuping/domain';
import type { VoidReason } from '@shuping/ballot-box';
import type { GroupTally } from '@shuping/scheme';
import { orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scoped, scopedOrMine, scopedOrMineOrPublished } from '../../platform/persistence/policies.ts';

const MeetingSchema = defineEntity({
  name: 'Meeting',
  tableName: 'meeting',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    publishedTo: p.text().collation('C').default(''),
    cycleId: p.uuid(),
    /** sectors whose assessees debrief, each rated under its own scheme, in the order in which they are heard */
    sectors: p.json<string[]>(),
    title: p.string().length(120),
    place: p.string().length(120).default(''),
    startsAt: p.datetime(),
    phase: p.string().length(20).$type<Phase>(),
    /** seed of the drawn order, kept so that the draw can be repeated in public; '' before the draw */
    drawSeed: p.string().length(40).default(''),
    /** group → heads due, present, slips printed, voided and handed out, tickets given to its class once check-in has closed, slips issued again for lost tickets, how it votes */
    groups: p.json<MeetingGroup[]>(),
    /** phase command → scrutineers who confirmed it */
    confirmations: p.json<Record<string, Confirmation[]>>(),
    /** which subjects are opened together; the rounds follow from it and the agenda */
    grouping: p.json<Grouping>(),
    /** phases of the rounds that have opened */
    roundPhases: p.json<Record<string, RoundPhase>>(),
    /** waves of late-comers in their order */
    waves: p.json<Wave[]>(),
    /** root over the sealed file, '' before the seal */
    sealRoot: p.string().length(64).default(''),
    counts: p.json<SealCounts>().nullable(),
    /** who votes on whom by which ballot, where people are on a roll or not everybody rates everybody; fixed with the first slip, null otherwise */
    plan: p.json<MeetingPlan>().nullable(),
    /** people on the roll may take their entry by their account */
    login: p.boolean().default(false),
    /** 列席: who observes from above, not entitled to vote */
    observers: p.json<Observer[]>().defaultRaw(`'[]'`),
    /** people given sheets of paper instead of a slip, per group, and the ledgers of the sheets */
    paper: p.json<MeetingPaper>(),
    version: version(),
  },
  indexes: [{ name: 'meeting_cycle', properties: ['cycleId'] }, { name: 'meeting_path', properties: ['orgPath'] }],
  ...scopedOrMineOrPublished({ anySector: true }),
});

/** `sectors`: those whose scheme has the group, in whose rounds it votes. */
export type MeetingGroup = { id: string; sectors: string[]; due: number; present: number; printed: number; voided: number; handedOut: number; stamped: number; replaced: number; settled: SettledGroup | null; /** heads present of the parts that must make up a share (R11) */ parts?: Record<string, number>; /** of those who signed in by name: how many are counted with a slip in another group */ twice?: number };
/** `whole`: everybody rates everybody, and the plan only says for what those on the roll get their slips; `tickets`: sheet → class → tickets given, known once check-in has closed; `also`: group → people on the roll whose head is counted in another group; `alike`: classes of which everybody has the same ballots. */
export type MeetingPlan = { whole: boolean; alike?: string[]; sheets: RoundSheet[]; tickets: Record<string, Record<string, number>>; also?: Record<string, number> };
export type Observer = { unit: string; name: string };
/** `group`: the asker's, '' when nobody noted it; `drawn`: the asker was drawn by lot. */
export type FloorQuestion = { group: string; question: string; answer: string; drawn: boolean };
/** `handedOut`: group → people; `kinds`: sheet/class (`ticketName`) → sheets, of classes whose people do not all have the same ballots; `ledgers`: round/class → sheets (`ledgerKey`). */
export type MeetingPaper = { handedOut: Record<string, number>; kinds?: Record<string, number>; ledgers: Record<string, PaperLedger> };
/** Late-comers let in together: heads per group, tickets per class once given, and the rounds that still waited, for which these are (security 2.4 step 3). */
export type Wave = { wave: number; state: 'open' | 'given' | 'void'; heads: Record<string, number>; tickets: Record<string, number>; rounds: string[] };
/** With the first opening of voting each scrutineer gives the public half of a recount key. */
export type Confirmation = { accountId: string; name: string; recountKey?: string };
/** What the seal counted per class, classes folded into others because too few ballots came, and classes whose marks are withheld. `rounds`: ballots back in each, when there were several; `void`: rounds, or single people of a round with several sheets, whose vote does not stand, and `rerun` the meeting that votes on them again. */
export type SealCounts = { readonly named?: string; classes: Record<string, { issued: number; returned: number; uncast: number; replaced?: number }>; merged: Record<string, string>; withheld: string[]; recount?: string; rounds?: Record<string, number>; void?: Record<string, VoidReason>; rerun?: string };

/** 述职评议会 with its phase; holds counts of heads and slips, never a ballot. */
export class MeetingRecord extends MeetingSchema.class {}
MeetingSchema.setClass(MeetingRecord);

const AgendaItemSchema = defineEntity({
  name: 'AgendaItem',
  tableName: 'agenda_item',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    meetingId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    position: p.integer(),
    mode: p.string().length(10).$type<'stage' | 'written'>(),
    spokenSeconds: p.integer().nullable(),
    done: p.boolean().default(false),
    /** asked from the floor after the debrief: by which group, never by whom (R-F2) */
    questions: p.json<FloorQuestion[]>().defaultRaw(`'[]'`),
    version: version(),
  },
  uniques: [{ name: 'agenda_item_once', properties: ['hostId', 'meetingId', 'assesseeId'] }],
  // which rounds a meeting has follows from the whole agenda, whatever sector somebody may look into
  ...scopedOrMine({ personColumn: 'person_id', anySector: true }),
});

/** One debrief of a meeting. */
export class AgendaItemRecord extends AgendaItemSchema.class {}
AgendaItemSchema.setClass(AgendaItemRecord);

const LeaderCommentSchema = defineEntity({
  name: 'LeaderComment',
  tableName: 'leader_comment',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    meetingId: p.uuid(),
    assesseeId: p.uuid(),
    personId: p.uuid(),
    speaker: p.string().length(60),
    text: p.text(),
    /** problems named in the comment; each becomes a ledger item through the outbox */
    problems: p.json<{ id: string; title: string }[]>(),
    version: version(),
  },
  uniques: [{ name: 'leader_comment_once', properties: ['hostId', 'meetingId', 'assesseeId'] }],
  ...scopedOrMine({ personColumn: 'person_id' }),
});

/** 点评: the leader's comment on one debrief (R-F2). */
export class LeaderCommentRecord extends LeaderCommentSchema.class {}
LeaderCommentSchema.setClass(LeaderCommentRecord);

const TallySchema = defineEntity({
  name: 'Tally',
  tableName: 'tally',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    cycleId: p.uuid(),
    meetingId: p.uuid(),
    assesseeId: p.uuid(),
    group: p.string().length(64).fieldName('group_id'),
    tally: p.json<GroupTally>(),
  },
  uniques: [{ name: 'tally_once', properties: ['hostId', 'meetingId', 'assesseeId', 'group'] }],
  indexes: [{ name: 'tally_cycle', properties: ['cycleId'] }],
  ...scoped(),
});

/** Sealed counts of one group for one assessee; written once by the seal (R-F3). */
export class TallyRecord extends TallySchema.class {}
TallySchema.setClass(TallyRecord);
