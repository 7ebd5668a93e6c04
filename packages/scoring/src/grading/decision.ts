import type { Problem } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { prepare } from '../prepared.ts';
import { quotaBroken } from './pool.ts';
import type { MemberGrading, PoolGrading } from './types.ts';

/** Committee's grade, or outcome outside the distribution, for one assessee; who is not named keeps the computed grade. */
export type GradeDecision = { readonly id: string; readonly grade: string; readonly reason?: string | undefined };

function given(reason: string | undefined): boolean {
  return reason !== undefined && reason.trim() !== '';
}

/** An outcome outside the distribution is the computed one, or has its reason (R39). */
function outcomeProblems(member: MemberGrading, decision: GradeDecision, at: string): Problem[] {
  if (member.outcome?.outcome === decision.grade || given(decision.reason)) return [];
  return [{ code: 'decision.reason_required', at: `${at}/reason`, params: { id: decision.id, from: member.grade ?? member.outcome?.outcome ?? '', to: decision.grade } }];
}

function checkOne(scheme: Scheme, member: MemberGrading | undefined, decision: GradeDecision, at: string): Problem[] {
  const index = prepare(scheme).gradeIndex;
  const grade = index.get(decision.grade);
  const outcome = scheme.grading.outcomes?.some((one) => one.id === decision.grade) ?? false;
  if (!member) return [{ code: 'decision.unknown_member', at: `${at}/id`, params: { id: decision.id } }];
  if (outcome) return outcomeProblems(member, decision, at);
  if (grade === undefined) return [{ code: 'decision.unknown_grade', at: `${at}/grade`, params: { id: decision.id, grade: decision.grade } }];
  if (member.grade === null) return [{ code: 'decision.held', at: `${at}/grade`, params: { id: decision.id } }];
  const out: Problem[] = [];
  if (member.fixed !== null && decision.grade !== member.fixed) {
    out.push({ code: 'decision.veto', at: `${at}/grade`, params: { id: decision.id, grade: decision.grade, best: member.fixed, vetoes: member.vetoes.map((hit) => hit.veto).join(' ') } });
  } else if (member.vetoCap !== null && grade < index.get(member.vetoCap)!) {
    out.push({ code: 'decision.veto', at: `${at}/grade`, params: { id: decision.id, grade: decision.grade, best: member.vetoCap, vetoes: member.vetoes.map((hit) => hit.veto).join(' ') } });
  }
  if (decision.grade !== member.grade && !given(decision.reason)) {
    out.push({ code: 'decision.reason_required', at: `${at}/reason`, params: { id: decision.id, from: member.grade, to: decision.grade } });
  }
  return out;
}

/** Places of a forced distribution, counted from the top: better grades may not take more than theirs, unless the rules themselves gave more. */
function distributionProblems({ distribution }: PoolGrading, final: readonly (string | null)[], quotaReasons: Readonly<Record<string, string>>): Problem[] {
  if (!distribution) return [];
  const sum = { allowed: 0, computed: 0, used: 0 };
  for (const line of distribution.grades) {
    sum.allowed += line.places;
    sum.computed += line.used;
    sum.used += final.filter((grade) => grade === line.grade).length;
    const params = { distribution: distribution.id, grade: line.grade, limit: sum.allowed, used: sum.used };
    if (distribution.strictness === 'must') {
      if (sum.used > Math.max(sum.allowed, sum.computed)) return [{ code: 'decision.distribution', at: '/distribution', params }];
    } else if (sum.used !== sum.allowed && !given(quotaReasons[distribution.id])) return [{ code: 'decision.distribution_reason_required', at: '/distribution', params }];
  }
  return [];
}

/** What stands against the committee's decisions (R-G3, R45); empty when they may be taken. `quotaReasons` (quota id → reason) answers for limits meant "in principle". */
export function checkDecision(
  scheme: Scheme,
  pool: PoolGrading,
  decisions: readonly GradeDecision[],
  quotaReasons: Readonly<Record<string, string>> = {},
): Problem[] {
  const members = new Map(pool.members.map((member) => [member.id, member]));
  const final = new Map(pool.members.map((member) => [member.id, member.grade]));
  const seen = new Set<string>();
  const out: Problem[] = [];
  decisions.forEach((decision, index) => {
    const at = `/decisions/${index}`;
    if (seen.has(decision.id)) out.push({ code: 'decision.twice', at: `${at}/id`, params: { id: decision.id } });
    seen.add(decision.id);
    out.push(...checkOne(scheme, members.get(decision.id), decision, at));
    if (members.get(decision.id)?.grade != null) final.set(decision.id, decision.grade);
  });
  for (const line of pool.quotas) {
    const inside = pool.members.filter((member) => line.grades.includes(final.get(member.id) ?? ''));
    const used = line.of === 'persons' ? new Set(inside.map((member) => member.person)).size : inside.length;
    // ties that the scheme allows above the line are no breach
    const limit = line.tiesAbove && line.kind === 'cap' ? Math.max(line.limit, line.used) : line.limit;
    if (!quotaBroken(line, limit, used)) continue;
    const params = { quota: line.quota, kind: line.kind, limit: line.limit, used };
    if (line.strictness === 'must') out.push({ code: 'decision.quota', at: `/quotas/${line.quota}`, params });
    else if (!given(quotaReasons[line.quota])) out.push({ code: 'decision.quota_reason_required', at: `/quotas/${line.quota}`, params });
  }
  return [...out, ...distributionProblems(pool, [...final.values()], quotaReasons)];
}
