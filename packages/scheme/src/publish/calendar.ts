import { isDay } from '@shuping/kernel';
import type { MonthDay } from '../model/common.ts';
import { STAGES } from '../model/stages.ts';
import type { Scheme } from '../model/scheme.ts';
import { dayNumber } from '../resolve/constraint-holds.ts';
import { type Finding, finding } from './context.ts';

/** Stages open and end in their order, each on real days: scheme.calendar-day, scheme.calendar-order. 29 February counts as real. */
export function calendarFindings(scheme: Scheme): Finding[] {
  const entries = [...scheme.calendar].sort((a, b) => STAGES.indexOf(a.id) - STAGES.indexOf(b.id));
  return entries.flatMap((entry, i) => {
    const path = `calendar/${entry.id}`;
    const before = entries[i - 1];
    return [
      ...(['opens', 'due'] as const).filter((end) => !isRealDay(entry[end])).map((end) => finding('scheme.calendar-day', `${path}/${end}`)),
      ...(later(entry.opens, entry.due) ? [finding('scheme.calendar-order', `${path}/due`, { after: `${path}/opens` })] : []),
      ...(before ? (['opens', 'due'] as const).filter((end) => later(before[end], entry[end])).map((end) => finding('scheme.calendar-order', `${path}/${end}`, { after: `calendar/${before.id}/${end}` })) : []),
    ];
  });
}

function later(a: MonthDay, b: MonthDay): boolean {
  return dayNumber(a)! > dayNumber(b)!;
}

function isRealDay({ month, day }: MonthDay): boolean {
  return isDay(`2028-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
