import { addDays, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { step, type Machine } from '../machine/machine.ts';
import type { ResultState } from './result.rules.ts';

export type ToleranceState = 'filed' | 'reviewed' | 'approved' | 'rejected' | 'withdrawn';
export type ToleranceCommand = 'review' | 'approve' | 'reject' | 'withdraw';

/** Life of an application of fault tolerance (容错纠错, R-H3): filed → the office's opinion → approved or rejected by the committee; taken back before that. What is decided stays. */
export const TOLERANCE_MACHINE: Machine<ToleranceState, ToleranceCommand> = {
  filed: { review: 'reviewed', withdraw: 'withdrawn' },
  reviewed: { review: 'reviewed', approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  approved: {},
  rejected: {},
  withdrawn: {},
};

/** Checks one command; `actorIsSubject` keeps people from judging what is about themselves. Opinion, decision and a withdrawal are said in words. */
export function changeTolerance(state: ToleranceState, command: ToleranceCommand, facts: { readonly words: string; readonly actorIsSubject: boolean }): Result<ToleranceState, Problem> {
  const next = step(TOLERANCE_MACHINE, state, command);
  if (next === null) return err({ code: 'tolerance.illegal-transition', params: { from: state, command } });
  if (command !== 'withdraw' && facts.actorIsSubject) return err({ code: 'tolerance.own' });
  return facts.words.trim() === '' ? err({ code: 'reason.required', at: '/words' }) : ok(next);
}

/** What an approval does to the result: nothing is computed yet; it is computed again; a new version is published; a new version is final at once, the old ones kept (R-H3, R-G5). */
export type ToleranceEffect = 'noted' | 'recompute' | 'recheck' | 'correct';

export function effectOnResult(state: ResultState | null): ToleranceEffect {
  return state === null ? 'noted' : ({ computed: 'recompute', decided: 'recompute', published: 'recheck', final: 'correct' } as const)[state];
}

type Rules = NonNullable<Scheme['tolerance']>;

/** Days by which the office gives its opinion and by which the application is decided: from the day of filing, and from the opinion once it is there. */
export function toleranceDues(rules: Pick<Rules, 'opinionDays' | 'decisionDays'>, filedOn: Day, opinionOn: Day | null): { readonly opinion: Day; readonly decision: Day } {
  const opinion = addDays(filedOn, rules.opinionDays);
  return { opinion, decision: addDays(opinionOn ?? opinion, rules.decisionDays) };
}

/** What keeps an application about a deduction on a ground from being taken under a scheme (R-H3); null when it is taken. */
export function toleranceBar(rules: Rules | undefined, ground: string, of: { readonly place: string; readonly item: string }): Problem | null {
  if (!rules) return { code: 'tolerance.not-offered' };
  if (!rules.grounds.some((one) => one.id === ground)) return { code: 'tolerance.ground-unknown', at: '/ground' };
  return neverExcused(rules, of) ? { code: 'tolerance.never', at: '/deduction' } : null;
}

/** Does the scheme name the question, the sheet or its item as one that no ground excuses? */
export function neverExcused(rules: Pick<Rules, 'never'> | undefined, { place, item }: { readonly place: string; readonly item: string }): boolean {
  return rules?.never?.some((id) => id === place || (item !== '' && id === item)) ?? false;
}
