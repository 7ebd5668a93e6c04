import type { DecisionsIn } from '@shuping/contracts';
import { dayOf, type Problem } from '@shuping/kernel';
import { runChain, type Chain, type ChainEntry } from '@shuping/scoring';
import { computedOf, type Pool } from './pools.ts';
import type { ResultRecord } from './result.entity.ts';

type Speaker = { readonly by: string; readonly at: Date };
type Choice = DecisionsIn['decisions'][number];

/** What the steps have said of a result so far; null where the scheme has no steps (R46). */
export function chainOf(pool: Pool, result: ResultRecord | null, assesseeId: string): Chain | null {
  if ((pool.scheme.grading.steps ?? []).length === 0) return null;
  return runChain(pool.scheme, computedOf(pool, assesseeId), result?.chain ?? []);
}

/** One step more: the step named, else the one whose turn it is, the last one again when all have spoken. */
export function spoken(pool: Pool, result: ResultRecord, choice: Pick<Choice, 'grade' | 'reason'>, step: string | undefined, { by, at }: Speaker): { readonly chain: Chain; readonly entries: readonly ChainEntry[] } {
  const steps = pool.scheme.grading.steps ?? [];
  const before = result.chain ?? [];
  const next = runChain(pool.scheme, computedOf(pool, result.assesseeId), before).next ?? steps.at(-1)?.id ?? '';
  const entries = [...before, { step: step ?? next, grade: choice.grade, reason: choice.reason.trim(), by, day: dayOf(at) }];
  return { chain: runChain(pool.scheme, computedOf(pool, result.assesseeId), entries), entries };
}

/** What stands in the chain against the named decisions; empty where the scheme has no steps. */
export function chainProblems(pool: Pool, body: DecisionsIn, speaker: Speaker): Problem[] {
  if ((pool.scheme.grading.steps ?? []).length === 0) return [];
  return body.decisions.flatMap((choice, n): Problem[] => {
    const result = pool.entries.find(({ assessee }) => assessee.id === choice.assesseeId)?.result;
    if (!result) return [];
    const { chain, entries } = spoken(pool, result, choice, body.step, speaker);
    return chain.problems.filter((problem) => problem.at === `/chain/${entries.length - 1}`).map(({ code, params }) => ({ code, at: `/decisions/${n}/grade`, ...(params ? { params } : {}) }));
  });
}

/** Grade that stands before all steps have spoken. */
export function interimOf(result: ResultRecord | null): string | null {
  return result?.chain?.at(-1)?.grade ?? null;
}
