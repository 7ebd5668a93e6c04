import { addDays, daysBetween, err, ok, type Day, type Problem as Failure, type Result } from '@shuping/kernel';
import { step, type Machine } from '../machine/machine.ts';

export const PROBLEM_SOURCES = ['self', 'comment', 'superior', 'public', 'inspection', 'check', 'carried', 'talk', 'common'] as const;
export type ProblemSource = (typeof PROBLEM_SOURCES)[number];
export const PROBLEM_LEVELS = ['now', 'limited', 'long'] as const;
export type ProblemLevel = (typeof PROBLEM_LEVELS)[number];

export type ProblemState = 'found' | 'planned' | 'submitted' | 'closed' | 'carried';
export type ProblemCommand = 'plan' | 'progress' | 'submit' | 'verify' | 'send_back' | 'reopen' | 'carry';

/** Life of a ledger item (R-I1, R-I2): found → planned (cause, measure, owner, deadline) → proof submitted → verified and closed, or sent back; open items are carried into next year. Nothing is ever deleted. */
export const PROBLEM_MACHINE: Machine<ProblemState, ProblemCommand> = {
  found: { plan: 'planned', carry: 'carried' },
  planned: { plan: 'planned', progress: 'planned', submit: 'submitted', carry: 'carried' },
  submitted: { verify: 'closed', send_back: 'planned', carry: 'carried' },
  closed: { reopen: 'planned' },
  carried: {},
};

/** What planning must state (R-I1). */
export type Plan = { readonly cause: string; readonly measure: string; readonly owner: string; readonly answerable: string; readonly level: ProblemLevel; readonly deadline: Day };

/** Checks one command on a ledger item; `proofs` counts proof entries since the last return, `actorIsOwner` keeps owners from verifying themselves. */
export function changeProblem(state: ProblemState, command: ProblemCommand, facts: { readonly plan: Plan | null; readonly proofs: number; readonly actorIsOwner: boolean; readonly reason: string; readonly today: Day }): Result<ProblemState, Failure> {
  const next = step(PROBLEM_MACHINE, state, command);
  if (next === null) return err({ code: 'problem.illegal-transition', params: { from: state, command } });
  const issue = RULES[command]?.(facts) ?? null;
  return issue ? err(issue) : ok(next);
}

type Facts = Parameters<typeof changeProblem>[2];

const RULES: Partial<Record<ProblemCommand, (f: Facts) => Failure | null>> = {
  plan: (f) => {
    const plan = f.plan;
    if (!plan) return { code: 'problem.plan-required', at: 'plan' };
    for (const field of ['cause', 'measure', 'owner', 'answerable'] as const) if (plan[field].trim().length === 0) return { code: 'field.required', at: field };
    return plan.deadline < f.today ? { code: 'problem.deadline-past', at: 'deadline', params: { today: f.today } } : null;
  },
  submit: (f) => (f.proofs > 0 ? null : { code: 'problem.proof-required', at: 'proof' }),
  verify: (f) => (f.actorIsOwner ? { code: 'problem.own-item' } : null),
  send_back: (f) => (f.actorIsOwner ? { code: 'problem.own-item' } : f.reason.trim() ? null : { code: 'reason.required', at: 'reason' }),
  reopen: (f) => (f.reason.trim() ? null : { code: 'reason.required', at: 'reason' }),
};

/** True while the item still asks for work. */
export function isOpen(state: ProblemState): boolean {
  return state !== 'closed' && state !== 'carried';
}

/** True while the item has neither measure nor deadline. */
export function awaitsMeasure(state: ProblemState): boolean {
  return state === 'found';
}

/** True while proof is handed in and the superior's verification is waited for. */
export function awaitsVerification(state: ProblemState): boolean {
  return state === 'submitted';
}

/** True once the item was verified and closed. */
export function isClosedItem(state: ProblemState): boolean {
  return state === 'closed';
}

/** True once the item went into next year. */
export function isCarriedItem(state: ProblemState): boolean {
  return state === 'carried';
}

/** Traffic light of an item: closed, overdue, due within 7 days, running. */
export function lightOf(state: ProblemState, deadline: Day | null, today: Day): 'closed' | 'overdue' | 'soon' | 'running' {
  if (!isOpen(state)) return 'closed';
  if (deadline === null) return 'running';
  if (deadline < today) return 'overdue';
  return daysBetween(today, deadline) <= 7 ? 'soon' : 'running';
}

/** Sort key that puts lateness first: open items by deadline, those without one last, then closed and carried ones. */
export function placeOf(state: ProblemState, deadline: Day | null): string {
  return `${isOpen(state) ? '0' : '1'}${deadline ?? '9999-12-31'}`;
}

/** Places `[from, before)` of a traffic light on a day, for a filter over stored places. */
export function placesOf(light: ReturnType<typeof lightOf>, today: Day): readonly [from: string, before: string] {
  const late = `0${today}`;
  const later = `0${addDays(today, 8)}`;
  return ({ overdue: ['0', late], soon: [late, later], running: [later, '1'], closed: ['1', '2'] } as const)[light];
}
