import { markPool, type StarResult, type UseFacts } from '@shuping/scoring';
import type { Pool } from './pools.ts';
import type { ResultRecord } from './result.entity.ts';
import type { PastYear } from './results.api.ts';

/** What rules of result use look at (R-H2, R53, R54): the grade in force, marks, lists, stars and freezing vetoes of the pool, and the years before with their marks. */
export function useFactsOf(pool: Pool, result: ResultRecord, year: number, past: readonly PastYear[], stars: StarResult | null): UseFacts {
  const { scheme } = pool;
  const member = pool.members.find((one) => one.id === result.assesseeId);
  const grading = pool.grading.members.find((one) => one.id === result.assesseeId);
  const known = scheme.grading.grades.some((one) => one.id === result.grade);
  return {
    year, grade: known ? (result.grade ?? null) : null, outcome: known ? null : (result.grade ?? null),
    marks: markPool(scheme, pool.members, pool.grading).filter((line) => line.ids.includes(result.assesseeId)).map((line) => line.mark),
    lists: (grading?.lists ?? []).map((hit) => hit.list), stars: stars?.stars ?? null, freezes: grading?.freezes ?? [],
    post: pool.entries.find(({ assessee }) => assessee.id === result.assesseeId)?.assessee.post ?? '',
    inputs: result.inputs, nodes: member?.result.nodes ?? {}, history: past.map((one) => ({ year: one.year, grade: one.grade, marks: one.marks })),
  };
}
