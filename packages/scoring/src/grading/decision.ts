import type { Problem } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { prepare } from '../prepared.ts';
import { quotaBroken } from './pool.ts';
import type { MemberGrading, PoolGrading } from './types.ts';

/** Committee's grade for one assessee; who is not named keeps the computed grade. */
export type GradeDecision = { readonly id: string; readonly grade: string; readonly reason?: string | undefined };

function given(reason: string | undefined): boolean {
  return reason !== undefined && reason.trim() !== '';
}

function checkOne(scheme: Scheme, member: MemberGrading | undefined, decision: GradeDecision, at: string): Problem[] {
  const index = prepare(scheme).gradeIndex;
  const grade = index.get(decision.grade);
  if (!member) return [{ code: 'decision.unknown_member', at: `${at}/id`, params: { id: decision.id } }];
  if (grade === undefined) return [{ code: 'decision.unknown_grade', at: `${at}/grade`, params: { id: decision.id, grade: decision.grade } }];
  if (member.grade === null) return [{ code: 'decision.held', at: `${at}/grade`, params: { id: decision.id } }];
  const out: Problem[] = [];
  if (member.vetoCap !== null && grade < index.get(member.vetoCap)!) {
    out.push({ code: 'decision.veto', at: `${at}/grade`, params: { id: decision.id, grade: decision.grade, best: member.vetoCap, vetoes: member.vetoes.map((hit) => hit.veto).join(' ') } });
  }
  if (decision.grade !== member.grade && !given(decision.reason)) {
    out.push({ code: 'decision.reason_required', at: `${at}/reason`, params: { id: decision.id, from: member.grade, to: decision.grade } });
  }
  return out;
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
    const used = [...final.values()].filter((grade) => grade !== null && line.grades.includes(grade)).length;
    if (!quotaBroken(line, line.limit, used)) continue;
    const params = { quota: line.quota, kind: line.kind, limit: line.limit, used };
    if (line.strictness === 'must') out.push({ code: 'decision.quota', at: `/quotas/${line.quota}`, params });
    else if (!given(quotaReasons[line.quota])) out.push({ code: 'decision.quota_reason_required', at: `/quotas/${line.quota}`, params });
  }
  return out;
}
