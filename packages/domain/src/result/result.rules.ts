import { addDays, addWorkingDays, isWeekday, type Day } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import type { Machine } from '../machine/machine.ts';

export type ResultState = 'computed' | 'decided' | 'published' | 'final';
export type ResultCommand = 'decide' | 'publish' | 'finalise' | 'recheck' | 'compute' | 'correct';

/** States of a result (R-G3, R-G5, R-H1); a re-check after an objection makes a new version and goes back to `computed`. What is final changes by `correct` alone, a decision of fault tolerance (R-H3): a new version, the old one kept. */
export const RESULT_MACHINE: Machine<ResultState, ResultCommand> = {
  computed: { decide: 'decided', compute: 'computed' },
  decided: { decide: 'decided', publish: 'published', compute: 'computed' },
  published: { finalise: 'final', recheck: 'computed' },
  final: { correct: 'computed' },
};

/** True once the result is frozen. */
export function isFinalResult(state: ResultState): boolean {
  return state === 'final';
}

/** Last day of publicity: `days` after the start, in calendar or working days (S53: 5 days). */
export function publicityEnds(scheme: Pick<Scheme, 'publicity'>, from: Day, isWorkingDay: (day: Day) => boolean = isWeekday): Day {
  return scheme.publicity.workingDays ? addWorkingDays(from, scheme.publicity.days, isWorkingDay) : addDays(from, scheme.publicity.days);
}
