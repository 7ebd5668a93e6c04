import type { IssuedProgramme } from '@shuping/domain';
import type { Tx } from '../../platform/persistence/index.ts';
import type { Org } from '../organisations/index.ts';

const IN_FORCE = `select id, org_id as "orgId", owner_name as "ownerName", title, number, tag, year, sectors, period_start as "periodStart", period_end as "periodEnd", questions, calendar
  from v_programme where state = 'issued' and year = ? and org_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by issued_at, id`;

/** Programmes in force on a line in a year, those of the uppermost owner first (R-B3). Asked by the system, since the owners above lie outside an asker's scope. */
export async function programmesOnLine(tx: Tx, line: readonly Org[], year: number): Promise<IssuedProgramme[]> {
  const found = await tx.sql<IssuedProgramme>(IN_FORCE, [year, JSON.stringify(line.map((one) => one.id))]);
  return line.flatMap((org) => found.filter((one) => one.orgId === org.id));
}
