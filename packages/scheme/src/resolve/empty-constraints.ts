import type { Constraint, Violation } from '../layer.ts';
import { selfAndAncestors, valueAt } from '../path.ts';
import type { OwnedConstraint } from './check-constraints.ts';
import { judge, ordinal } from './constraint-holds.ts';

type Interval = { readonly min: number; readonly max: number };
type Known = readonly OwnedConstraint[];
type Sum = Constraint & { readonly kind: 'sum' };

/** Constraints met so far, found by path. */
class Index {
  readonly #on = new Map<string, OwnedConstraint[]>();
  /** path → constrained paths below it */
  readonly #below = new Map<string, string[]>();
  readonly #bounds = new Map<string, Interval>();

  add(owned: OwnedConstraint): void {
    const { path, kind } = owned.constraint;
    if (!this.#on.has(path)) for (const above of selfAndAncestors(path)) if (above !== path) put(this.#below, above, path);
    put(this.#on, path, owned);
    // a fixed value bounds everything below it
    if (kind === 'fixed') this.#bounds.clear();
    else this.#bounds.delete(path);
  }

  /** Numbers still possible at a path. */
  bounds(path: string): Interval {
    const known = this.#bounds.get(path) ?? boundsOf(this.bearing(path));
    this.#bounds.set(path, known);
    return known;
  }

  below(path: string): readonly string[] {
    return this.#below.get(path) ?? [];
  }

  at(path: string): Known {
    return this.#on.get(path) ?? [];
  }

  /** Constraints that bear on exactly this path; a `fixed` above it is projected down. */
  bearing(path: string): OwnedConstraint[] {
    return selfAndAncestors(path).flatMap((at) => {
      if (at === path) return [...this.at(at)];
      return this.at(at).flatMap((owned) => {
        const locked = owned.constraint.kind === 'fixed' ? valueAt(owned.locked, path.slice(at.length + 1)) : undefined;
        return locked === undefined ? [] : [{ ...owned, constraint: { kind: 'fixed' as const, path }, locked }];
      });
    });
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Sums at or above a path, alike ones once. */
function sumsAbove(path: string, known: Index): Sum[] {
  return selfAndAncestors(path).flatMap((at) => {
    const sums = known.at(at).flatMap(({ constraint: c }) => (c.kind === 'sum' ? [c] : []));
    return sums.filter((sum, n) => sums.findIndex((one) => one.field === sum.field && one.equals === sum.equals) === n);
  });
}

/** Finds constraints that together nothing can meet: code `layer.constraint-empty`, blamed on the layer that adds the last of them. Each place is named once. */
export function emptyConstraints(constraints: Known): Violation[] {
  const found = new Map<string, Violation>();
  const known = new Index();
  for (const owned of constraints) {
    if (owned.locked === undefined) continue;
    known.add(owned);
    const { path, kind } = owned.constraint;
    const places = kind === 'fixed' ? [path, ...known.below(path)] : [path];
    const empty = [...places.filter((place) => isEmptyAt(known.bearing(place))), ...sumsAbove(path, known).filter((sum) => isEmptySum(sum, known)).map((sum) => sum.path)];
    for (const place of empty) {
      if (!found.has(place)) found.set(place, { code: 'layer.constraint-empty', path: place, layer: owned.owner, params: { kind } });
    }
  }
  return [...found.values()];
}

function isEmptyAt(here: Known): boolean {
  if (here.length < 2 && here[0]?.constraint.kind !== 'range') return false;
  const candidates = candidatesOf(here);
  if (candidates) return !candidates.some((value) => here.every((o) => judge(o.constraint, value, o.locked).holds));
  const { min, max } = boundsOf(here);
  if (min > max) return true;
  const days = here.map((o) => o.constraint);
  const earliest = Math.max(-Infinity, ...days.flatMap((c) => (c.kind === 'not_before' ? [ordinal(c.yearOffset, c.month, c.day)] : [])));
  const latest = Math.min(Infinity, ...days.flatMap((c) => (c.kind === 'not_after' ? [ordinal(c.yearOffset, c.month, c.day)] : [])));
  const kept = new Set(days.flatMap((c) => (c.kind === 'keep' ? c.ids : [])));
  const most = Math.min(Infinity, ...days.flatMap((c) => (c.kind === 'at_most' ? [c.count] : [])));
  return earliest > latest || kept.size > most;
}

/** The only values that may stand here, when `fixed` or `one_of` names them; else null. */
function candidatesOf(here: Known): readonly unknown[] | null {
  const fixed = here.find((o) => o.constraint.kind === 'fixed');
  if (fixed) return fixed.locked === undefined ? null : [fixed.locked];
  const choice = here.find((o) => o.constraint.kind === 'one_of')?.constraint;
  return choice?.kind === 'one_of' ? choice.values : null;
}

/** Numbers still possible at a path under its constraints. */
function boundsOf(here: Known): Interval {
  let min = -Infinity;
  let max = Infinity;
  for (const { constraint: c, locked } of here) {
    const values = c.kind === 'fixed' ? [locked] : c.kind === 'one_of' ? c.values : null;
    const numbers = values?.filter((v): v is number => typeof v === 'number') ?? [];
    const low = c.kind === 'range' ? c.min : numbers.length > 0 ? Math.min(...numbers) : undefined;
    const high = c.kind === 'range' ? c.max : numbers.length > 0 ? Math.max(...numbers) : undefined;
    min = Math.max(min, low ?? -Infinity);
    max = Math.min(max, high ?? Infinity);
  }
  return { min, max };
}

/** Shares are never negative, so lower bounds that exceed the sum are empty; upper bounds that fall short are, when no further member may be added. */
function isEmptySum(sum: Sum, known: Index): boolean {
  if (known.at(sum.path).some(({ constraint: c }) => c.kind === 'sum' && c.field === sum.field && c.equals !== sum.equals)) return true;
  const members = known.below(sum.path).filter((path) => {
    const [, field, more] = path.slice(sum.path.length + 1).split('/');
    return field === sum.field && more === undefined;
  });
  const bounds = members.map((path) => known.bounds(path));
  const lowest = bounds.reduce((total, b) => total + Math.max(0, b.min), 0);
  const highest = bounds.reduce((total, b) => total + b.max, 0);
  const most = Math.min(Infinity, ...known.at(sum.path).flatMap(({ constraint: c }) => (c.kind === 'at_most' ? [c.count] : [])));
  return lowest > sum.equals + 1e-9 || (members.length >= most && highest < sum.equals - 1e-9);
}
