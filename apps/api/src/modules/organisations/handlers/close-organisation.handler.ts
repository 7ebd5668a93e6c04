import { Injectable } from '@nestjs/common';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toOrganisation } from '../organisations.presenter.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Ends a unit on a day; it and its history stay, nothing is deleted. Refused while units below are open. */
@Injectable()
export class CloseOrganisationHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  execute(who: AppPrincipal, id: string, version: number, on: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'delete', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      if (row.version !== version) return stale(toOrganisation(row, who), row.version);
      if (!isDay(on) || on < row.opensOn) return err({ code: 'day.order', at: '/on' });
      const [open] = await tx.sql<{ count: number }>('select count(*)::int as count from organisation where parent_id = ? and closed_on is null', [id]);
      if ((open?.count ?? 0) > 0) return err({ code: 'organisation.has-open-units', params: { count: open!.count } });
      row.closedOn = on;
      await tx.em.flush();
      await tx.sql('update organisation_edge set to_day = ? where org_id = ? and to_day is null', [on, id]);
      tx.audit({ action: 'organisation.close', subject: { type: 'Organisation', id }, orgPath: row.orgPath, after: { on } });
      return ok(null);
    });
  }
}
