import { isDay, type Day } from '@shuping/kernel';
import type { CalendarEntry, MonthDay, Stage } from '@shuping/scheme';

export type StageDays = { readonly opens: Day; readonly due: Day };

/** Days of the stages of a year: the earliest start and the latest last day over the calendars of all schemes in a cycle (R-C3, R-C4). */
export function stageCalendar(calendars: readonly (readonly CalendarEntry[])[], year: number): Partial<Record<Stage, StageDays>> {
  const days: Partial<Record<Stage, StageDays>> = {};
  for (const entry of calendars.flat()) {
    const known = days[entry.id];
    const opens = dayIn(entry.opens, year);
    const due = dayIn(entry.due, year);
    days[entry.id] = { opens: known && known.opens < opens ? known.opens : opens, due: known && known.due > due ? known.due : due };
  }
  return days;
}

/** The day in the year, or the last day of its month where the month is shorter. */
function dayIn({ month, day, yearOffset }: MonthDay, year: number): Day {
  const two = (n: number): string => String(n).padStart(2, '0');
  for (let date = day; ; date -= 1) {
    const text = `${year + yearOffset}-${two(month)}-${two(date)}`;
    if (isDay(text)) return text;
  }
}
