import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { step, type Machine } from '../machine/machine.ts';
import type { ResultState } from './result.rules.ts';

/**
 * Grounds on which a deduction may be left out of account (R-H3): a mistake for want of experience in trying first; one in trying what no rule forbids; an unmeant one for the
 * common good; what nobody could foresee or prevent; what was inherited or decided above; one that the person found, mended and made good himself.
 */
export const TOLERANCE_GROUNDS = ['pioneering', 'exploring', 'unintended', 'unforeseeable', 'inherited', 'remedied'] as const;
export type ToleranceGround = (typeof TOLERANCE_GROUNDS)[number];

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
