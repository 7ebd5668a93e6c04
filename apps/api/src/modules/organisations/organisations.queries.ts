import { Injectable } from '@nestjs/common';
import type { OrganisationOut, OrganisationsQuery, PageOf } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { toOrganisation } from './organisations.presenter.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { escapeLike } from '../../platform/persistence/like.ts';

const ORDER = [{ field: 'orgPath', direction: 'asc' as const }];

/** Lists and single organisations, in the asker's scope only. */
@Injectable()
export class OrganisationsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  list(who: AppPrincipal, query: z.infer<typeof OrganisationsQuery>): Promise<Result<PageOf<OrganisationOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Organisation'), plan.value.where];
      if (query.under !== undefined) {
        const root = await this.rows.get(tx, query.under);
        if (!root || !can(who.ability, 'read', 'Organisation', root)) return err({ code: 'organisation.not-found' });
        where.push({ orgPath: { $gte: root.orgPath, $lt: `${root.orgPath}~` } });
      }
      if (query.parent !== undefined) where.push({ parentId: query.parent });
      if (query.top !== undefined) where.push({ orgPath: { $in: outermost([...who.scope.map((entry) => entry.path), ...who.circles]) } });
      if (query.sector !== undefined) where.push({ sector: query.sector });
      if (query.q !== undefined && query.q.trim() !== '') where.push({ $or: [{ name: { $like: `%${escapeLike(query.q.trim())}%` } }, { pinyin: { $like: `%${escapeLike(query.q.trim().toLowerCase())}%` } }] });
      const found = await this.rows.find(tx, { $and: where }, plan.value.orderBy, plan.value.limit);
      return ok(toPage(found, query.limit, (row) => [row.orgPath], (row) => toOrganisation(row, who)));
    });
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
