import type { Quota, Scheme } from '@shuping/scheme';
import { ranked, type Candidate, type Settled } from './candidate.ts';
import { forceDistribution } from './forced.ts';
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

/** A limit read as "at most `limit` within `within`"; who is too many goes to `target(grade)`. */
export type Ceiling = { readonly quota: Quota; readonly within: ReadonlySet<number>; readonly limit: number; target(from: number): number | null };

/** Heads as a quota counts them: persons once, or each time (K2). */
export function countOf(quota: Pick<Quota, 'of'>, places: readonly Place[]): number {
  return quota.of === 'persons' ? new Set(places.map((place) => place.candidate.person)).size : places.length;
}

/** Quota as a ceiling: a floor on some grades is a ceiling on the better ones. */
export function ceilingOf(scheme: Scheme, quota: Quota, places: readonly Place[]): Ceiling {
  const all = scheme.grading.grades.map((_, index) => index);
  const own = new Set(all.filter((index) => quota.grades.includes(scheme.grading.grades[index]!.id)));
  const size = countOf(quota, places);
  const limit = quotaLimit(quota, size);
  if (quota.kind === 'cap') {
    return { quota, within: own, limit, target: (from) => all.find((index) => index > from && !own.has(index)) ?? null };
  }
  const worstOwn = Math.max(...own);
  const within = new Set(all.filter((index) => !own.has(index) && index < worstOwn));
  const rest = countOf(quota, places.filter((place) => !own.has(place.grade) && !within.has(place.grade)));
  return { quota, within, limit: Math.max(0, size - limit - rest), target: (from) => all.find((index) => index > from && own.has(index)) ?? null };
}

/** Best first: by grade, then by rank. */
export function byStanding(a: Place, b: Place): number {
  return a.grade - b.grade || a.rank - b.rank;
}

/** First place that is too many, and the equals that straddle the line. Results fixed by a veto keep their place. */
function cut(ceiling: Ceiling, inside: readonly Place[]): { keep: number; equals: readonly Place[]; room: number } {
  const upTo = (end: number): number => (ceiling.quota.of === 'persons' ? countOf(ceiling.quota, inside.slice(0, end)) : end);
  let keep = 0;
  while (keep < inside.length) {
    const first = inside[keep]!;
    let end = keep + 1;
    while (end < inside.length && inside[end]!.candidate.fixed === null && first.candidate.fixed === null && byStanding(first, inside[end]!) === 0) end += 1;
    if (upTo(end) > ceiling.limit) {
      const room = ceiling.limit - upTo(keep);
      const equals = room > 0 && end - keep > 1 ? inside.slice(keep, end) : [];
      return { keep: equals.length > 0 && ceiling.quota.ties === 'above' ? end : keep, equals, room };
    }
    keep = end;
  }
  return { keep, equals: [], room: 0 };
}

/** Moves everybody who is too many for one ceiling; true when somebody moved. Equals that straddle the line all go below it, or stay where the quota allows ties, and are reported. */
function enforce(scheme: Scheme, ceiling: Ceiling, places: readonly Place[], note: (tie: QuotaTie | null, pushed: Place | null) => void): boolean {
  const inside = places.filter((place) => ceiling.within.has(place.grade)).sort((a, b) => Number(a.candidate.fixed === null) - Number(b.candidate.fixed === null) || byStanding(a, b));
  if (countOf(ceiling.quota, inside) <= ceiling.limit) return false;
  const { keep, equals, room } = cut(ceiling, inside);
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const above = ceiling.quota.ties === 'above';
  const tie: QuotaTie | null = equals.length > 0
    ? { quota: ceiling.quota.id, ids: equals.map((place) => place.candidate.id).sort(), places: above ? room - equals.length : room, from: ids[equals[0]!.grade]! }
    : null;
  if (tie && above) {
    for (const place of equals) place.tie ??= tie;
    note(tie, null);
  }
  let moved = false;
  for (const place of inside.slice(keep)) {
    const to = place.candidate.fixed === null ? ceiling.target(place.grade) : null;
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

/** Candidates in their places, as gates, vetoes, ceilings and lists leave them. */
function startingPlaces(candidates: readonly Candidate[]): Place[][] {
  let before = 0;
  return ranked(candidates).map((equals) => {
    const rank = before + 1;
    before += equals.length;
    return equals.map((candidate): Place => {
      const { grade, gates, moves } = candidate.settle(candidate.band);
      return { candidate, rank, grade, tie: null, gates: [...gates], moves: [...moves] };
    });
  });
}

/** Grades of all candidates under all rules that must be kept; `free` leaves distribution and quotas out. Under quotas grades only fall, so that it ends; the order of the candidates does not matter. */
export function distribute(scheme: Scheme, candidates: readonly Candidate[], free = false): Distribution {
  const classes = startingPlaces(candidates);
  const places = classes.flat();
  const pushed = new Map<string, string[]>();
  const ties = new Map<string, QuotaTie[]>();
  const { distribution, quotas, grades } = scheme.grading;
  if (distribution?.strictness === 'must' && !free) ties.set(distribution.id, forceDistribution(scheme, distribution, classes));
  const note = (quota: string) => (tie: QuotaTie | null, place: Place | null) => {
    if (place) pushed.set(quota, [...(pushed.get(quota) ?? []), place.candidate.id]);
    const known = ties.get(quota) ?? [];
    if (tie && !known.some((one) => one.ids.join() === tie.ids.join())) ties.set(quota, [...known, tie]);
  };
  const best = (quota: Quota) => Math.min(...quota.grades.map((grade) => grades.findIndex((g) => g.id === grade)));
  const must = free ? [] : quotas.filter((quota) => quota.strictness === 'must').sort((a, b) => best(a) - best(b));
  for (let again = true; again; ) {
    again = false;
    for (const quota of must) again = enforce(scheme, ceilingOf(scheme, quota, places), places, note(quota.id)) || again;
  }
  return { places, shared: classes.filter((group) => group.length > 1), pushed, ties };
}
