import { z } from 'zod';
import { Id, Instant, May } from './common.ts';

const GroupId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Heads = z.number().int().min(0).max(5_000);
const Numbers = z.record(GroupId, Heads);
const Words = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);

export const PhaseName = z.enum(['planned', 'check_in', 'check_in_closed', 'voting', 'closed', 'sealed']);
export const PhaseCommandName = z.enum(['open_check_in', 'close_check_in', 'open_voting', 'close_voting', 'seal']);
export const AgendaMode = z.enum(['stage', 'written']);

/** Which subjects are opened together: all, one after another, or blocks of so many in the order of the agenda. */
export const Grouping = z.discriminatedUnion('rule', [z.strictObject({ rule: z.literal('together') }), z.strictObject({ rule: z.literal('each') }), z.strictObject({ rule: z.literal('blocks'), size: z.number().int().min(2).max(100) })]).meta({ id: 'Grouping' });
const SectorId = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
const RoundName = z.string().regex(/^r[1-9][0-9]{0,2}$/);

export const MeetingIn = z.strictObject({
  cycleId: Id,
  title: z.string().trim().min(1).max(120),
  place: z.string().trim().max(120).default(''),
  startsAt: Instant,
  /** whose assessees debrief, when the cycle has assessees of several sectors: one of them */
  sector: SectorId.optional(),
  /** or several, in the order in which they are heard: each is rated under its own scheme, in rounds of its own */
  sectors: z.array(SectorId).min(1).max(20).refine((list) => new Set(list).size === list.length).optional(),
  /** only these, where the cycle has several sessions; their sectors follow in the order in which they are named */
  assessees: z.array(Id).min(1).max(500).optional(),
}).refine((one) => [one.sector, one.sectors, one.assessees].filter((given) => given !== undefined).length <= 1, { path: ['sectors'] }).meta({ id: 'MeetingIn' });

export const MeetingsQuery = z.strictObject({ cycleId: Id });

/** Heads due per evaluator group. */
export const MeetingGroupsIn = z.strictObject({ due: Numbers, /** groups that vote by name, whatever their size */ named: z.array(GroupId).max(50).default([]) }).meta({ id: 'MeetingGroupsIn' });

/** Every debrief of the meeting in its order. */
const Observer = z.strictObject({ unit: z.string().trim().min(1).max(120), name: z.string().trim().min(1).max(60) });
const FloorQuestion = z.strictObject({ /** evaluator group of the asker, never a name; '' where it was not noted */ group: z.union([GroupId, z.literal('')]).default(''), question: z.string().trim().min(1).max(500), answer: z.string().trim().max(2_000).default(''), /** the asker was drawn by lot */ drawn: z.boolean().default(false) });
export const AgendaIn = z.strictObject({ /** who observes from above; left out: as before */ observers: z.array(Observer).max(50).optional(), items: z.array(z.strictObject({ assesseeId: Id, mode: AgendaMode })).min(1).max(500) }).meta({ id: 'AgendaIn' });
export const AgendaItemIn = z.strictObject({ spokenSeconds: z.number().int().min(0).max(7_200).nullable().optional(), done: z.boolean().optional(), /** all of them */ questions: z.array(FloorQuestion).max(10).optional() }).meta({ id: 'AgendaItemIn' });

/** A second draw needs its reason. */
export const DrawIn = z.strictObject({ /** so many of each sector that is drawn speak on the stage, those drawn first; the others debrief in writing. Left out: modes stay */ onStage: z.number().int().min(1).max(500).optional(), reason: z.string().trim().max(300).default('') }).meta({ id: 'DrawIn' });

/** Heads present and slips handed out per group, during check-in. Groups left out stay. */
export const AttendanceIn = z.strictObject({ present: Numbers.optional(), handedOut: Numbers.optional(), /** sheets of paper handed out, to people who get no slip */ paper: Numbers.optional(), /** sheet/class → sheets of paper of that kind, where people of a class have different ballots */ kinds: z.record(z.string().max(140), z.number().int().min(0).max(20_000)).optional(), /** group → part → heads present, where parts must make up a share (R11) */ parts: z.record(GroupId, Numbers).optional() }).meta({ id: 'AttendanceIn' });

export const SlipsIn = z.strictObject({
  /** voting class → slips to print */
  numbers: Numbers,
  /** voids every slip printed before; allowed while none is handed out */
  replace: z.boolean().default(false),
}).meta({ id: 'SlipsIn' });
/** Secrets in random order; shown this once and kept nowhere. */
export const SlipsOut = z.object({ fingerprint: z.string(), slips: z.array(z.object({ class: z.string(), title: Words, secret: z.string() })), printed: z.record(z.string(), z.number()) }).meta({ id: 'Slips' });
export const SlipsVoidIn = z.strictObject({ secrets: z.array(z.string().trim().max(400)).min(1).max(5_000) }).meta({ id: 'SlipsVoidIn' });
export const SlipsVoidOut = z.object({ voided: z.number().int(), unknown: z.number().int() }).meta({ id: 'SlipsVoided' });

/** Late-comers per group: their slips are printed with the answer. */
export const WaveIn = z.strictObject({ heads: Numbers }).meta({ id: 'WaveIn' });

export const ConfirmationIn = z.strictObject({
  command: PhaseCommandName,
  /** which round is opened or closed; needed where there are several */
  round: RoundName.optional(),
  /** public half of the scrutineer's recount key (X25519, hex), made in the browser; asked for when the first opening of voting is confirmed */
  recountKey: z.string().regex(/^[0-9a-f]{64}$/).optional(),
}).meta({ id: 'ConfirmationIn' });
/** Voting class for which a lost ticket is issued again; in a class whose members come by name, to whom. */
export const ReplacementIn = z.strictObject({ class: z.string().min(1).max(64), elector: Id.optional() }).meta({ id: 'ReplacementIn' });
/** `round`: which one is opened or closed; needed where there are several. */
export const PhaseIn = z.strictObject({
  command: PhaseCommandName, round: RoundName.optional(),
  /** with the seal, where the server was started again since voting opened: what one scrutineer's recount key agrees on with the point that the refusal named, 32 bytes in hex */
  receiptShare: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  /** with the seal: both recount keys are lost, and the file shall say that it lists no receipts */
  withoutReceipts: z.boolean().optional(),
}).meta({ id: 'PhaseIn' });

export const LeaderCommentIn = z.strictObject({
  speaker: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(4_000),
  problems: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
}).meta({ id: 'LeaderCommentIn' });
export const LeaderCommentOut = z.object({ id: Id, assesseeId: Id, speaker: z.string(), text: z.string(), problems: z.array(z.object({ id: Id, title: z.string() })), version: z.number().int() }).meta({ id: 'LeaderComment' });

const MeetingGroupOut = z.object({
  id: z.string(), title: Words, ballot: z.string(), minHeads: z.number().int(),
  /** in whose rounds the group votes */
  sectors: z.array(z.string()),
  due: z.number().int(), present: z.number().int(), printed: z.number().int(), voided: z.number().int(), handedOut: z.number().int(),
  /** entries taken by account during check-in, beside those whom the clerk counts; afterwards among them */
  taken: z.number().int(),
  /** people given a sheet of paper instead of a slip */
  paper: z.number().int(),
  /** tickets given to the class, one a slip */
  stamped: z.number().int(),
  /** slips issued again for lost tickets: so many ballots at most may be one person's second */
  replaced: z.number().int(),
  votes: z.enum(['own', 'merged', 'named']).nullable(), into: z.string().nullable(),
  /** not everybody in it rates the same people: its members come with their names */
  byName: z.boolean(),
  /** parts that must make up a share of the heads present, such as 7/10 */
  parts: z.array(z.object({ id: z.string(), title: Words, share: z.string(), heads: z.number().int() })),
  /** turnout in four steps while voting, never a count (R-F6) */
  step: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  /** ballots in, known only after closing */
  returned: z.number().int().nullable(),
});

const AgendaItemOut = z.object({
  assesseeId: Id, personName: z.string(), orgName: z.string(), post: z.string(), sector: z.string(), /** of speech, by the own scheme */ minutes: z.number().int(), position: z.number().int(), mode: AgendaMode, done: z.boolean(), spokenSeconds: z.number().int().nullable(),
  /** asked from the floor, with the asker's group */
  questions: z.array(z.object({ group: z.string(), question: z.string(), answer: z.string(), drawn: z.boolean() })),
  /** of the questions */
  version: z.number().int(),
  comment: z.object({ speaker: z.string(), problems: z.number().int() }).nullable(),
  may: May,
});

const IssueOut = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });

export const MeetingOut = z.object({
  id: Id, cycleId: Id, /** '' where there are several */ sector: z.string(), sectors: z.array(z.string()), title: z.string(), place: z.string(), startsAt: z.string(), phase: PhaseName, version: z.number().int(),
  order: z.enum(['lot', 'listed']), drawSeed: z.string(), minutes: z.number().int(), quorum: z.number(), commentRequired: z.boolean(),
  groups: z.array(MeetingGroupOut), agenda: z.array(AgendaItemOut), observers: z.array(z.object({ unit: z.string(), name: z.string() })),
  grouping: Grouping,
  /** sets of subjects opened together, in order; ballots back are given once a round is closed */
  rounds: z.array(z.object({ id: z.string(), sector: z.string(), subjects: z.array(Id), phase: z.enum(['waiting', 'voting', 'closed']), tickets: z.number().int(), returned: z.number().int().nullable() })),
  /** waves of late-comers: heads per group; phones that stand ready while it is open; tickets per class once given; void when it did not come to five */
  waves: z.array(z.object({ wave: z.number().int(), heads: z.record(z.string(), z.number().int()), state: z.enum(['open', 'given', 'void']), ready: z.number().int().nullable(), tickets: z.record(z.string(), z.number().int()), rounds: z.array(z.string()) })),
  /** of the round that is open, or after the last closing of all of them: `voted` in steps of five while voting, exact afterwards; null before and between */
  turnout: z.object({ voted: z.number().int(), of: z.number().int(), exact: z.boolean() }).nullable(),
  /** the next phase command, the round it concerns, under what its confirmations stand (null when the clerk gives it alone), and what still stands in its way */
  next: z.object({ command: PhaseCommandName, round: z.string().nullable(), confirmations: z.string().nullable(), missing: z.array(IssueOut) }).nullable(),
  /** slips issued again for lost tickets, and whether they are more than one and more than one in a hundred; a class's confirmations of the next one stand under `replace/CLASS` */
  replacements: z.object({ count: z.number().int(), alarm: z.boolean() }),
  confirmations: z.record(z.string(), z.array(z.string())),
  /** rounds whose vote does not stand, and why; the meeting that votes on them again */
  void: z.array(z.object({ round: z.string(), code: z.string(), params: z.record(z.string(), z.number()) })),
  rerun: Id.nullable(),
  sealRoot: z.string(),
  /** SHA-256 of the recount package; '' before the seal, or when there is none */
  recountRoot: z.string(),
  /** 会议校验码 over the ticket keys; '' before slips are printed or check-in opens */
  fingerprint: z.string(),
  merged: z.record(z.string(), z.string()),
  may: May,
}).meta({ id: 'Meeting' });
export type MeetingOut = z.infer<typeof MeetingOut>;

export const MeetingRow = z.object({ id: Id, title: z.string(), place: z.string(), startsAt: z.string(), phase: PhaseName, sector: z.string(), sectors: z.array(z.string()), debriefs: z.number().int(), may: May }).meta({ id: 'MeetingRow' });
export const MeetingsOut = z.object({
  items: z.array(MeetingRow),
  /** sectors of the assessees that the reader sees, with how many debrief and how many meetings there are */
  sectors: z.array(z.object({ sector: z.string(), debriefs: z.int(), meetings: z.int() })),
  /** who of the cycle is heard, as far as the reader sees them: all, those on no agenda with their area, and how many are on several */
  coverage: z.object({ debriefs: z.int(), without: z.array(z.object({ assesseeId: Id, personName: z.string(), orgName: z.string(), sector: z.string(), area: z.string() })), twice: z.int() }),
  /** units directly below the host with people who are on no agenda yet: sessions may be held by area */
  areas: z.array(z.object({ area: z.string(), title: z.string(), debriefs: z.int(), sectors: z.array(z.string()) })),
  may: May,
}).meta({ id: 'Meetings' });

const TallyOut = z.object({ due: z.number().int(), present: z.number().int(), issued: z.number().int(), returned: z.number().int(), valid: z.number().int(), items: z.record(z.string(), z.object({
  options: z.record(z.string(), z.number().int()), blank: z.number().int(),
  /** marks that are numbers: how often each was given, or their exact sum */
  values: z.record(z.string(), z.number().int()).optional(), total: z.object({ sum: z.string(), count: z.number().int() }).optional(),
})) });
/** Remarks in words of a sealed meeting, all classes together and shuffled; of people with fewer than five there are none. */
export const RemarksOut = z.object({ items: z.array(z.object({ assesseeId: Id, personName: z.string(), remarks: z.array(z.string()) })) }).meta({ id: 'Remarks' });
export const TalliesOut = z.object({ merged: z.record(z.string(), z.string()), items: z.array(z.object({ assesseeId: Id, personName: z.string(), tallies: z.record(z.string(), TallyOut) })) }).meta({ id: 'Tallies' });

export const LeaderCommentsOut = z.object({ items: z.array(LeaderCommentOut) }).meta({ id: 'LeaderComments' });
export const MeetingAssesseeParam = z.strictObject({ id: Id, assesseeId: Id });
export const SealFileOut = z.looseObject({ format: z.string(), meeting: z.string(), root: z.string() }).meta({ id: 'SealFile' });
