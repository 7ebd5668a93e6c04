import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { STAGES, type Stage } from '@shuping/scheme';

/** What must be known about a cycle to open its next stage (R-C2). Counts are of included assessees unless said otherwise. */
export type CycleFacts = {
  readonly today: string;
  readonly opens: Readonly<Partial<Record<Stage, string>>>;
  readonly assessees: number;
  readonly unexplainedMissing: number;
  readonly sectorsWithoutScheme: number;
  readonly reportsAccepted: number;
  readonly reportsExcused: number;
  readonly agendaDrawn: boolean;
  readonly groupsIncomplete: number;
  readonly groupsUnsettled: number;
  readonly meetings: number;
  readonly meetingsSealed: number;
  readonly commentsMissing: number;
  readonly scoresHeld: number;
  readonly decided: number;
  readonly opinionsApproved: number;
  readonly quotaProblems: number;
  readonly publicityEnds: string | null;
  readonly objectionsOpen: number;
  readonly lettersIssued: number;
  readonly problemsOpen: number;
};

/** One condition of opening a stage: it holds or names what is missing. */
export type Guard = { readonly code: string; readonly holds: boolean; readonly params: Readonly<Record<string, string | number>> };

const guard = (code: string, holds: boolean, params: Record<string, string | number> = {}): Guard => ({ code, holds, params });

const GUARDS: Record<Stage, (f: CycleFacts) => Guard[]> = {
  planning: () => [],
  research: (f) => [
    guard('guard.assessees', f.assessees > 0, { count: f.assessees }),
    guard('guard.coverage-explained', f.unexplainedMissing === 0, { missing: f.unexplainedMissing }),
    guard('guard.schemes-published', f.sectorsWithoutScheme === 0, { missing: f.sectorsWithoutScheme }),
  ],
  reporting: () => [],
  vetting: () => [],
  meeting: (f) => [
    guard('guard.reports-accepted', f.reportsAccepted + f.reportsExcused >= f.assessees, { missing: f.assessees - f.reportsAccepted - f.reportsExcused }),
    guard('guard.meeting-planned', f.meetings > 0),
    guard('guard.agenda-drawn', f.agendaDrawn),
    guard('guard.groups-complete', f.groupsIncomplete === 0, { missing: f.groupsIncomplete }),
    guard('guard.small-groups-settled', f.groupsUnsettled === 0, { missing: f.groupsUnsettled }),
  ],
  grading: (f) => [
    guard('guard.meetings-sealed', f.meetings > 0 && f.meetingsSealed === f.meetings, { missing: f.meetings - f.meetingsSealed }),
    guard('guard.comments-recorded', f.commentsMissing === 0, { missing: f.commentsMissing }),
  ],
  publicity: (f) => [
    guard('guard.scores-complete', f.scoresHeld === 0, { missing: f.scoresHeld }),
    guard('guard.grades-decided', f.decided === f.assessees, { missing: f.assessees - f.decided }),
    guard('guard.quotas-hold', f.quotaProblems === 0, { missing: f.quotaProblems }),
    guard('guard.opinions-approved', f.opinionsApproved === f.assessees, { missing: f.assessees - f.opinionsApproved }),
  ],
  feedback: (f) => [
    guard('guard.publicity-ended', f.publicityEnds !== null && f.today > f.publicityEnds, { ends: f.publicityEnds ?? '' }),
    guard('guard.objections-decided', f.objectionsOpen === 0, { missing: f.objectionsOpen }),
  ],
  rectification: (f) => [guard('guard.letters-issued', f.lettersIssued === f.assessees, { missing: f.assessees - f.lettersIssued })],
  archive: (f) => [guard('guard.problems-settled', f.problemsOpen === 0, { missing: f.problemsOpen })],
};

/** Stage after the given one; null after the last. */
export function nextStage(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

/** True when `stage` has been reached or passed. */
export function stageReached(current: Stage, stage: Stage): boolean {
  return STAGES.indexOf(current) >= STAGES.indexOf(stage);
}

/** All conditions of opening a stage, held ones included; the calendar's earliest day comes first. */
export function guardsOf(stage: Stage, facts: CycleFacts): Guard[] {
  const opens = facts.opens[stage];
  const calendar = opens === undefined ? [] : [guard('guard.not-before', facts.today >= opens, { day: opens })];
  return [...calendar, ...GUARDS[stage](facts)];
}

/** Opens the next stage, or says what is missing (`cycle.guard` with one issue per condition). */
export function openNextStage(current: Stage, facts: CycleFacts): Result<Stage, Problem> {
  const next = nextStage(current);
  if (next === null) return err({ code: 'cycle.finished' });
  const failed = guardsOf(next, facts).filter((g) => !g.holds);
  if (failed.length > 0) return err({ code: 'cycle.guard', params: { stage: next }, issues: failed.map((g) => ({ code: g.code, params: g.params })) });
  return ok(next);
}

/** Takes a cycle back to an earlier stage; needs a reason and is refused once results are final. */
export function reopenStage(current: Stage, to: Stage, reason: string): Result<Stage, Problem> {
  if (STAGES.indexOf(to) >= STAGES.indexOf(current)) return err({ code: 'cycle.reopen-forward', params: { from: current, to } });
  if (stageReached(current, 'feedback')) return err({ code: 'cycle.results-final' });
  if (reason.trim().length === 0) return err({ code: 'reason.required', at: 'reason' });
  return ok(to);
}
