import type { Problem } from '@shuping/kernel';
import { distributionPlaces, type Quota, type Scheme } from '@shuping/scheme';
import { outcomeOf } from './barriers.ts';
import { candidateOf, type Candidate } from './candidate.ts';
import { byStanding, ceilingOf, countOf, distribute, type Distribution, type Place } from './distribute.ts';
import { infeasibleQuotas, quotaLimit } from './quota.ts';
import type { DistributionLine, MemberGrading, PoolGrading, PoolMember, QuotaLine } from './types.ts';

/** A pool too small for shares is graded `free` of quotas and distribution. */
export type PoolOptions = { readonly free?: boolean };

function heldMember(scheme: Scheme, member: PoolMember): MemberGrading {
  const score = member.result.root.value;
  return {
    id: member.id, person: member.person ?? member.id, score: score?.toExactJson(scheme.score.digits) ?? null, held: member.result.held, outcome: outcomeOf(scheme, member, null), bandGrade: null, grade: null, rank: null,
    gates: [], vetoes: [], ceilings: [], lists: [], undecidedVetoes: [], vetoCap: null, fixed: null, freezes: [], moves: [],
  };
}

function gradedMember(scheme: Scheme, place: Place): MemberGrading {
  const { candidate } = place;
  const ids = scheme.grading.grades.map((grade) => grade.id);
  return {
    id: candidate.id, person: candidate.person, score: candidate.score.toExactJson(scheme.score.digits), held: [], outcome: null,
    bandGrade: ids[candidate.band]!, grade: ids[place.grade]!, rank: place.rank,
    gates: place.gates, vetoes: candidate.vetoes, ceilings: candidate.ceilings, lists: candidate.lists, undecidedVetoes: candidate.undecidedVetoes,
    vetoCap: candidate.vetoCap > 0 ? ids[candidate.vetoCap]! : null, fixed: candidate.fixed === null ? null : ids[candidate.fixed]!, freezes: candidate.freezes, moves: place.moves,
    ...(place.tie ? { tie: place.tie } : {}),
  };
}

/** Heads under a quota in a distribution. */
export function quotaBroken(quota: Pick<Quota, 'kind'>, limit: number, used: number): boolean {
  return quota.kind === 'cap' ? used > limit : used < limit;
}

function lastOf(scheme: Scheme, places: readonly Place[]): QuotaLine['line'] {
  const last = [...places].sort(byStanding).at(-1)?.candidate;
  return last ? { id: last.id, score: last.score.toExactJson(scheme.score.digits) } : null;
}

function lineOf(scheme: Scheme, quota: Quota, distribution: Distribution): QuotaLine {
  const { places } = distribution;
  const limit = quotaLimit(quota, countOf(quota, places));
  const used = countOf(quota, places.filter((place) => quota.grades.includes(scheme.grading.grades[place.grade]!.id)));
  const { within } = ceilingOf(scheme, quota, places);
  return {
    quota: quota.id, kind: quota.kind, strictness: quota.strictness, grades: quota.grades, of: quota.of ?? 'person_times', tiesAbove: quota.ties === 'above', limit, used,
    over: quotaBroken(quota, limit, used),
    line: lastOf(scheme, places.filter((place) => within.has(place.grade))),
    pushed: distribution.pushed.get(quota.id) ?? [],
    ties: distribution.ties.get(quota.id) ?? [],
  };
}

function forcedLine(scheme: Scheme, { places, ties }: Distribution): DistributionLine | null {
  const { distribution } = scheme.grading;
  if (!distribution) return null;
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const seats = distributionPlaces(distribution, ids, places.length);
  const grades = ids.map((grade, at) => {
    const inside = places.filter((place) => place.grade === at);
    return { grade, places: seats[at]!, used: inside.length, line: lastOf(scheme, inside) };
  });
  return { id: distribution.id, strictness: distribution.strictness, grades, broken: grades.some((one) => one.used !== one.places), ties: ties.get(distribution.id) ?? [] };
}

function warningsOf(lines: readonly QuotaLine[], forced: DistributionLine | null): Problem[] {
  const quotas = lines.filter((line) => line.over).map((line) => ({
    code: line.strictness === 'principle' ? 'quota.principle' : 'quota.unmet',
    at: `grading/quotas/${line.quota}`,
    params: { quota: line.quota, limit: line.limit, used: line.used },
  }));
  if (!forced?.broken) return quotas;
  const wanted = (pick: 'places' | 'used'): string => forced.grades.map((one) => one[pick]).join(':');
  return [...quotas, { code: forced.strictness === 'principle' ? 'distribution.principle' : 'distribution.unmet', at: 'grading/distribution', params: { distribution: forced.id, places: wanted('places'), used: wanted('used') } }];
}

/** As `gradePool`, for assessees whose own part is already known; used where one of many changes. */
export function gradeCandidates(scheme: Scheme, members: readonly PoolMember[], candidates: readonly (Candidate | null)[], { free = false }: PoolOptions = {}): PoolGrading {
  const distribution = distribute(scheme, candidates.filter((candidate) => candidate !== null), free);
  const byCandidate = new Map(distribution.places.map((place) => [place.candidate, place]));
  const graded = members.map((member, index) => {
    const candidate = candidates[index];
    return candidate ? gradedMember(scheme, byCandidate.get(candidate)!) : heldMember(scheme, member);
  });
  const counts = Object.fromEntries(scheme.grading.grades.map((grade) => [grade.id, graded.filter((member) => member.grade === grade.id).length]));
  const quotas = free ? [] : scheme.grading.quotas.map((quota) => lineOf(scheme, quota, distribution));
  const forced = free ? null : forcedLine(scheme, distribution);
  const having = (id: string): string[] => graded.filter((member) => member.outcome?.outcome === id).map((member) => member.id);
  return {
    size: members.length,
    graded: distribution.places.length,
    held: graded.filter((member) => member.grade === null && member.outcome === null).map((member) => member.id),
    outcomes: Object.fromEntries((scheme.grading.outcomes ?? []).map(({ id }) => [id, having(id)])),
    counts,
    members: graded,
    quotas,
    distribution: forced,
    sharedRanks: distribution.shared.map((group) => ({ rank: group[0]!.rank, ids: group.map((place) => place.candidate.id).sort() })),
    infeasible: free ? [] : infeasibleQuotas(scheme, distribution.places.length),
    warnings: warningsOf(quotas, forced),
  };
}

/** Computed grades of one pool (R-G3): band, then gates, vetoes, ceilings and lists, then the forced distribution or quotas from the best grade down, the best staying. Held results and outcomes outside the distribution take no grade and no place in the shares. Limits "in principle" move nobody and warn. */
export function gradePool(scheme: Scheme, members: readonly PoolMember[], options: PoolOptions = {}): PoolGrading {
  return gradeCandidates(scheme, members, members.map((member) => candidateOf(scheme, member)), options);
}

/** Grade of one assessee by band, gates and vetoes, as if there were no quotas; null when the result is held. */
export function gradeAlone(scheme: Scheme, member: PoolMember): string | null {
  const candidate = candidateOf(scheme, member);
  return candidate ? scheme.grading.grades[candidate.settle(candidate.band).grade]!.id : null;
}
