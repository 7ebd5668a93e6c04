import type { Scheme } from '@shuping/scheme';
import { quotaLimit } from '@shuping/scoring';

export type GradedHead = { readonly sector: string; readonly grade: string | null };

/** How many binding quotas the grades of a cycle break (R38, R-C4): per sector, or over all heads where a scheme pools the cycle. Quotas "in principle" are answered by a reason and never counted. */
export function brokenQuotas(heads: readonly GradedHead[], schemes: Readonly<Record<string, Pick<Scheme, 'grading'>>>): number {
  let broken = 0;
  for (const [sector, { grading }] of Object.entries(schemes)) {
    // pools by facts are judged where they are decided: a head here has no facts
    if (typeof grading.pool === 'object') continue;
    const known = new Set(grading.grades.map((grade) => grade.id));
    const pool = heads.filter((head) => head.grade !== null && known.has(head.grade) && (grading.pool === 'cycle' || head.sector === sector));
    for (const quota of grading.quotas) {
      // persons and ties above the line are counted at the decision, which knows both
      if (quota.strictness !== 'must' || quota.of === 'persons' || quota.ties === 'above') continue;
      const used = pool.filter((head) => quota.grades.includes(head.grade!)).length;
      const limit = quotaLimit(quota, pool.length);
      if (quota.kind === 'cap' ? used > limit : used < limit) broken += 1;
    }
  }
  return broken;
}
