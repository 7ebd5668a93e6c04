import type { Problem } from '@shuping/kernel';
import type { Quota, Scheme } from '@shuping/scheme';
import { candidateOf, type Candidate } from './candidate.ts';
import { byStanding, ceilingOf, distribute, type Distribution, type Place } from './distribute.ts';
import { infeasibleQuotas, quotaLimit } from './quota.ts';
import type { MemberGrading, PoolGrading, PoolMember, QuotaLine } from './types.ts';

function heldMember(member: PoolMember): MemberGrading {
  return {
    id: member.id, score: null, held: member.result.held, bandGrade: null, grade: null, rank: null,
    gates: [], vetoes: [], undecidedVetoes: [], vetoCap: null, moves: [],
  };
}

function gradedMember(scheme: Scheme, place: Place): MemberGrading {
  const { candidate } = place;
  const ids = scheme.grading.grades.map((grade) => grade.id);
  return {
    id: candidate.id, score: candidate.score.toExactJson(scheme.score.digits), held: [],
    bandGrade: ids[candidate.band]!, grade: ids[place.grade]!, rank: place.rank,
    gates: place.gates, vetoes: candidate.vetoes, undecidedVetoes: candidate.undecidedVetoes,
    vetoCap: candidate.vetoes.length > 0 ? ids[candidate.vetoCap]! : null, moves: place.moves,
    ...(place.tie ? { tie: place.tie } : {}),
  };
}

/** Heads under a quota in a distribution. */
export function quotaBroken(quota: Pick<Quota, 'kind'>, limit: number, used: number): boolean {
  return quota.kind === 'cap' ? used > limit : used < limit;
}

function lineOf(scheme: Scheme, quota: Quota, distribution: Distribution): QuotaLine {
  const { places } = distribution;
  const limit = quotaLimit(quota, places.length);
  const used = places.filter((place) => quota.grades.includes(scheme.grading.grades[place.grade]!.id)).length;
  const { within } = ceilingOf(scheme, quota, places.length, () => 0);
  const inside = places.filter((place) => within.has(place.grade)).sort(byStanding);
  const last = inside[inside.length - 1]?.candidate;
  return {
    quota: quota.id, kind: quota.kind, strictness: quota.strictness, grades: quota.grades, limit, used,
    over: quotaBroken(quota, limit, used),
    line: last ? { id: last.id, score: last.score.toExactJson(scheme.score.digits) } : null,
    pushed: distribution.pushed.get(quota.id) ?? [],
    ties: distribution.ties.get(quota.id) ?? [],
  };
}

function warningsOf(lines: readonly QuotaLine[]): Problem[] {
  return lines.filter((line) => line.over).map((line) => ({
    code: line.strictness === 'principle' ? 'quota.principle' : 'quota.unmet',
    at: `grading/quotas/${line.quota}`,
    params: { quota: line.quota, limit: line.limit, used: line.used },
  }));
}

/** As `gradePool`, for assessees whose own part is already known; used where one of many changes. */
export function gradeCandidates(scheme: Scheme, members: readonly PoolMember[], candidates: readonly (Candidate | null)[]): PoolGrading {
  const distribution = distribute(scheme, candidates.filter((candidate) => candidate !== null));
  const byCandidate = new Map(distribution.places.map((place) => [place.candidate, place]));
  const graded = members.map((member, index) => {
    const candidate = candidates[index];
    return candidate ? gradedMember(scheme, byCandidate.get(candidate)!) : heldMember(member);
  });
  const counts = Object.fromEntries(scheme.grading.grades.map((grade) => [grade.id, graded.filter((member) => member.grade === grade.id).length]));
  const quotas = scheme.grading.quotas.map((quota) => lineOf(scheme, quota, distribution));
  return {
    size: members.length,
    graded: distribution.places.length,
    held: graded.filter((member) => member.grade === null).map((member) => member.id),
    counts,
    members: graded,
    quotas,
    sharedRanks: distribution.shared.map((group) => ({ rank: group[0]!.rank, ids: group.map((place) => place.candidate.id).sort() })),
    infeasible: infeasibleQuotas(scheme, distribution.places.length),
    warnings: warningsOf(quotas),
  };
}

/** Computed grades of one pool (R-G3): band, then gates and vetoes, then quotas from the best grade down, the best staying. Held results take no grade and no place in the shares. Quotas "in principle" move nobody and warn. */
export function gradePool(scheme: Scheme, members: readonly PoolMember[]): PoolGrading {
  return gradeCandidates(scheme, members, members.map((member) => candidateOf(scheme, member)));
}

/** Grade of one assessee by band, gates and vetoes, as if there were no quotas; null when the result is held. */
export function gradeAlone(scheme: Scheme, member: PoolMember): string | null {
  const candidate = candidateOf(scheme, member);
  return candidate ? scheme.grading.grades[candidate.settle(candidate.band).grade]!.id : null;
}
