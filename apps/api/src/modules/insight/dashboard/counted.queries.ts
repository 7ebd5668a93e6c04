import { Injectable } from '@nestjs/common';
import type { Amount, CountedExportQuery, CountedItem, CountedPage, CountedQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { decodeCursor, toPage } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { rowsOf, text, WITH_TODAY } from './counter.ts';
import { COUNTS, LINE_SUMS, SOURCES, SUMS, type Kind } from './measures.ts';
import { Places, type Place } from './place.ts';
import { joined, type Sql } from './reach-sql.ts';

const ORDER = [{ field: 'orgPath', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];
const UUID = /^[0-9a-f-]{36}$/;
type Line = CountedItem & { readonly orgPath: string };
/** A workbook of more lines would be no list to read. */
const MOST_LINES = 20_000;

/** The list behind a figure of the dashboard: its `total` is the figure. */
@Injectable()
export class CountedQueries {
  constructor(private readonly uow: UnitOfWork, private readonly places: Places) {}

  async list(who: AppPrincipal, query: CountedQuery): Promise<Result<CountedPage, Problem>> {
    const found = await this.places.find(who, query.orgId);
    if (!found.ok) return found;
    const keys = query.after === undefined ? null : decodeCursor(query.after, ORDER);
    if (keys && !keys.ok) return keys;
    if (keys && !UUID.test(String(keys.value[1]))) return err({ code: 'request.bad-cursor', at: '/after' });
    const at = this.lines(who, found.value, query);
    return this.uow.run(who, async (tx) => {
      const [sum] = await tx.sql<{ total: number }>(`${WITH_TODAY} select count(*)::int as total from ${at.from.sql} where ${at.where.sql}`, at.base);
      const after = keys?.ok ? { sql: ' and (x.org_path, x.id) > (? collate "C", ?::uuid)', params: keys.value } : { sql: '', params: [] };
      const rows = await tx.sql<Line>(`${at.select}${after.sql} order by x.org_path, x.id limit ?`, [...at.base, ...after.params, query.limit + 1]);
      return ok({ ...toPage(rows, query.limit, (row) => [row.orgPath, row.id], ({ orgPath: _, ...row }) => row), kind: at.kind, total: sum?.total ?? 0 });
    });
  }

  /** All lines in the order of the list, with the place they are of. */
  async all(who: AppPrincipal, query: CountedExportQuery): Promise<Result<{ readonly place: Place; readonly kind: Kind; readonly lines: readonly CountedItem[] }, Problem>> {
    const found = await this.places.find(who, query.orgId);
    if (!found.ok) return found;
    const at = this.lines(who, found.value, query);
    const lines = await this.uow.run(who, (tx) => tx.sql<Line>(`${at.select} order by x.org_path, x.id limit ?`, [...at.base, MOST_LINES]));
    return ok({ place: found.value, kind: at.kind, lines });
  }

  private lines(who: AppPrincipal, place: Place, query: Omit<CountedQuery, 'limit' | 'after'>): { readonly kind: Kind; readonly from: Sql; readonly where: Sql; readonly base: readonly unknown[]; readonly select: string } {
    const { kind, where: counted } = COUNTS[query.measure];
    const years = [query.year ?? Number(place.today.slice(0, 4))];
    const { from, where } = rowsOf(who, place, kind, { path: place.at.orgPath, years, own: query.own === '1', sector: query.sector, guide: query.guide });
    const parts = [where, text(counted)];
    if (query.grade !== undefined) parts.push(kind === 'assessee' ? text('s.grade = ?', query.grade) : text('false'));
    if (query.stage !== undefined) parts.push(text('c.stage = ?', query.stage));
    if (query.title !== undefined) parts.push(kind === 'problem' ? text('x.title = ?', query.title) : text('false'));
    const all = joined(parts, 'and');
    const sums = LINE_SUMS[query.measure];
    const amount = (of: Amount | undefined): string => (of === undefined ? 'null::int' : `(${SUMS[of].each})::int`);
    const select = `${WITH_TODAY} select x.id, x.org_path as "orgPath", c.id as "cycleId", c.year, c.title as "cycleTitle", c.host_name as "hostName", ${SOURCES[kind].shown}, ${amount(sums?.part)} as part, ${amount(sums?.whole)} as whole from ${from.sql} where ${all.sql}`;
    return { kind, from, where: all, base: [place.today, ...from.params, ...all.params], select };
  }
}
