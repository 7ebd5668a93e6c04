import type { VoidReason } from '@shuping/ballot-box';
import { confirmationKey, needsScrutineers, PHASES, roundsBySector, ticketName, voidReason, voidSheets, type MeetingFacts, type Phase, type PhaseCommand, type SectorRound, type SheetVotes, type Standing } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { MeetingRules } from '@shuping/scheme';
import type { MeetingGroup, MeetingRecord, Wave } from './meeting.entity.ts';
import { byRound, sheetsIn, sheetTickets } from './round-sheets.rules.ts';

/** Ballots back: round → class → count. */
export type Returned = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Phase and rounds of a meeting whose agenda is given in its order. */
export function standingOf(meeting: Pick<MeetingRecord, 'phase' | 'grouping' | 'roundPhases'>, agenda: readonly { readonly assesseeId: string; readonly sector: string }[]): MeetingStands {
  return { phase: meeting.phase, rounds: roundsBySector(agenda.map(({ assesseeId, sector }) => ({ id: assesseeId, sector })), meeting.grouping, meeting.roundPhases) };
}

export type MeetingStands = Omit<Standing, 'rounds'> & { readonly rounds: readonly SectorRound[] };
/** A round as the counts of classes need it. */
export type InRound = Pick<SectorRound, 'id' | 'sector'>;
/** Rules by the round's sector; of the whole meeting when there is none. */
export type RulesOf = (sector: string | null) => MeetingRules;

/** True when the group votes in the round: its sector's scheme has the group (R-C4). */
export const votesIn = (group: Pick<MeetingGroup, 'sectors'>, { sector }: Pick<InRound, 'sector'>): boolean => group.sectors.includes(sector);

/** Groups that vote in a round. */
export function inRound<T extends Pick<MeetingRecord, 'groups'>>(meeting: T, round: Pick<InRound, 'sector'>): T {
  return { ...meeting, groups: meeting.groups.filter((group) => votesIn(group, round)) };
}

/** The wave of late-comers that is open; null when none is. */
export function openWave(meeting: Pick<MeetingRecord, 'waves'>): Wave | null {
  return meeting.waves.find((wave) => wave.state === 'open') ?? null;
}

/** Class of slips with which a group votes: its own, or the group it was merged into; null while unsettled. */
export function classOf(group: MeetingGroup): string | null {
  if (group.settled === null || group.settled.votes === 'named') return null;
  return group.settled.votes === 'merged' ? group.settled.into : group.id;
}

/** Groups declared as named before the vote: their marks are signed, and the rule of five hides nothing of them. */
export function namedClasses(meeting: Pick<MeetingRecord, 'groups'>): string[] {
  return meeting.groups.flatMap((group) => (group.settled?.votes === 'named' ? [group.id] : []));
}

/** Group among whose slips somebody on the roll counts: the first of theirs that does not sign. */
export function homeGroup(groups: readonly string[], meeting: Pick<MeetingRecord, 'groups'>): string | undefined {
  return groups.find((id) => meeting.groups.some((group) => group.id === id && classOf(group) !== null));
}

/** What keeps signers from being checked in now; null when nothing does. Who comes late harms nobody: the marks bear a name. */
export function presenceBar(phase: Phase): string | null {
  const may = inPhase(phase, ['check_in', 'check_in_closed', 'voting']);
  return may.ok ? null : may.error.code;
}

/** Groups that sign with those of them who checked in: each holds a slip. `present`: group → people; `twice`: group → those of them who draw a slip in another group too. */
export function withSigners(groups: readonly MeetingGroup[], present: Readonly<Record<string, number>>, twice: Readonly<Record<string, number>> = {}): MeetingGroup[] {
  return groups.map((group) => (group.settled?.votes === 'named' ? { ...group, present: present[group.id] ?? 0, handedOut: present[group.id] ?? 0, twice: twice[group.id] ?? 0 } : group));
}

/** Sums over the groups of each voting class. */
export function classSums(groups: readonly MeetingGroup[]): Record<string, { due: number; present: number; printed: number; voided: number; handedOut: number; stamped: number; replaced: number }> {
  const sums: Record<string, { due: number; present: number; printed: number; voided: number; handedOut: number; stamped: number; replaced: number }> = {};
  for (const group of groups) {
    const id = classOf(group);
    if (id === null) continue;
    const sum = (sums[id] ??= { due: 0, present: 0, printed: 0, voided: 0, handedOut: 0, stamped: 0, replaced: 0 });
    for (const key of ['due', 'present', 'printed', 'voided', 'handedOut', 'stamped', 'replaced'] as const) sum[key] += group[key];
  }
  return sums;
}

/** Class → people who were given sheets of paper instead of a slip. */
export function sheetsOf({ groups, paper }: Pick<MeetingRecord, 'groups' | 'paper'>): Record<string, number> {
  const out: Record<string, number> = {};
  for (const group of groups) {
    const id = classOf(group);
    const count = paper.handedOut[group.id] ?? 0;
    if (id !== null && count > 0) out[id] = (out[id] ?? 0) + count;
  }
  return out;
}

type WithSheets = Pick<MeetingRecord, 'groups' | 'paper' | 'plan'>;

/** Sheets of paper handed out for a round: id on the ballot side → class → sheets. Where people of a class have different ballots each kind was counted by itself. */
export function paperOn(meeting: WithSheets, round: InRound): Record<string, Record<string, number>> {
  const people = sheetsOf(inRound(meeting, round));
  const { plan } = meeting;
  if (plan?.whole !== false) return { [round.id]: people };
  return Object.fromEntries(sheetsIn(meeting, round.id).map((sheet) => {
    const own = Object.keys(sheet.classes).map((id) => [id, plan.alike?.includes(id) ? (people[id] ?? 0) : (meeting.paper.kinds?.[ticketName(sheet.id, id)] ?? 0)] as const);
    return [sheet.id, Object.fromEntries(own.filter(([, sheets]) => sheets > 0))];
  }));
}

/** The same of the round's ballots together: class → sheets. */
export const paperIn = (meeting: WithSheets, round: InRound): Record<string, number> => Object.values(paperOn(meeting, round)).reduce<Record<string, number>>((sum, one) => plus(sum, one), {});

/** Tickets given for a round: class → those of check-in and of the waves that were let in before it; replacements are counted apart. */
export function ticketsFor(meeting: Pick<MeetingRecord, 'groups' | 'waves' | 'plan'>, round: InRound): Record<string, number> {
  const { groups, waves } = meeting;
  if (meeting.plan) return sheetsIn(meeting, round.id).map((sheet) => sheetTickets(meeting, sheet)).reduce<Record<string, number>>((sum, one) => plus(sum, one), {});
  const tickets = Object.fromEntries(Object.entries(classSums(groups.filter((group) => votesIn(group, round)))).map(([id, sum]) => [id, sum.stamped]));
  for (const wave of waves.filter((one) => one.rounds.includes(round.id))) for (const [id, count] of Object.entries(wave.tickets)) if (tickets[id] !== undefined) tickets[id] += count;
  return tickets;
}

const plus = (sum: Readonly<Record<string, number>>, one: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries([...new Set([...Object.keys(sum), ...Object.keys(one)])].map((id) => [id, (sum[id] ?? 0) + (one[id] ?? 0)]));

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** The step that is asked for, as the rule of the two scrutineers sees it. */
export function stepOf(meeting: Pick<MeetingRecord, 'groups' | 'waves' | 'plan'>, standing: MeetingStands, command: PhaseCommand, round: string | null, returned: Returned): { readonly needed: boolean; readonly key: string } {
  const at = round ?? (standing.rounds.length === 1 ? standing.rounds[0]!.id : null);
  const asked = standing.rounds.find((one) => one.id === at);
  const outstanding = asked !== undefined && total(returned[asked.id] ?? {}) < total(ticketsFor(meeting, asked));
  const waveSince = meeting.waves.some((wave) => wave.state === 'given' && standing.rounds.every((one) => one.phase === 'waiting' || !wave.rounds.includes(one.id)));
  return { needed: needsScrutineers(standing, command, { outstanding, waveSince }), key: confirmationKey(standing, command, at) };
}

type MoreFacts = { readonly rules: RulesOf; readonly commentsMissing: number; readonly standing: MeetingStands; readonly round: string | null; readonly returned: Returned };

/** Facts for the phase rules; `returned` by round is known to the caller only where it may be. */
export function factsOf(meeting: Pick<MeetingRecord, 'groups' | 'confirmations' | 'waves' | 'paper' | 'plan'>, command: PhaseCommand, { rules, commentsMissing, standing, round, returned }: MoreFacts): MeetingFacts {
  const asked = command === 'open_voting' ? standing.rounds.find((one) => one.id === round) : undefined;
  const { quorum, validity } = rules(asked?.sector ?? null);
  // who has no vote in a round does not count for its quorum
  const present = asked === undefined ? meeting.groups : meeting.groups.filter((group) => votesIn(group, asked));
  const sum = (pick: (group: MeetingGroup) => number, groups = meeting.groups): number => groups.reduce((all, group) => all + pick(group), 0);
  const { needed, key } = stepOf(meeting, standing, command, round, returned);
  // a sheet of paper is slip and ticket in one
  const sheets = total(sheetsOf(meeting));
  // on no sheet are there more tickets than slips were given; what came back is asked class by class
  const ofSheets = standing.rounds.flatMap((one) => sheetsIn(meeting, one.id).map((sheet) => ({ stamped: total(sheetTickets(meeting, sheet)) + total(paperOn(meeting, one)[sheet.id] ?? {}), returned: 0 })));
  const rounds = ofSheets.length > 0 ? ofSheets : standing.rounds.map((one) => ({ stamped: total(ticketsFor(meeting, one)) + total(paperIn(meeting, one)), returned: command === 'seal' && rules(one.sector).validity?.surplus !== 'void' ? total(returned[one.id] ?? {}) : 0 }));
  const worst = rounds.sort((a, b) => b.returned - b.stamped - (a.returned - a.stamped))[0]!;
  return {
    quorum, presence: validity?.present, commentsMissing, ...worst,
    // who stands in two groups is due once, in the group where their head is counted, and present once: where they draw a slip
    due: sum((g) => g.due - (meeting.plan?.also?.[g.id] ?? 0), present), present: sum((g) => g.present - (g.twice ?? 0), present), slipsHandedOut: sum((g) => g.handedOut) + sheets, replaced: sum((g) => g.replaced),
    groupsUnsettled: meeting.groups.filter((g) => g.settled === null).length,
    scrutineersNeeded: needed, scrutineersConfirmed: new Set((meeting.confirmations[key] ?? []).map((c) => c.accountId)).size,
    waveOpen: openWave(meeting) !== null,
  };
}

/** Slips that stand in the way of closing check-in: every printed slip is handed out or voided, class by class, and no group got more than it has heads. `taken`: group → entries that people took by their accounts, which `handedOut` and `present` include. */
export function slipProblems(groups: readonly MeetingGroup[], box: Readonly<Record<string, { readonly slips: number }>>, taken: Readonly<Record<string, number>> = {}): Problem[] {
  const byLogin = (id: string): number => groups.filter((group) => classOf(group) === id).reduce((sum, group) => sum + (taken[group.id] ?? 0), 0);
  const left = Object.entries(classSums(groups))
    // an entry that was taken and lost before it was made has no slip
    .filter(([id, sum]) => (box[id]?.slips ?? 0) > sum.handedOut || (box[id]?.slips ?? 0) < sum.handedOut - byLogin(id))
    .map(([id, sum]): Problem => ({ code: 'meeting.slips-left', at: id, params: { inBox: box[id]?.slips ?? 0, handedOut: sum.handedOut } }));
  const tooMany = groups
    .filter((g) => g.present > g.due || g.handedOut > g.present)
    .map((g): Problem => ({ code: g.present > g.due ? 'meeting.more-present-than-due' : 'meeting.more-slips-than-heads', at: g.id, params: { present: g.present, due: g.due, slips: g.handedOut } }));
  return [...left, ...tooMany];
}

/** A round with several sheets, class by class on each: tickets and sheets of paper given, and how many more ballots replaced slips may have brought. */
function votesOn(meeting: Pick<MeetingRecord, 'groups' | 'waves' | 'paper' | 'plan'>, round: InRound, bySheet: Returned): (SheetVotes & { readonly class: string })[] {
  const replaced = meeting.groups.reduce((sum, group) => sum + group.replaced, 0);
  const paper = paperOn(meeting, round);
  return sheetsIn(meeting, round.id).flatMap((sheet) => {
    const tickets = plus(sheetTickets(meeting, sheet), paper[sheet.id] ?? {});
    return Object.entries(sheet.classes).map(([id, due]) => ({ sheet: sheet.id, class: id, subjects: sheet.subjects, counts: { due, present: tickets[id] ?? 0, issued: tickets[id] ?? 0, replaced, returned: bySheet[sheet.id]?.[id] ?? 0 } }));
  });
}

/** True where one voter has several ballots in the round, which are then never added up. */
const hasSheets = (meeting: Pick<MeetingRecord, 'plan'>, round: string): boolean => sheetsIn(meeting, round).length > 1;

/** Classes that gave more tickets than slips were handed out, or got more ballots back in some round, or on some sheet of it, than tickets were given for it, replacements and sheets of paper included (security G2). `bySheet`: as the ballot side counts them. */
export function countProblems(meeting: Pick<MeetingRecord, 'groups' | 'waves' | 'paper' | 'plan'>, rounds: readonly InRound[], bySheet: Returned, rules: RulesOf): Problem[] {
  const returned = byRound(meeting, bySheet);
  const sheets = rounds.filter((round) => hasSheets(meeting, round.id) && rules(round.sector).validity?.surplus !== 'void').flatMap((round) => votesOn(meeting, round, bySheet));
  const onSheets = sheets.filter(({ counts }) => counts.returned > counts.issued + counts.replaced).map((one): Problem => ({ code: 'meeting.not-reconciled', at: one.class, params: { tickets: one.counts.issued + one.counts.replaced, returned: one.counts.returned } }));
  if (onSheets.length > 0) return onSheets;
  return Object.entries(classSums(meeting.groups)).flatMap(([id, sum]): Problem[] => {
    const given = rounds.map((round) => ({ tickets: ticketsFor(meeting, round)[id] ?? 0, paper: paperIn(meeting, round)[id] ?? 0, back: returned[round.id]?.[id] ?? 0, voids: rules(round.sector).validity?.surplus === 'void' }));
    const most = meeting.plan ? 0 : Math.max(...given.map((one) => one.tickets));
    if (most > sum.handedOut) return [{ code: 'meeting.more-tickets-than-slips', at: id, params: { tickets: most, slips: sum.handedOut } }];
    // a slip made out to somebody may hold tickets of several classes, one a sheet
    const more = meeting.plan ? meeting.plan.sheets.length * meeting.groups.reduce((all, group) => all + group.replaced, 0) : sum.replaced;
    // a surplus voids the round, where the scheme says so
    const over = given.find((one) => !one.voids && one.back > one.tickets + one.paper + more);
    return over ? [{ code: 'meeting.not-reconciled', at: id, params: { tickets: over.tickets + over.paper + more, returned: over.back } }] : [];
  });
}

/** Rounds whose vote does not stand, with the reason: too few ballots back, or in some class more than tickets and sheets were given where the scheme voids that (R19). Of a round with several sheets: the sheets and the people, unless it is all of them. `bySheet`: as the ballot side counts them. */
export function voidRounds(meeting: Pick<MeetingRecord, 'groups' | 'waves' | 'paper' | 'plan'>, rounds: readonly InRound[], bySheet: Returned, rules: RulesOf): Record<string, VoidReason> {
  const returned = byRound(meeting, bySheet);
  const out: Record<string, VoidReason> = {};
  for (const round of rounds) {
    const sheets = paperIn(meeting, round);
    const { validity } = rules(round.sector);
    if (hasSheets(meeting, round.id)) {
      const votes = votesOn(meeting, round, bySheet);
      const found = Object.entries(voidSheets(votes, validity)).map(([id, { code, params }]) => [id, { code, params: params as Record<string, number> }] as const);
      const fallen = new Set(found.map(([id]) => id));
      const isWhole = found.length > 0 && votes.every((one) => one.subjects.every((id) => fallen.has(id)));
      Object.assign(out, isWhole ? { [round.id]: found[0]![1] } : Object.fromEntries(found));
      continue;
    }
    const classes = Object.entries(classSums(inRound(meeting, round).groups));
    const tickets = ticketsFor(meeting, round);
    const due = meeting.plan && sheetsIn(meeting, round.id).map((one) => one.classes).reduce<Record<string, number>>((sum, one) => plus(sum, one), {});
    // with a roll: due are those entitled to the one sheet, present those who took a ticket for it
    const counts = due ? Object.keys(due).map((id) => ({ due: due[id]!, present: (tickets[id] ?? 0) + (sheets[id] ?? 0), replaced: (classSums(meeting.groups)[id]?.replaced ?? 0), issued: (tickets[id] ?? 0) + (sheets[id] ?? 0), returned: returned[round.id]?.[id] ?? 0 })) : classes.map(([id, sum]) => ({ due: sum.due, present: sum.present, replaced: sum.replaced, issued: (tickets[id] ?? 0) + (sheets[id] ?? 0), returned: returned[round.id]?.[id] ?? 0 }));
    const whole = (key: 'due' | 'present' | 'replaced' | 'issued' | 'returned'): number => counts.reduce((sum, one) => sum + one[key], 0);
    const surplus = counts.map((one) => voidReason(one, validity?.surplus && { surplus: validity.surplus })).find((one) => one !== null);
    const reason = surplus ?? voidReason({ due: whole('due'), present: whole('present'), replaced: whole('replaced'), issued: whole('issued'), returned: whole('returned') }, validity);
    if (reason) out[round.id] = { code: reason.code, params: reason.params as Record<string, number> };
  }
  return out;
}

/** Refuses unless the meeting is in one of the phases; says whether it is too early or too late. */
export function inPhase(phase: Phase, allowed: readonly Phase[]): Result<null, Problem> {
  if (allowed.includes(phase)) return ok(null);
  const late = PHASES.indexOf(phase) > PHASES.indexOf(allowed[allowed.length - 1]!);
  return err({ code: late ? 'meeting.too-late' : 'meeting.too-early', params: { phase } });
}

/** Group → group under which its voters were counted, by the plan or by the seal. */
export function mergedOf(meeting: MeetingRecord): Record<string, string> {
  const folded = meeting.counts?.merged ?? {};
  const planned = meeting.groups.flatMap((g): [string, string][] => (g.settled?.votes === 'merged' && g.settled.into !== null ? [[g.id, folded[g.settled.into] ?? g.settled.into]] : []));
  return { ...folded, ...Object.fromEntries(planned) };
}

/** Recount keys of the first two scrutineers who confirmed the opening of voting. */
export function recountKeysOf(meeting: Pick<MeetingRecord, 'confirmations'>): string[] {
  return (meeting.confirmations['open_voting'] ?? []).flatMap((one) => (one.recountKey === undefined ? [] : [one.recountKey])).slice(0, 2);
}
