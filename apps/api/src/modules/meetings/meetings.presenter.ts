import type { MeetingOut } from '@shuping/contracts';
import { awaitsSeal, checksIn, guardPhase, isRoundOpen, isRoundShut, isSealed, needsNames, nextStep, PHASES, replacementsAlarm, turnoutStep, type Phase, type PhaseCommand } from '@shuping/domain';
import type { Problem } from '@shuping/kernel';
import { can, mayOf, whyNot, type May } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { PaperCounts, SlipCounts } from '../ballots/index.ts';
import type { AgendaItemRecord, LeaderCommentRecord, MeetingGroup, MeetingRecord } from './meeting.entity.ts';
import type { MeetingContext } from './meeting-context.ts';
import { headProblems, kindProblems, roundPaperProblems, sealPaperProblems } from './meeting-paper.rules.ts';
import { partProblems } from './meeting-plan.rules.ts';
import { withTaken } from './round-sheets.rules.ts';
import { classOf, countProblems, factsOf, inPhase, mergedOf, openWave, paperIn, slipProblems, stepOf, ticketsFor, votesIn, type InRound, type Returned } from './meeting.rules.ts';

/** What a phase may know of the ballot side: the keys' fingerprint, slips and tickets given during check-in, ballots in while voting and after closing. */
export type BoxCounts = { readonly fingerprint: string; readonly slips: Readonly<Record<string, SlipCounts>>; readonly returned: Returned; readonly ready: Readonly<Record<string, number>>; readonly paper: PaperCounts; /** group → entries taken by login during check-in */ readonly taken: Readonly<Record<string, number>> };

/** True when the asker may read the tallies of one of its sectors; whose they are is asked row by row. */
export const readsTallies = (who: AppPrincipal, meeting: MeetingRecord): boolean => meeting.sectors.some((sector) => can(who.ability, 'read', 'Tally', { hostId: meeting.hostId, orgPath: meeting.orgPath, sector }));

/** What the asker may do with a meeting, by permission and phase; `hears`: the meeting hears them, so that they do not count. */
export function mayOfMeeting(who: AppPrincipal, meeting: MeetingRecord, hears = false): May {
  const only = (...phases: Phase[]): string | null => (phases.includes(meeting.phase) ? null : PHASES.indexOf(meeting.phase) > PHASES.indexOf(phases[phases.length - 1]!) ? 'meeting.too-late' : 'meeting.too-early');
  const counting = (state: string | null): string | null => (hears ? 'permission.own-debrief' : state);
  const asked = (action: 'create' | 'update' | 'print', subject: 'Attendance' | 'Slip', state: string | null): true | { reason: string } => {
    const reason = whyNot(who.ability, action, subject, meeting) ?? state;
    return reason === null ? true : { reason };
  };
  return {
    ...mayOf(who.ability, 'Meeting', meeting, { edit: 'update', open: 'open', close: 'close', confirm: 'sign' }, { edit: only('planned'), open: only('planned', 'check_in', 'check_in_closed', 'voting'), close: only('check_in', 'check_in_closed', 'voting', 'closed'), confirm: counting(only('check_in_closed', 'voting', 'closed')) }),
    print: asked('print', 'Slip', only('planned', 'check_in')),
    void: asked('create', 'Slip', only('planned', 'check_in')),
    attend: asked('update', 'Attendance', only('check_in')),
    wave: asked('print', 'Slip', only('check_in_closed', 'voting')),
    replace: asked('print', 'Slip', only('check_in', 'check_in_closed')),
    ...mayOf(who.ability, 'Meeting', meeting, { confirmReplacement: 'sign' }, { confirmReplacement: counting(only('check_in', 'check_in_closed')) }),
    ...mayOf(who.ability, 'Meeting', meeting, { rerun: 'create' }, { rerun: meeting.counts?.void === undefined ? 'meeting.not-void' : meeting.counts.rerun === undefined ? null : 'meeting.rerun-exists' }),
    readTallies: readsTallies(who, meeting) ? (isSealed(meeting.phase) ? true : { reason: 'meeting.not-sealed' }) : { reason: 'permission.denied' },
  };
}

/** `sector` is told where the meeting hears one. */
export const sectorsOut = ({ sectors }: Pick<MeetingRecord, 'sectors'>): { sector: string; sectors: string[] } => ({ sector: sectors.length === 1 ? sectors[0]! : '', sectors: [...sectors] });

/** The meeting as the cockpit sees it: exact counts only after closing, marks never. */
export function toMeeting(who: AppPrincipal, record: MeetingRecord, context: MeetingContext, comments: readonly LeaderCommentRecord[], counts: BoxCounts): MeetingOut {
  const meeting = { ...record, groups: withTaken(record.groups, counts.taken) };
  const rules = context.rules(null);
  return {
    id: meeting.id, cycleId: meeting.cycleId, ...sectorsOut(meeting), title: meeting.title, place: meeting.place, startsAt: meeting.startsAt.toISOString(), phase: meeting.phase, version: meeting.version,
    order: rules.order, drawSeed: meeting.drawSeed, minutes: rules.minutes, quorum: rules.quorum, commentRequired: rules.comment.required,
    groups: record.groups.map((group) => toGroup(group, meeting, context, counts)),
    agenda: context.agenda.filter((item) => context.isWhole || context.assessees.has(item.assesseeId)).map((item) => toItem(who, item, meeting, context, comments)),
    grouping: meeting.grouping, rounds: roundsOut(meeting, context, counts), waves: meeting.waves.map((wave) => ({ ...wave, ready: wave === openWave(meeting) ? sumOf(counts.ready) : null })),
    observers: meeting.observers.map((one) => ({ ...one })),
    turnout: turnoutOf(meeting, context, counts.returned),
    next: nextOf(meeting, context, counts),
    replacements: replacementsOf(meeting, counts),
    confirmations: Object.fromEntries(Object.entries(meeting.confirmations).map(([command, given]) => [command, given.map((c) => c.name)])),
    void: Object.entries(meeting.counts?.void ?? {}).map(([round, reason]) => ({ round, code: reason.code, params: { ...reason.params } })), rerun: meeting.counts?.rerun ?? null,
    sealRoot: meeting.sealRoot, recountRoot: meeting.counts?.recount ?? '', fingerprint: counts.fingerprint, merged: mergedOf(meeting), may: mayOfMeeting(who, meeting, who.personId !== null && context.agenda.some((item) => item.personId === who.personId)),
  };
}

function toGroup(group: MeetingGroup, meeting: MeetingRecord, { groups, standing }: MeetingContext, { returned, slips, taken }: BoxCounts): MeetingOut['groups'][number] {
  const rule = groups.find((g) => g.id === group.id)!;
  const { settled, parts, ...numbers } = group;
  const paper = meeting.paper.handedOut[group.id] ?? 0;
  const own = classOf(group) === group.id;
  const open = standing.rounds.find(isRoundOpen);
  const exact = isSealed(meeting.phase) ? (meeting.counts?.classes[group.id]?.returned ?? null) : awaitsSeal(meeting.phase) && own ? sumOf(standing.rounds.map((round) => returned[round.id]?.[group.id] ?? 0)) : null;
  return {
    ...numbers, taken: taken[group.id] ?? 0, paper, title: rule.title, ballot: rule.ballot, minHeads: rule.minHeads, votes: settled?.votes ?? null, into: settled?.into ?? null, byName: needsNames(rule.rates),
    parts: (rule.composition ?? []).map(({ id, title, share }) => ({ id, title, share, heads: parts?.[id] ?? 0 })),
    step: open && own && votesIn(group, open) ? turnoutStep(returned[open.id]?.[group.id] ?? 0, ticketsFor(meeting, open)[group.id] ?? 0) : null,
    returned: exact,
    stamped: checksIn(meeting.phase) ? (own ? (slips[group.id]?.stamped ?? 0) : 0) : group.stamped,
  };
}

function toItem(who: AppPrincipal, item: AgendaItemRecord, meeting: MeetingRecord, context: MeetingContext, comments: readonly LeaderCommentRecord[]): MeetingOut['agenda'][number] {
  const person = context.assessees.get(item.assesseeId);
  const comment = comments.find((c) => c.assesseeId === item.assesseeId);
  const sealed = isSealed(meeting.phase) ? 'meeting.too-late' : null;
  const asking = inPhase(meeting.phase, ['check_in', 'check_in_closed', 'voting', 'closed']);
  return {
    assesseeId: item.assesseeId, sector: item.sector, minutes: context.rules(item.sector).minutes, personName: person?.personName ?? '', orgName: person?.orgName ?? '', post: person?.post ?? '', position: item.position, mode: item.mode, done: item.done, spokenSeconds: item.spokenSeconds ?? null, questions: item.questions.map((one) => ({ ...one })), version: item.version,
    comment: comment ? { speaker: comment.speaker, problems: comment.problems.length } : null,
    may: { ...mayOf(who.ability, 'LeaderComment', item, { comment: comment ? 'update' : 'create' }, { comment: sealed }), ...mayOf(who.ability, 'Meeting', meeting, { ask: 'update' }, { ask: asking.ok ? null : asking.error.code }) },
  };
}

/** While voting the whole is shown in steps of five, and exactly only when everybody has voted. */
function turnoutOf(meeting: MeetingRecord, { standing }: MeetingContext, returned: Returned): MeetingOut['turnout'] {
  const tickets = (round: InRound): number => sumOf(ticketsFor(meeting, round));
  const all = sumOf(standing.rounds.map((round) => tickets(round) + sumOf(paperIn(meeting, round))));
  if (isSealed(meeting.phase)) return { voted: sumOf(Object.values(meeting.counts?.classes ?? {}).map((c) => c.returned)), of: all, exact: true };
  if (awaitsSeal(meeting.phase)) return { voted: sumOf(Object.values(returned).map(sumOf)), of: all, exact: true };
  const open = standing.rounds.find(isRoundOpen);
  if (!open) return null;
  const voted = sumOf(returned[open.id] ?? {});
  const of = tickets(open);
  return { voted: voted >= of ? of : Math.floor(voted / 5) * 5, of, exact: voted >= of };
}

const sumOf = (counts: Readonly<Record<string, number>> | readonly number[]): number => Object.values(counts).reduce((sum: number, n: number) => sum + n, 0);

function roundsOut(meeting: MeetingRecord, { standing }: MeetingContext, { returned }: BoxCounts): MeetingOut['rounds'] {
  return standing.rounds.map((round) => ({
    id: round.id, sector: round.sector, subjects: [...round.subjects], phase: round.phase, tickets: sumOf(ticketsFor(meeting, round)),
    returned: isSealed(meeting.phase) ? (meeting.counts?.rounds?.[round.id] ?? sumOf(Object.values(meeting.counts?.classes ?? {}).map((c) => c.returned))) : isRoundShut(round) ? sumOf(returned[round.id] ?? {}) : null,
  }));
}

function replacementsOf(meeting: MeetingRecord, { slips }: BoxCounts): MeetingOut['replacements'] {
  const count = meeting.groups.reduce((sum, g) => sum + g.replaced, 0);
  const stamped = meeting.groups.reduce((sum, g) => sum + Math.max(g.stamped, slips[g.id]?.stamped ?? 0), 0);
  return { count, alarm: replacementsAlarm(count, stamped) };
}

function classProblems(meeting: MeetingRecord, { command, round, context: { standing: { rounds }, rules, groups, assessees } }: { command: PhaseCommand; round: string | null; context: MeetingContext }, { returned, slips, paper, taken }: Pick<BoxCounts, 'returned' | 'slips' | 'paper' | 'taken'>): Problem[] {
  if (command === 'close_check_in') return [...slipProblems(meeting.groups, slips, taken), ...headProblems(meeting), ...kindProblems(meeting, rounds, assessees)];
  if (command === 'open_voting') return partProblems(meeting, { groups });
  if (command === 'close_voting') return roundPaperProblems(meeting, rounds.find((one) => one.id === round)!, null);
  return command === 'seal' ? [...countProblems(meeting, rounds, returned, rules), ...sealPaperProblems(meeting, rounds, paper)] : [];
}

function nextOf(meeting: MeetingRecord, context: MeetingContext, { returned, slips, paper, taken }: BoxCounts): MeetingOut['next'] {
  const { standing, rules, missingComments } = context;
  const next = nextStep(standing);
  if (next === null) return null;
  const { command, round } = next;
  const step = stepOf(meeting, standing, command, round, returned);
  const guarded = guardPhase(command, factsOf(meeting, command, { rules, commentsMissing: missingComments(round), standing, round, returned }));
  const classes = classProblems(meeting, { command, round, context }, { returned, slips, paper, taken });
  const whole = guarded.ok ? [] : (guarded.error.issues ?? []).filter((issue) => !classes.some((one) => one.code === issue.code));
  const missing = [...whole, ...classes].map(({ code, at, params }: Problem) => ({ code, ...(at === undefined ? {} : { at }), ...(params === undefined ? {} : { params: { ...params } }) }));
  return { command, round, confirmations: step.needed ? step.key : null, missing };
}
