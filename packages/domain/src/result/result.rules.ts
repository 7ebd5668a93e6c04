import { addDays, addWorkingDays, isWeekday, type Day } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import type { Machine } from '../machine/machine.ts';

export type ResultState = 'computed' | 'decided' | 'published' | 'final';
export type ResultCommand = 'decide' | 'publish' | 'finalise' | 'recheck' | 'compute';

/** States of a result (R-G3, R-G5, R-H1); a re-check after an objection makes a new version and goes back to `computed`. */
export const RESULT_MACHINE: Machine<ResultState, ResultCommand> = {
  computed: { decide: 'decided', compute: 'computed' },
  decided: { decide: 'decided', publish: 'published', compute: 'computed' },
  published: { finalise: 'final', recheck: 'computed' },
  final: {},
};

/** Last day of publicity: `days` after the start, in calendar or working days (S53: 5 days). */
export function publicityEnds(scheme: Pick<Scheme, 'publicity'>, from: Day, isWorkingDay: (day: Day) => boolean = isWeekday): Day {
  return scheme.publicity.workingDays ? addWorkingDays(from, scheme.publicity.days, isWorkingDay) : addDays(from, scheme.publicity.days);
}

/** An act that a grade leads to (R-H2), with its last day. */
export type DueAction = { readonly rule: string; readonly action: Scheme['results'][number]['action']; readonly role: string | null; readonly due: Day | null };

/** Acts that follow from a final grade, in the scheme's order. */
export function actionsFor(scheme: Pick<Scheme, 'results'>, grade: string, finalOn: Day): DueAction[] {
  return scheme.results
    .filter((rule) => rule.grades.includes(grade))
    .map((rule) => ({ rule: rule.id, action: rule.action, role: rule.role ?? null, due: rule.withinDays === undefined ? null : addDays(finalOn, rule.withinDays) }));
}
