import { Injectable } from '@nestjs/common';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Ends a guiding or joint line on a day; the line stays in the history, so that past years still read under it (R-A5). The leading line ends only with the unit. */
@Injectable()
export class EndEdgeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  execute(who: AppPrincipal, id: string, edgeId: string, to: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      const edge = await this.rows.edge(tx, id, edgeId);
      if (!edge) return err({ code: 'organisation.not-found', at: '/edgeId' });
      if (edge.line === 'leading') return err({ code: 'organisation.leading-line' });
      if (edge.toDay) return err({ code: 'organisation.edge-ended', params: { to: edge.toDay } });
      if (!isDay(to)) return err({ code: 'day.invalid', at: '/to' });
      if (to < edge.fromDay) return err({ code: 'day.order', at: '/to' });
      edge.toDay = to;
      await tx.em.flush();
      tx.audit({ action: 'organisation.end-edge', subject: { type: 'Organisation', id }, orgPath: row.orgPath, before: { to: null }, after: { edgeId, line: edge.line, superiorId: edge.superiorId, to } });
      return ok(null);
    });
  }
}
