import type { Amount, Counted, DashboardOut, Measure } from '@shuping/contracts';

/** A column of the table: a share of `of`, of an amount in another (`part`, `whole`), an amount for each counted one (`part` alone), or a count; `down`: fewer is better; without `ranked` nobody is compared by it. `grade` counts only the best grade; `hint`: a text says how it is reckoned. */
export type Cell = { readonly id: string; readonly measure: Measure; readonly of?: Measure; readonly part?: Amount; readonly whole?: Amount; readonly hint?: true; readonly down?: true; readonly ranked: boolean; readonly grade?: true };

export const CELLS: readonly Cell[] = [
  { id: 'coverage', measure: 'covered', of: 'units', ranked: true },
  { id: 'handed', measure: 'handed_in', of: 'assessees', ranked: true },
  { id: 'first', measure: 'first_time', of: 'accepted', ranked: true },
  { id: 'turnout', measure: 'voted', part: 'took_part', whole: 'entitled', hint: true, ranked: true },
  { id: 'good', measure: 'graded', of: 'graded', ranked: false, grade: true },
  { id: 'closed', measure: 'problems_closed', of: 'problems', ranked: true },
  { id: 'overdue', measure: 'problems_overdue', down: true, ranked: true },
  { id: 'repeated', measure: 'problems_repeated', down: true, ranked: true },
  { id: 'talks', measure: 'talks_done', of: 'talks', ranked: true },
  { id: 'satisfied', measure: 'surveyed', part: 'satisfied', whole: 'asked', hint: true, ranked: true },
  { id: 'minutes', measure: 'filled', part: 'minutes', hint: true, down: true, ranked: true },
];

/** Count behind a cell. */
export function countOf(cell: Cell, counted: Counted, best: string | undefined): number {
  return cell.grade ? (counted.grades[best ?? ''] ?? 0) : (counted.n[cell.measure] ?? 0);
}

/** Value of a cell: a share in per cent, an amount for each, or a count; null where there is nothing to take it of. */
export function valueOf(cell: Cell, counted: Counted, best?: string): number | null {
  const count = countOf(cell, counted, best);
  if (cell.part !== undefined) {
    const whole = cell.whole === undefined ? count : (counted.amounts[cell.whole] ?? 0);
    return whole === 0 ? null : ((counted.amounts[cell.part] ?? 0) / whole) * (cell.whole === undefined ? 1 : 100);
  }
  if (cell.of === undefined) return count;
  const all = counted.n[cell.of] ?? 0;
  return all === 0 ? null : (count / all) * 100;
}

/** Share as printed: whole, or with one digit where that is not exact. */
export function percent(value: number): string {
  const text = value.toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** Value as it stands in a cell. */
export function shown(cell: Cell, value: number): string {
  return cell.of !== undefined || cell.whole !== undefined ? percent(value) : String(Math.round(value));
}

/** What a value is taken of, as a part and its whole; only the part where it is no share. */
export function partsOf(cell: Cell, counted: Counted, best: string | undefined): readonly [number, number | null] {
  if (cell.part !== undefined) return [counted.amounts[cell.part] ?? 0, cell.whole === undefined ? countOf(cell, counted, best) : (counted.amounts[cell.whole] ?? 0)];
  return [countOf(cell, counted, best), cell.of === undefined ? null : (counted.n[cell.of] ?? 0)];
}

export type Shade = 0 | 1 | 2 | 3 | 4 | 5;

/** Shade of each value among its like, 5 in front, by rank; 0 where there is nothing to compare. */
export function shades(values: readonly (number | null)[], down = false): Shade[] {
  const known = [...new Set(values.filter((value): value is number => value !== null))].sort((a, b) => (down ? b - a : a - b));
  if (known.length < 2) return values.map(() => 0);
  return values.map((value) => (value === null ? 0 : ((1 + Math.round((known.indexOf(value) / (known.length - 1)) * 4)) as Shade)));
}

/** Place of the one value behind all others; -1 when there is none, or fewer than three to compare. */
export function worstOf(values: readonly (number | null)[], down = false): number {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 3) return -1;
  const worst = down ? Math.max(...known) : Math.min(...known);
  return known.filter((value) => value === worst).length === 1 ? values.indexOf(worst) : -1;
}

export type Narrowing = { readonly orgId: string; readonly year: number; readonly sector?: string | undefined; readonly guide?: string | undefined };

/** Address of the list that a figure counts. */
export function listHref(at: Narrowing, measure: Measure, more: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ measure, orgId: at.orgId, year: String(at.year), sector: at.sector, guide: at.guide, ...more })) if (value !== undefined && value !== '') query.set(name, value);
  return `/dashboard/list?${query.toString()}`;
}

/** Address of the dashboard at a place. */
export function placeHref(at: Narrowing, orgId: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ orgId, year: String(at.year), sector: at.sector, guide: at.guide })) if (value !== undefined && value !== '') query.set(name, value);
  return `/dashboard?${query.toString()}`;
}

type Row = DashboardOut['rows'][number];
export type Notice = { readonly key: string; readonly row: Row; readonly measure: Measure; readonly params: Readonly<Record<string, string | number>> };

/** What to look at first, at most three: most overdue, talks not held in time, units that nobody assesses. Only facts that somebody can act on. */
export function noticesOf(rows: readonly Row[]): Notice[] {
  const inner = rows.filter((row) => !row.opens || !rows.some((other) => other.level > row.level));
  const top = (measure: Measure): Row | undefined => [...inner].filter((row) => (row.n[measure] ?? 0) > 0).sort((a, b) => (b.n[measure] ?? 0) - (a.n[measure] ?? 0))[0];
  const sum = (measure: Measure): number => inner.reduce((total, row) => total + (row.n[measure] ?? 0), 0);
  const notice = (key: string, measure: Measure): Notice[] => {
    const row = top(measure);
    return row ? [{ key, row, measure, params: { count: row.n[measure] ?? 0, all: sum(measure) } }] : [];
  };
  return [...notice('overdue', 'problems_overdue'), ...notice('talksLate', 'talks_late'), ...notice('uncovered', 'uncovered')].slice(0, 3);
}
