import { AMOUNTS, MEASURES, type Amount, type Measure } from '@shuping/contracts';
import type { OrgPath } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import type { Tx } from '../../../platform/persistence/index.ts';
import type { Place } from './place.ts';
import { COUNTS, SOURCES, SUMS, type Kind } from './measures.ts';
import { joined, reachOf, type Sql } from './reach-sql.ts';
import type { CountRow } from './roll-up.rules.ts';

/** What narrows every figure and every list alike. */
export type Narrow = { readonly path: OrgPath; readonly years: readonly number[]; readonly own?: boolean; readonly sector?: string | undefined; readonly guide?: string | undefined };

export const text = (sql: string, ...params: unknown[]): Sql => ({ sql, params });

/** Rows of a kind that the asker reads at a place; figures and lists stand on this one condition, so that they cannot disagree. */
export function rowsOf(who: AppPrincipal, place: Place, kind: Kind, narrow: Narrow): { readonly from: Sql; readonly where: Sql } {
  const source = SOURCES[kind];
  const parts: Sql[] = [
    reachOf(who.ability, 'read', 'Cycle', 'c'), reachOf(who.ability, 'read', source.subject, 'x'),
    narrow.own ? text('c.org_path = ?', narrow.path) : text('c.org_path ^@ ?', narrow.path),
    // figures are those of years: a part of a year has its own pages, and would count twice here
    text(`c.period = c.year::text and c.year in (${narrow.years.map(() => '?').join(', ')})`, ...narrow.years),
  ];
  const sectors = narrow.sector === undefined ? place.sectors : [narrow.sector];
  if (sectors !== null) {
    const list = sectors.map(() => '?').join(', ') || 'null';
    parts.push(source.sector === null ? text(`(not exists (select from ${source.sectors!}) or exists (select from ${source.sectors!} k where k in (${list})))`, ...sectors) : text(`${source.sector} in (${list})`, ...sectors));
  }
  if (narrow.guide !== undefined && source.unit !== null) parts.push(text(`exists (select from v_guided g where g.org_id = ${source.unit} and g.superior_id = ?)`, narrow.guide));
  return { from: source.from(who.ability), where: joined(parts, 'and') };
}

/** `with` clause that gives the statement the day; its parameter comes first. */
export const WITH_TODAY = 'with today as (select ?::text as today)';

/** Figures of a kind by cycle, sector and, of assessees, published grade: one statement however many cycles there are. */
export async function countOf(tx: Tx, who: AppPrincipal, place: Place, kind: Kind, narrow: Narrow): Promise<CountRow[]> {
  const { from, where } = rowsOf(who, place, kind, narrow);
  const measures = MEASURES.filter((measure) => COUNTS[measure].kind === kind);
  const counts = measures.map((measure) => `(count(*) filter (where ${COUNTS[measure].where}))::int as "${measure}"`).join(', ');
  const amounts = AMOUNTS.filter((amount) => COUNTS[SUMS[amount].of].kind === kind);
  const sums = amounts.map((amount) => `, (coalesce(sum(${SUMS[amount].each}) filter (where ${COUNTS[SUMS[amount].of].where}), 0))::int as "${amount}"`).join('');
  const grade = kind === 'assessee' ? "coalesce(s.grade, '')" : "''";
  const rows = await tx.sql<Record<string, unknown>>(
    `${WITH_TODAY} select c.id as "cycleId", c.stage, ${SOURCES[kind].sector ?? "''"} as sector, ${grade} as grade, ${counts}${sums} from ${from.sql} where ${where.sql} group by 1, 2, 3, 4`, [place.today, ...from.params, ...where.params],
  );
  return rows.map((row) => ({
    cycleId: String(row['cycleId']), sector: String(row['sector']), grade: String(row['grade']), stage: String(row['stage']),
    n: Object.fromEntries(measures.map((measure): [Measure, number] => [measure, Number(row[measure])])),
    amounts: Object.fromEntries(amounts.map((amount): [Amount, number] => [amount, Number(row[amount])])),
  }));
}
