import { PHASE_MACHINE, PHASES, type MeetingFacts, type Phase, type PhaseCommand } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { MeetingGroup, MeetingRecord } from './meeting.entity.ts';

/** The ballot side keeps one round a meeting: one sector, one set of forms, everybody rates every subject. */
export const ROUND = 'r1';

/** Class of slips with which a group votes: its own, or the group it was merged into; null while unsettled. */
export function classOf(group: MeetingGroup): string | null {
  if (group.settled === null || group.settled.votes === 'named') return null;
  return group.settled.votes === 'merged' ? group.settled.into : group.id;
}

/** Groups declared as named before the vote: their marks are signed, and the rule of five hides nothing of them. */
export function namedClasses(meeting: Pick<MeetingRecord, 'groups'>): string[] {
  return meeting.groups.flatMap((group) => (group.settled?.votes === 'named' ? [group.id] : []));
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

/** Facts for the phase rules; `returned` is known to the caller only after closing. */
export function factsOf(meeting: Pick<MeetingRecord, 'groups' | 'confirmations'>, command: PhaseCommand, more: { readonly quorum: number; readonly commentsMissing: number; readonly returned: number }): MeetingFacts {
  const sum = (pick: (group: MeetingGroup) => number): number => meeting.groups.reduce((total, group) => total + pick(group), 0);
  return {
    due: sum((g) => g.due), present: sum((g) => g.present), slipsHandedOut: sum((g) => g.handedOut), stamped: sum((g) => g.stamped), replaced: sum((g) => g.replaced),
    groupsUnsettled: meeting.groups.filter((g) => classOf(g) === null).length,
    scrutineersConfirmed: new Set((meeting.confirmations[command] ?? []).map((c) => c.accountId)).size,
    ...more,
  };
}

/** Slips that stand in the way of closing check-in: every printed slip is handed out or voided, class by class, and no group got more than it has heads. */
export function slipProblems(groups: readonly MeetingGroup[], box: Readonly<Record<string, { readonly slips: number }>>): Problem[] {
  const left = Object.entries(classSums(groups))
    .filter(([id, sum]) => (box[id]?.slips ?? 0) !== sum.handedOut)
    .map(([id, sum]): Problem => ({ code: 'meeting.slips-left', at: id, params: { inBox: box[id]?.slips ?? 0, handedOut: sum.handedOut } }));
  const tooMany = groups
    .filter((g) => g.present > g.due || g.handedOut > g.present)
    .map((g): Problem => ({ code: g.present > g.due ? 'meeting.more-present-than-due' : 'meeting.more-slips-than-heads', at: g.id, params: { present: g.present, due: g.due, slips: g.handedOut } }));
  return [...left, ...tooMany];
}

/** Classes that gave more tickets than slips were handed out, or got more ballots back than it gave tickets, replacements included (security G2). */
export function countProblems(groups: readonly MeetingGroup[], returned: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(classSums(groups)).flatMap(([id, sum]): Problem[] => {
    const back = returned[id] ?? 0;
    if (sum.stamped > sum.handedOut) return [{ code: 'meeting.more-tickets-than-slips', at: id, params: { tickets: sum.stamped, slips: sum.handedOut } }];
    const tickets = sum.stamped + sum.replaced;
    return back > tickets ? [{ code: 'meeting.not-reconciled', at: id, params: { tickets, returned: back } }] : [];
  });
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

/** Command that leads on from a phase; null at the end. */
export function nextCommand(phase: MeetingRecord['phase']): PhaseCommand | null {
  return (Object.keys(PHASE_MACHINE[phase])[0] as PhaseCommand | undefined) ?? null;
}
