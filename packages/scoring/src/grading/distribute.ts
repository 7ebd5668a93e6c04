import type { Quota, Scheme } from '@shuping/scheme';
import { ranked, type Candidate, type Settled } from './candidate.ts';
import { quotaLimit } from './quota.ts';
import type { GateHit, GradeMove, QuotaTie } from './types.ts';

/** Where one candidate stands while quotas are applied. */
export type Place = { readonly candidate: Candidate; readonly rank: number; grade: number; tie: QuotaTie | null; readonly gates: GateHit[]; readonly moves: GradeMove[] };

export type Distribution = {
  readonly places: readonly Place[];
  readonly shared: readonly (readonly Place[])[];
  readonly pushed: ReadonlyMap<string, readonly string[]>;
  readonly ties: ReadonlyMap<string, readonly QuotaTie[]>;
};

/** A limit read as "at most `limit` heads within `within`; who is too many goes to `target(grade)`". */
export type Ceiling = { readonly quota: Quota; readonly within: ReadonlySet<number>; readonly limit: number; target(from: number): number | null };

/** Quota as a ceiling: a floor on some grades is a ceiling on the better ones. */
export function ceilingOf(scheme: Scheme, quota: Quota, size: number, countOutside: (grades: ReadonlySet<number>) => number): Ceiling {
  const all = scheme.grading.grades.map((_, index) => index);
  const own = new Set(all.filter((index) => quota.grades.includes(scheme.grading.grades[index]!.id)));
  const limit = quotaLimit(quota, size);
  if (quota.kind === 'cap') {
    return { quota, within: own, limit, target: (from) => all.find((index) => index > from && !own.has(index)) ?? null };
  }
  const worstOwn = Math.max(...own);
  const within = new Set(all.filter((index) => !own.has(index) && index < worstOwn));
  const rest = countOutside(new Set([...own, ...within]));
  return { quota, within, limit: Math.max(0, size - limit - rest), target: (from) => all.find((index) => index > from && own.has(index)) ?? null };
}

/** Best first: by grade, then by rank. */
export function byStanding(a: Place, b: Place): number {
  return a.grade - b.grade || a.rank - b.rank;
}

/** Moves everybody who is too many for one ceiling; true when somebody moved. Equals that straddle the line all go below it and are reported. */
function enforce(scheme: Scheme, ceiling: Ceiling, places: readonly Place[], note: (tie: QuotaTie | null, pushed: Place) => void): boolean {
  const inside = places.filter((place) => ceiling.within.has(place.grade)).sort(byStanding);
  if (inside.length <= ceiling.limit) return false;
  const last = inside[ceiling.limit - 1];
  const first = inside[ceiling.limit]!;
  const straddles = last !== undefined && byStanding(last, first) === 0;
  const keep = straddles ? inside.findIndex((place) => byStanding(place, first) === 0) : ceiling.limit;
  const equals = straddles ? inside.filter((place) => byStanding(place, first) === 0) : [];
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const tie: QuotaTie | null = straddles
    ? { quota: ceiling.quota.id, ids: equals.map((place) => place.candidate.id).sort(), places: ceiling.limit - keep, from: ids[first.grade]! }
    : null;
  let moved = false;
  for (const place of inside.slice(keep)) {
    const to = ceiling.target(place.grade);
    if (to === null) continue;
    const mine = equals.includes(place) ? tie : null;
    const settled: Settled = place.candidate.settle(to);
    place.moves.push({ by: 'quota', id: ceiling.quota.id, from: ids[place.grade]!, to: ids[to]! }, ...settled.moves);
    place.gates.push(...settled.gates);
    place.grade = settled.grade;
    place.tie ??= mine;
    note(mine, place);
    moved = true;
  }
  return moved;
}

/** Grades of all candidates under gates, vetoes and the quotas that must be kept. Grades only fall, so that it ends; the order of the candidates does not matter. */
export function distribute(scheme: Scheme, candidates: readonly Candidate[]): Distribution {
  const classes = ranked(candidates);
  const places: Place[] = [];
  const shared: Place[][] = [];
  for (const equals of classes) {
    const rank = places.length + 1;
    const group = equals.map((candidate): Place => {
      const { grade, gates, moves } = candidate.settle(candidate.band);
      return { candidate, rank, grade, tie: null, gates: [...gates], moves: [...moves] };
    });
    places.push(...group);
    if (group.length > 1) shared.push(group);
  }
  const pushed = new Map<string, string[]>();
  const ties = new Map<string, QuotaTie[]>();
  const note = (quota: string) => (tie: QuotaTie | null, place: Place) => {
    pushed.set(quota, [...(pushed.get(quota) ?? []), place.candidate.id]);
    const known = ties.get(quota) ?? [];
    if (tie && !known.includes(tie)) ties.set(quota, [...known, tie]);
  };
  const best = (quota: Quota) => Math.min(...quota.grades.map((grade) => scheme.grading.grades.findIndex((g) => g.id === grade)));
  const must = scheme.grading.quotas.filter((quota) => quota.strictness === 'must').sort((a, b) => best(a) - best(b));
  const outside = (grades: ReadonlySet<number>) => places.filter((place) => !grades.has(place.grade)).length;
  for (let again = true; again; ) {
    again = false;
    for (const quota of must) again = enforce(scheme, ceilingOf(scheme, quota, places.length, outside), places, note(quota.id)) || again;
  }
  return { places, shared, pushed, ties };
}
