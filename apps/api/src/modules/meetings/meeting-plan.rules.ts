import { compositionProblems, needsNames, planSheets, signsOn, type Elector, type ElectoratePlan, type RatedSubject, type SectorRound, type SheetPlan, type SignedSheet } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { asks } from './ballot-form.ts';
import type { ElectorRecord } from './elector.entity.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import type { MeetingContext } from './meeting-context.ts';
import { classOf, namedClasses } from './meeting.rules.ts';

export type RollElector = Pick<ElectorRecord, 'id' | 'groups' | 'subject' | 'related'>;

/** True for a group whose members come with their names, since not all of them rate the same people (R09, R15). */
export function isByName(context: Pick<MeetingContext, 'schemes'>, group: string): boolean {
  return [...context.schemes.values()].some((scheme) => scheme.groups.some((one) => one.id === group && needsNames(one.rates)));
}

/** True when some round needs more than one ballot: people come by name, panels rate some, or items are asked of some only. */
export function needsPlan({ schemes }: Pick<MeetingContext, 'schemes'>): boolean {
  return [...schemes.values()].some((scheme) => scheme.groups.some((group) => needsNames(group.rates) || group.rates?.rule === 'only' || itemsOf(scheme, group.id).some((item) => item.only !== undefined)));
}

function itemsOf(scheme: Scheme, group: string): Scheme['ballots'][number]['items'] {
  const ballot = scheme.groups.find((one) => one.id === group)?.ballot;
  return scheme.ballots.find((one) => one.id === ballot)?.items ?? [];
}

/**
 * Who votes on whom, on which ballot, as the roll and the groups stand; null for a meeting without a roll in which everybody rates everybody. Issues: `electorate.scope-too-small`, `electorate.unrated`, `meeting.rates-need-names` for a group
 * without anybody on the roll.
 */
export function planOf(meeting: Pick<MeetingRecord, 'groups'>, context: Pick<MeetingContext, 'schemes' | 'standing' | 'assessees'>, electors: readonly RollElector[]): Result<SheetPlan | null, Problem> {
  if (!needsPlan(context) && electors.length === 0) return ok(null);
  const issues = meeting.groups.filter((group) => isByName(context, group.id) && !electors.some((one) => one.groups.includes(group.id))).map((group): Problem => ({ code: 'meeting.rates-need-names', at: group.id, params: { group: group.id } }));
  return issues.length > 0 ? err({ code: 'electorate.unsettled', issues }) : planSheets(electorateOf(meeting, context, electors));
}

/** Rounds, people and groups of a meeting as the rules of who rates whom ask for them. */
export function electorateOf(meeting: Pick<MeetingRecord, 'groups'>, context: Pick<MeetingContext, 'schemes' | 'standing' | 'assessees'>, electors: readonly RollElector[]): ElectoratePlan & Required<Pick<ElectoratePlan, 'kindOf'>> {
  const schemeOf = (round: SectorRound): Scheme => context.schemes.get(round.sector) ?? [...context.schemes.values()][0]!;
  const facts = (id: string): RatedSubject => ({ id, facts: context.assessees.get(id)?.facts ?? {} });
  const sector = new Map(context.standing.rounds.flatMap((round) => round.subjects.map((id) => [id, schemeOf(round)] as const)));
  return {
    rounds: context.standing.rounds.map((round) => ({ id: round.id, subjects: round.subjects.map(facts), groups: schemeOf(round).groups.map(({ id, rates }) => ({ id, rates })) })),
    electors: electors.map(electorOf),
    heads: Object.fromEntries(meeting.groups.map((group) => [group.id, group.due])),
    into: intoOf(meeting, context), named: namedClasses(meeting),
    kindOf: (subject, voterClass) => itemsOf(sector.get(subject.id)!, voterClass).filter((item) => asks(item, subject)).map((item) => item.id).join(' '),
  };
}

/** What a member of a group that signs is due to rate; `elector` null: of whom only the name is known. */
export function sheetsOfSigner(meeting: Pick<MeetingRecord, 'groups'>, context: Pick<MeetingContext, 'schemes' | 'standing' | 'assessees'>, group: string, elector: RollElector | null): SignedSheet[] {
  return signsOn(electorateOf(meeting, context, []), group, elector && electorOf(elector));
}

/** True for somebody whose groups all sign, so that no slip of the secret vote is theirs. */
export function isSigner(one: Pick<RollElector, 'groups'>, meeting: Pick<MeetingRecord, 'groups'>): boolean {
  const named = namedClasses(meeting);
  return one.groups.every((group) => named.includes(group));
}

/** Somebody of the roll as the rules of who rates whom see them. */
export const electorOf = (one: RollElector): Elector => ({ id: one.id, groups: one.groups, subject: one.subject ?? null, related: one.related });

/** Where a class goes that is too small, for the meeting or for one person. */
function intoOf(meeting: Pick<MeetingRecord, 'groups'>, { schemes }: Pick<MeetingContext, 'schemes'>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const scheme of schemes.values()) {
    for (const { id, small } of scheme.groups) {
      const target = small.rule === 'merge' ? meeting.groups.find((one) => one.id === small.into) : undefined;
      const to = target && classOf(target);
      if (to !== null && to !== undefined) out[id] ??= to;
    }
  }
  return out;
}

/** Parts of groups that make up too little of the heads present (R11). */
export function partProblems(meeting: Pick<MeetingRecord, 'groups'>, { groups }: Pick<MeetingContext, 'groups'>): Problem[] {
  return meeting.groups.flatMap((group) => compositionProblems(group.id, group.present, groups.find((one) => one.id === group.id)?.composition ?? [], group.parts ?? {}));
}
