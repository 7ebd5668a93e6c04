import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { step } from '../machine/machine.ts';
import { PHASE_MACHINE, type Phase } from './meeting.machine.ts';

/** Refuses unless a lost ticket may be issued again now: from check-in on, until the first round opens (security 2.4 step 9). Errors: `meeting.too-early`, `meeting.too-late`. */
export function mayReplace(phase: Phase): Result<null, Problem> {
  if (step(PHASE_MACHINE, phase, 'open_check_in') !== null) return err({ code: 'meeting.too-early', params: { phase } });
  return step(PHASE_MACHINE, phase, 'close_check_in') !== null || step(PHASE_MACHINE, phase, 'open_voting') !== null ? ok(null) : err({ code: 'meeting.too-late', params: { phase } });
}

/** True when more than one slip and more than one in a hundred was issued again: each may mean a second ballot, since a blind ticket cannot be voided. */
export function replacementsAlarm(replaced: number, stamped: number): boolean {
  return replaced > 1 && replaced * 100 > stamped;
}
