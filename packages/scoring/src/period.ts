import { monthsBetween } from '@shuping/kernel';
import type { EventInput, ScoreInputs } from '@shuping/scheme';

/** Length of the assessment period. */
export const PERIOD_MONTHS = 12;

/** Events of the last `months` months up to and with the period's end: with end 31 December, 12 months begin on 1 January. One that a decision of fault tolerance took out of account (R-H3) is not among them. */
export function eventsWithin(inputs: ScoreInputs, months: number): EventInput[] {
  return inputs.events.filter((event) => !event.waived && event.day <= inputs.periodEnd && monthsBetween(event.day, inputs.periodEnd) < months);
}
