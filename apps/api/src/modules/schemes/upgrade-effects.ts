import type { UpgradeEffectOut } from '@shuping/contracts';
import type { Scheme } from '@shuping/scheme';
import { upgradeEffect, type WrittenReport } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';

/** Cycles whose reports an upgrade would touch: one, or all in planning of a year at or under an organisation. */
export type Reach = { readonly sector: string } & ({ readonly cycleId: string } | { readonly under: string; readonly year: number });

const REPORTS = `select a.id, coalesce(r.written, '[]'::jsonb) as written from v_assessee a join v_cycle c on c.host_id = a.host_id and c.id = a.cycle_id
  left join v_report r on r.host_id = a.host_id and r.assessee_id = a.id where a.included and a.sector = ?`;

/** Reports of assessees, begun or not, as far as they say which sections have words. */
export async function writtenReports(tx: Tx, reach: Reach): Promise<WrittenReport[]> {
  const rows = 'cycleId' in reach
    ? await tx.sql<{ id: string; written: string[] }>(`${REPORTS} and a.cycle_id = ? order by a.id`, [reach.sector, reach.cycleId])
    : await tx.sql<{ id: string; written: string[] }>(`${REPORTS} and c.year = ? and c.stage = 'planning' and c.org_path >= ? and c.org_path < ? order by a.id`, [reach.sector, reach.year, reach.under, `${reach.under}~`]);
  return rows.map(({ id, written }) => ({ id, sections: written.map((section) => ({ id: section, text: section })) }));
}

/** Effect of one scheme in place of another, in counts and titles (R-B4). */
export function effectOf(before: Scheme, after: Scheme, reports: readonly WrittenReport[]): UpgradeEffectOut {
  const { gained, lost, kept, ...counts } = upgradeEffect(before, after, reports);
  const titled = (scheme: Scheme, ids: readonly string[]) => scheme.report.sections.filter((section) => ids.includes(section.id)).map(({ id, title }) => ({ id, title }));
  return { ...counts, gained: titled(after, gained), lost: titled(before, lost), kept: kept.length };
}
