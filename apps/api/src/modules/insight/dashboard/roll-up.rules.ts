import { AMOUNTS, MEASURES, type Amount, type Counted, type Measure } from '@shuping/contracts';
import { isUnder, type OrgPath } from '@shuping/kernel';

export type CycleAt = { readonly id: string; readonly orgPath: OrgPath; readonly year: number };
export type UnitAt = { readonly id: string; readonly name: string; readonly orgPath: OrgPath };
/** One group of counted rows: of a cycle, a sector, a grade ('' for none) and the cycle's stage. */
export type CountRow = { readonly cycleId: string; readonly sector: string; readonly grade: string; readonly stage: string; readonly n: Partial<Record<Measure, number>>; readonly amounts?: Partial<Record<Amount, number>> };
export type PlaceRow = UnitAt & Counted & { readonly level: number; readonly own: boolean; readonly opens: boolean; readonly hosts: number };

/** Sum of groups: every measure and amount, grades among those graded, assessees by the stage of their cycle. */
export function sumOf(rows: readonly CountRow[]): Counted {
  const sum: Counted = { n: Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Record<Measure, number>, amounts: Object.fromEntries(AMOUNTS.map((amount) => [amount, 0])) as Record<Amount, number>, grades: {}, stages: {} };
  for (const row of rows) {
    for (const [measure, count] of Object.entries(row.n) as [Measure, number][]) sum.n[measure] += count;
    for (const [amount, count] of Object.entries(row.amounts ?? {}) as [Amount, number][]) sum.amounts[amount] += count;
    if (row.n.graded) sum.grades[row.grade] = (sum.grades[row.grade] ?? 0) + row.n.graded;
    if (row.n.assessees) sum.stages[row.stage] = (sum.stages[row.stage] ?? 0) + row.n.assessees;
  }
  return sum;
}

/** Closed path of the unit one step below `top` on the way to `path`; null when `path` is `top` itself. */
export function stepBelow(top: OrgPath, path: OrgPath): OrgPath | null {
  if (path === top || !isUnder(path, top)) return null;
  return path.slice(0, path.indexOf('/', top.length) + 1);
}

/** Paths of all places on the way from `top` down to the hosts, two steps deep: what names are needed of. */
export function placesBelow(top: OrgPath, hosts: readonly OrgPath[]): OrgPath[] {
  const first = hosts.flatMap((path) => stepBelow(top, path) ?? []);
  const second = hosts.flatMap((path) => {
    const step = stepBelow(top, path);
    return step === null ? [] : (stepBelow(step, path) ?? []);
  });
  return [...new Set([top, ...first, ...second])];
}

/**
 * Rows of the table, places below `top` with what lies inside each (R-J1): level 0 are the steps right below it and what it runs itself, so that they add up to
 * its total; level 1 splits a place that is more than one host. A place whose name the asker may not read goes by the name of its host.
 */
export function rollUp(top: UnitAt, cycles: readonly CycleAt[], units: readonly UnitAt[], rows: readonly CountRow[]): PlaceRow[] {
  const order = new Map(units.map((unit, at) => [unit.orgPath, at]));
  const known = new Map(units.map((unit) => [unit.orgPath, unit]));
  const counted = new Map<string, CountRow[]>();
  for (const row of rows) counted.set(row.cycleId, [...(counted.get(row.cycleId) ?? []), row]);
  const row = (unit: UnitAt, inside: readonly CycleAt[], level: number, own: boolean): PlaceRow => ({
    ...unit, level, own, opens: !own && inside.some((cycle) => cycle.orgPath !== unit.orgPath), hosts: new Set(inside.map((cycle) => cycle.orgPath)).size, ...sumOf(inside.flatMap((cycle) => counted.get(cycle.id) ?? [])),
  });
  const split = (place: UnitAt, inside: readonly CycleAt[], level: number): PlaceRow[] => {
    const steps = [...new Set(inside.flatMap((cycle) => stepBelow(place.orgPath, cycle.orgPath) ?? []))].filter((path) => known.has(path)).sort((a, b) => order.get(a)! - order.get(b)!);
    const own = inside.filter((cycle) => cycle.orgPath === place.orgPath);
    return [
      ...(own.length > 0 ? [row(place, own, level, true)] : []),
      ...steps.flatMap((path) => {
        const unit = known.get(path)!;
        const below = inside.filter((cycle) => isUnder(cycle.orgPath, path));
        const one = row(unit, below, level, false);
        return [one, ...(level === 0 && one.hosts > 1 ? split(unit, below, 1) : [])];
      }),
    ];
  };
  return split(top, cycles, 0);
}
