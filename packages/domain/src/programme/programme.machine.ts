import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { step, type Machine } from '../machine/machine.ts';

export type ProgrammeState = 'draft' | 'issued' | 'withdrawn';
export type ProgrammeCommand = 'issue' | 'withdraw';

/** 年度部署: issued once, and withdrawn at most once; what it was is never lost. */
export const PROGRAMME_MACHINE = {
  draft: { issue: 'issued' },
  issued: { withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Machine<ProgrammeState, ProgrammeCommand>;

/** True while its content may be changed. */
export function isProgrammeDraft(state: ProgrammeState): boolean {
  return state === 'draft';
}

/** True while new cycles below take it over. */
export function isProgrammeInForce(state: ProgrammeState): boolean {
  return state === 'issued';
}

/** True once it is out of force after it was issued. */
export function isProgrammeWithdrawn(state: ProgrammeState): boolean {
  return state === 'withdrawn';
}

/** Next state, or `programme.frozen` (no longer a draft), `programme.not-issued` (nothing to withdraw). */
export function moveProgramme(state: ProgrammeState, command: ProgrammeCommand): Result<ProgrammeState, Problem> {
  const next = step(PROGRAMME_MACHINE as Machine<ProgrammeState, ProgrammeCommand>, state, command);
  return next === null ? err({ code: command === 'issue' ? 'programme.frozen' : 'programme.not-issued' }) : ok(next);
}
