import { Injectable } from '@nestjs/common';
import type { OrganisationOut, OrganisationsQuery, PageOf } from '@shuping/contracts';
import { err, ok, unwrap, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, page, toPage, type PagePlan } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import type { OrganisationRecord } from './organisation.entity.ts';
import { toOrganisation } from './organisations.presenter.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { beginsWith, contains, sought } from './search.rules.ts';

const ORDER = [{ field: 'orgPath', direction: 'asc' as const }];
const ORDERED = [{ orgPath: 'asc' as const }];
/** Cursor of a list of what contains the words: it has a second, constant key. */
const WIDE = [...ORDER, { field: 'wide', direction: 'asc' as const }];
const SHOWN_AT_FIRST = 50;

/** Lists and single organisations, in the asker's scope only. */
@Injectable()
export class OrganisationsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  /** With `q`: those that begin with it; where they do not fill the first page, those that contain it, and their following pages too. */
  list(who: AppPrincipal, query: z.infer<typeof OrganisationsQuery>): Promise<Result<PageOf<OrganisationOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const [wide, narrow] = [page(query.limit, query.after, WIDE), page(query.limit, query.after, ORDER)];
      if (!narrow.ok && !wide.ok) return narrow;
      const where = await this.reach(tx, who, query);
      if (!where.ok) return where;
      if (narrow.ok) {
        const found = await this.narrow(tx, query, where.value, narrow.value);
        if (beginsWith(query.q) === null || query.after !== undefined || found.length > query.limit) return ok(toPage(found, query.limit, (row) => [row.orgPath], (row) => toOrganisation(row, who)));
      }
      const found = await this.looked(tx, query, where.value, false, query.after === undefined ? '' : String(unwrap(decodeCursor(query.after, WIDE))[0]));
      return ok(toPage(found, query.limit, (row) => [row.orgPath, 1], (row) => toOrganisation(row, who)));
    });
  }

  private narrow(tx: Tx, query: z.infer<typeof OrganisationsQuery>, where: readonly Record<string, unknown>[], plan: PagePlan): Promise<OrganisationRecord[]> {
    if (beginsWith(query.q) === null) return this.rows.find(tx, { $and: [...where, plan.where] }, ORDERED, plan.limit);
    return this.looked(tx, query, where, true, query.after === undefined ? '' : String(unwrap(decodeCursor(query.after, ORDER))[0]));
  }

  /** A page (and one row more) of what begins with the words or contains them. */
  private async looked(tx: Tx, query: z.infer<typeof OrganisationsQuery>, where: readonly Record<string, unknown>[], atBeginning: boolean, behind: string): Promise<OrganisationRecord[]> {
    const matching = (atBeginning ? beginsWith(query.q) : contains(query.q ?? '')) ?? {};
    return (await this.byIndex(tx, query, where, atBeginning, behind)) ?? this.rows.walk(tx, { $and: [...where, matching, { orgPath: { $gt: behind } }] }, query.limit + 1);
  }

  /** The same by the indexes of names and their pieces; null where reading the rows in reach is quicker: few units, or common words. */
  private async byIndex(tx: Tx, query: z.infer<typeof OrganisationsQuery>, where: readonly Record<string, unknown>[], atBeginning: boolean, behind: string): Promise<OrganisationRecord[] | null> {
    if (query.parent !== undefined || query.top !== undefined) return null;
    const under = query.under === undefined ? null : ((await this.rows.get(tx, query.under))?.orgPath ?? null);
    const found: OrganisationRecord[] = [];
    for (let [most, from] = [query.limit + 1, behind]; ; most *= 4) {
      const hits = await this.rows.search(tx, { ...sought(query.q ?? '', atBeginning), behind: from, under, sector: query.sector ?? null, most });
      if (hits === null) return null;
      if (hits.length > 0) found.push(...(await this.rows.find(tx, { $and: [...where, { id: { $in: hits.map((hit) => hit.id) } }] }, ORDERED, hits.length)));
      if (found.length > query.limit || hits.length < most) return found;
      from = hits.at(-1)!.path;
    }
  }

  /** Rows of a list without pages, at most `most`, in its order; what the asker reads and the filters leave. */
  async all(tx: Tx, who: AppPrincipal, query: Omit<z.infer<typeof OrganisationsQuery>, 'limit' | 'after'>, most: number): Promise<Result<OrganisationRecord[], Problem>> {
    const where = await this.reach(tx, who, query);
    if (!where.ok) return where;
    const begins = beginsWith(query.q);
    const rows = (matching: Record<string, unknown> | null): Promise<OrganisationRecord[]> => this.rows.find(tx, { $and: [...where.value, ...(matching ? [matching] : [])] }, ORDERED, most);
    const found = await rows(begins);
    // the table seen shows what contains the words as soon as its first page was not filled by what begins with them
    return ok(begins === null || found.length > SHOWN_AT_FIRST ? found : await rows(contains(query.q ?? '')));
  }

  private async reach(tx: Tx, who: AppPrincipal, query: Omit<z.infer<typeof OrganisationsQuery>, 'limit' | 'after'>): Promise<Result<Record<string, unknown>[], Problem>> {
    const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Organisation')];
    if (query.under !== undefined) {
      const root = await this.rows.get(tx, query.under);
      if (!root || !can(who.ability, 'read', 'Organisation', root)) return err({ code: 'organisation.not-found' });
      where.push({ orgPath: { $gte: root.orgPath, $lt: `${root.orgPath}~` } });
    }
    if (query.parent !== undefined) where.push({ parentId: query.parent });
    if (query.top !== undefined) where.push({ orgPath: { $in: outermost([...who.scope.map((entry) => entry.path), ...who.circles]) } });
    if (query.open !== undefined) where.push({ closedOn: null });
    if (query.sector !== undefined) where.push({ sector: query.sector });
    return ok(where);
  }

  one(who: AppPrincipal, id: string): Promise<Result<OrganisationOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      return row && can(who.ability, 'read', 'Organisation', row) ? ok(toOrganisation(row, who)) : err({ code: 'organisation.not-found' });
    });
  }
}

function outermost(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter((path, _, all) => !all.some((other) => other !== path && path.startsWith(other)));
}
