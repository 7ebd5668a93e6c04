import { Injectable } from '@nestjs/common';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { SectorPlugins } from '../../../platform/plugins/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Switches a sector plugin on for an organisation and its subtree, by itself or its superior (R-B6). */
@Injectable()
export class EnableSectorHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository, private readonly plugins: SectorPlugins) {}

  execute(who: AppPrincipal, orgId: string, sector: string): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.rows.get(tx, orgId);
      if (!org || !can(who.ability, 'read', 'Organisation', org)) return err({ code: 'organisation.not-found' });
      if (!can(who.ability, 'enable', 'SectorEnablement', { orgPath: org.orgPath, sector, publishedTo: org.orgPath })) return err({ code: 'permission.denied' });
      const plugin = this.plugins.get(sector);
      if (!plugin) return err({ code: 'sector.unknown', at: '/sector' });
      if (org.closedOn !== null) return err({ code: 'organisation.closed' });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`sector:${orgId}:${sector}`]);
      if (await this.rows.enablement(tx, orgId, sector)) return err({ code: 'sector.already-enabled' });
      const id = randomUUID();
      await this.rows.save(tx, this.rows.createEnablement(tx, { id, orgPath: org.orgPath, publishedTo: org.orgPath, orgId, sector, pluginVersion: plugin.version, fromDay: dayOf(tx.now), toDay: null }));
      tx.audit({ action: 'sector.enable', subject: { type: 'Organisation', id: orgId }, orgPath: org.orgPath, after: { sector, version: plugin.version } });
      return ok({ id });
    });
  }
}
