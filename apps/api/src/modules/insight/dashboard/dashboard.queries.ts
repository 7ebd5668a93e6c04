import { Injectable } from '@nestjs/common';
import type { DashboardOut, DashboardQuery } from '@shuping/contracts';
import { ok, type OrgPath, type Problem, type Result, type TextRef } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { countOf, rowsOf, WITH_TODAY, type Narrow } from './counter.ts';
import { gradesOf } from './grades.ts';
import { KINDS } from './measures.ts';
import { Places, type Place } from './place.ts';
import { placesBelow, rollUp, sumOf, type CountRow, type CycleAt } from './roll-up.rules.ts';

const YEARS_SHOWN = 5;
const COMMON_SHOWN = 5;

type Read = { readonly cycles: readonly CycleAt[]; readonly rows: readonly CountRow[]; readonly years: readonly number[]; readonly year: number; readonly guides: { id: string; name: string }[]; readonly grades: { id: string; title: TextRef }[]; readonly common: DashboardOut['common'] };

/** The dashboard of a place in the tree (R-J1). The number of statements does not depend on how many places, cycles or people there are. */
@Injectable()
export class DashboardQueries {
  constructor(private readonly uow: UnitOfWork, private readonly places: Places) {}

  async of(who: AppPrincipal, query: DashboardQuery): Promise<Result<DashboardOut, Problem>> {
    const found = await this.places.find(who, query.orgId);
    if (!found.ok) return found;
    const place = found.value;
    const read = await this.uow.run(who, (tx) => this.read(tx, who, place, query));
    const now = read.cycles.filter((cycle) => cycle.year === read.year);
    const units = await this.places.names(placesBelow(place.at.orgPath, now.map((cycle) => cycle.orgPath)));
    return ok(this.shown(place, read, rollUp(place.at, now, units, rowsIn(read, now))));
  }

  private async read(tx: Tx, who: AppPrincipal, place: Place, query: DashboardQuery): Promise<Read> {
    const path = place.at.orgPath;
    const all = await this.cycles(tx, who, place, { path, sector: query.sector, guide: query.guide });
    const years = [...new Set(all.map((cycle) => cycle.year))].sort((a, b) => b - a);
    const year = query.year ?? years[0] ?? Number(place.today.slice(0, 4));
    const counted = years.filter((one) => one <= year).slice(0, YEARS_SHOWN);
    const narrow: Narrow = { path, years: counted.length > 0 ? counted : [year], sector: query.sector, guide: query.guide };
    const rows: CountRow[] = [];
    for (const kind of KINDS) rows.push(...(await countOf(tx, who, place, kind, narrow)));
    const cycles = all.filter((cycle) => narrow.years.includes(cycle.year));
    return { cycles, rows, years, year, guides: await guidesOf(tx, path), grades: await gradesOf(tx, cycles.map((cycle) => cycle.id)), common: await commonOf(tx, who, place, { ...narrow, years: [year] }) };
  }

  private async cycles(tx: Tx, who: AppPrincipal, place: Place, narrow: Omit<Narrow, 'years'>): Promise<CycleAt[]> {
    const { from, where } = rowsOf(who, place, 'cycle', { ...narrow, years: YEARS_EVER });
    return tx.sql<CycleAt>(`select x.id, x.org_path as "orgPath", x.year from ${from.sql} where ${where.sql}`, [...from.params, ...where.params]);
  }

  private shown(place: Place, read: Read, rows: ReturnType<typeof rollUp>): DashboardOut {
    const of = (year: number): CountRow[] => rowsIn(read, read.cycles.filter((cycle) => cycle.year === year));
    const now = of(read.year);
    const sectors = [...new Set(now.map((row) => row.sector))].filter((sector) => sector !== '').sort();
    const before = read.years.includes(read.year - 1) ? sumOf(of(read.year - 1)) : null;
    const named = ({ id, name }: { id: string; name: string }): { id: string; name: string } => ({ id, name });
    return {
      unit: named(place.at), roots: place.roots.map(named), crumbs: place.crumbs.map(named), year: read.year, years: [...read.years], today: place.today, sectors, guides: read.guides, grades: read.grades as DashboardOut['grades'],
      total: sumOf(now), before, rows: rows.map(({ orgPath: _, ...row }) => row),
      bySector: sectors.map((sector) => ({ sector, ...sumOf(now.filter((row) => row.sector === sector)) })),
      byYear: read.years.filter((year) => year <= read.year).slice(0, YEARS_SHOWN).map((year) => ({ year, ...sumOf(of(year)) })),
      common: read.common,
    };
  }
}

// every year that a cycle can have
const YEARS_EVER = Array.from({ length: 101 }, (_, at) => 2000 + at);

function rowsIn(read: Read, cycles: readonly CycleAt[]): CountRow[] {
  const ids = new Set(cycles.map((cycle) => cycle.id));
  return read.rows.filter((row) => ids.has(row.cycleId));
}

/** Bodies that guide units at this place today, as far as the asker may see them. */
function guidesOf(tx: Tx, path: OrgPath): Promise<{ id: string; name: string }[]> {
  return tx.sql('select u.id, u.name from v_unit u where u.id in (select superior_id from v_guided where org_path ^@ ?) order by u.org_path', [path]);
}

/** 共性问题: problems of the same wording in more than one unit, the most widespread first (R-I3). */
async function commonOf(tx: Tx, who: AppPrincipal, place: Place, narrow: Narrow): Promise<DashboardOut['common']> {
  const { from, where } = rowsOf(who, place, 'problem', narrow);
  return tx.sql(
    `${WITH_TODAY} select x.title, count(distinct x.org_id)::int as units, count(*)::int as count from ${from.sql} where ${where.sql} group by 1 having count(distinct x.org_id) > 1 order by 2 desc, 3 desc, 1 limit ${COMMON_SHOWN}`, [place.today, ...from.params, ...where.params],
  );
}
