import { Injectable } from '@nestjs/common';
import type { EdgesOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { systemActor, UnitOfWork } from '../../platform/persistence/index.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

type Edge = z.infer<typeof EdgesOut>['items'][number];

/** Lines of a unit through time. */
@Injectable()
export class EdgesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  async of(who: AppPrincipal, id: string): Promise<Result<{ items: Edge[] }, Problem>> {
    const allowed = await this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      return row !== null && can(who.ability, 'read', 'Organisation', row);
    });
    if (!allowed) return err({ code: 'organisation.not-found' });
    // the superior of a line may lie outside the asker's scope; its name is no secret to its own units
    const items = await this.uow.run(systemActor('organisations'), (tx) => tx.sql<Edge>(
      'select e.id, e.org_id as "orgId", e.superior_id as "superiorId", s.name as "superiorName", e.line, e.from_day as "from", e.to_day as "to" from organisation_edge e join organisation s on s.id = e.superior_id where e.org_id = ? order by e.from_day, e.line', [id],
    ));
    return ok({ items });
  }
}
