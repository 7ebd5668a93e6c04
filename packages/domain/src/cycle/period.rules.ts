import { addDays, daysBetween, type Day } from '@shuping/kernel';
import type { Stage } from '@shuping/scheme';
import type { StageDays } from './calendar.rules.ts';

/** What a cycle can span, widest first. */
export const PERIOD_KINDS = ['term', 'year', 'half_year', 'quarter', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
type Part = 'half_year' | 'quarter' | 'month';
/** Period of a cycle (R-C1): a term of office of whole years, a year, or a numbered part of one. */
export type Period = { readonly kind: 'term'; readonly from: number; readonly to: number } | { readonly kind: 'year'; readonly year: number } | { readonly kind: Part; readonly year: number; readonly number: number };

const PARTS: Readonly<Record<Part, { readonly letter: string; readonly months: number }>> = { half_year: { letter: 'H', months: 6 }, quarter: { letter: 'Q', months: 3 }, month: { letter: 'M', months: 1 } };
const KEY = /^(\d{4})(?:-(\d{4})|-([HQM])(\d\d?))?$/;
const LONGEST_TERM = 10;

/** Stable name of a period: `2026`, `2026-H1`, `2026-Q3`, `2026-M05`, `2024-2028`. */
export function periodKey(period: Period): string {
  if (period.kind === 'term') return `${period.from}-${period.to}`;
  if (period.kind === 'year') return String(period.year);
  return `${period.year}-${PARTS[period.kind].letter}${period.kind === 'month' ? String(period.number).padStart(2, '0') : period.number}`;
}

/** Period of a key; null for any other text, a part that a year has not, and a term of less than 2 or more than 10 years. */
export function parsePeriod(key: string): Period | null {
  const [, first, last, letter, number] = KEY.exec(key) ?? [];
  if (first === undefined) return null;
  const period = periodOf(Number(first), last, letter, Number(number));
  return period && periodKey(period) === key ? period : null;
}

function periodOf(year: number, last: string | undefined, letter: string | undefined, number: number): Period | null {
  if (last !== undefined) return Number(last) > year && Number(last) - year < LONGEST_TERM ? { kind: 'term', from: year, to: Number(last) } : null;
  const kind = PERIOD_KINDS.find((one): one is Part => one in PARTS && PARTS[one as Part].letter === letter);
  if (kind === undefined) return { kind: 'year', year };
  return number >= 1 && number <= 12 / PARTS[kind].months ? { kind, year, number } : null;
}

/** Parts of a year in their order: its half-years, quarters or months. */
export function partsOf(year: number, kind: Part): Period[] {
  return Array.from({ length: 12 / PARTS[kind].months }, (_, at) => ({ kind, year, number: at + 1 }));
}

export function firstDay(period: Period): Day {
  if (period.kind === 'term') return `${period.from}-01-01`;
  const month = period.kind === 'year' ? 1 : (period.number - 1) * PARTS[period.kind].months + 1;
  return `${period.year}-${String(month).padStart(2, '0')}-01`;
}

export function lastDay(period: Period): Day {
  if (period.kind === 'term') return `${period.to}-12-31`;
  const month = period.kind === 'year' ? 12 : period.number * PARTS[period.kind].months;
  return month === 12 ? `${period.year}-12-31` : addDays(`${period.year}-${String(month + 1).padStart(2, '0')}-01`, -1);
}

/** Year in which a period ends: the year of its schemes, programmes and lists. */
export function yearOfPeriod(period: Period): number {
  return period.kind === 'term' ? period.to : period.year;
}

/** True where the inner period is of a finer kind and lies within the outer one (R-C1). */
export function nests(inner: Period, outer: Period): boolean {
  return PERIOD_KINDS.indexOf(inner.kind) > PERIOD_KINDS.indexOf(outer.kind) && firstDay(outer) <= firstDay(inner) && lastDay(inner) <= lastDay(outer);
}

/** The period of the same kind and length directly before. */
export function previousPeriod(period: Period): Period {
  if (period.kind === 'term') return { kind: 'term', from: 2 * period.from - period.to - 1, to: period.from - 1 };
  if (period.kind === 'year') return { kind: 'year', year: period.year - 1 };
  return period.number > 1 ? { ...period, number: period.number - 1 } : { ...period, year: period.year - 1, number: 12 / PARTS[period.kind].months };
}

/** Order in time by the last day; of those that end together the inner one comes first. Negative where `a` comes first. */
export function comparePeriods(a: Period, b: Period): number {
  const [left, right] = [lastDay(a), lastDay(b)];
  return left < right ? -1 : left > right ? 1 : PERIOD_KINDS.indexOf(b.kind) - PERIOD_KINDS.indexOf(a.kind) || (firstDay(a) > firstDay(b) ? -1 : firstDay(a) < firstDay(b) ? 1 : 0);
}

/** True for the key of a year's or a term's cycle; results of other cycles are never counted as those of a year (R-H2, R-H4). */
export function countsAsYear(key: string): boolean {
  return isYearKey(key) || parsePeriod(key)?.kind === 'term';
}

export function isYearKey(key: string): boolean {
  return /^\d{4}$/.test(key);
}

/**
 * Days that a scheme sets for its year, in a period (R-C3). A year and a term take them as they stand. In a part of the year what lies before the end keeps its distance from the end,
 * never before the first day, so that writing and vetting have the time that they need; what follows the end is shortened in proportion, so that it is over before the next part ends.
 */
export function calendarIn(period: Period, year: Readonly<Partial<Record<Stage, StageDays>>>): Partial<Record<Stage, StageDays>> {
  if (period.kind === 'term' || period.kind === 'year') return { ...year };
  const [from, start] = [`${period.year}-01-01`, firstDay(period)];
  const share = (daysBetween(start, lastDay(period)) + 1) / (daysBetween(from, `${period.year}-12-31`) + 1);
  const end = lastDay(period);
  const moved = (day: Day): Day => {
    const distance = daysBetween(`${period.year}-12-31`, day);
    const there = addDays(end, distance <= 0 ? distance : Math.ceil(distance * share));
    return there < start ? start : there;
  };
  return Object.fromEntries(Object.entries(year).map(([stage, { opens, due }]) => [stage, { opens: moved(opens), due: moved(due) }]));
}

/** Catalogue key and parameters of a period's name: 2026年上半年, 2026年第三季度. Another text than a key reads as a year. */
export function periodName(key: string): { readonly key: string; readonly params: Readonly<Record<string, string | number>> } {
  const period = parsePeriod(key);
  if (period?.kind === 'term') return { key: 'period.term', params: { from: period.from, to: period.to } };
  if (period === null || period.kind === 'year') return { key: 'period.year', params: { year: key } };
  return { key: `period.${PARTS[period.kind].letter.toLowerCase()}${period.number}`, params: { year: period.year } };
}
