import type { TextRef } from '@shuping/kernel';
import type { Tx } from '../../../platform/persistence/index.ts';

/** Grades of the cycles' frozen schemes, best first, each once. */
export async function gradesOf(tx: Tx, cycleIds: readonly string[]): Promise<{ id: string; title: TextRef }[]> {
  const rows = await tx.sql<{ id: string; title: TextRef }>(
    `select g.grade ->> 'id' as id, (array_agg(g.grade -> 'title' order by g.at))[1] as title, min(g.at) as at
     from v_cycle c cross join lateral jsonb_each_text(c.schemes) h join effective_scheme e on e.hash = h.value cross join lateral jsonb_array_elements(e.scheme -> 'grading' -> 'grades') with ordinality g (grade, at)
     where c.id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) group by 1 order by 3, 1`, [JSON.stringify(cycleIds)],
  );
  return rows.map(({ id, title }) => ({ id, title }));
}
