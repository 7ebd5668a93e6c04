import { Injectable } from '@nestjs/common';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Ends a sector plugin at the organisation that switched it on, as of today. Cycles keep the scheme they froze (R-B6). */
@Injectable()
export class DisableSectorHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  execute(who: AppPrincipal, orgId: string, sector: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.rows.get(tx, orgId);
      if (!org || !can(who.ability, 'read', 'Organisation', org)) return err({ code: 'organisation.not-found' });
      const row = await this.rows.enablement(tx, orgId, sector);
      if (!row) return err({ code: 'sector.not-enabled' });
      if (!can(who.ability, 'enable', 'SectorEnablement', row)) return err({ code: 'permission.denied' });
      row.toDay = dayOf(tx.now);
      await tx.em.flush();
      tx.audit({ action: 'sector.disable', subject: { type: 'Organisation', id: orgId }, orgPath: org.orgPath, before: { sector, version: row.pluginVersion, from: row.fromDay } });
      return ok(null);
    });
  }
}
