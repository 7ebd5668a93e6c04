import { Injectable } from '@nestjs/common';
import type { PluginsOut, SectorsOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import type { OrganisationRecord } from './organisation.entity.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

type Out = z.infer<typeof SectorsOut>;
type Enabled = { sector: string; org_id: string; name: string };

/** Sector plugins as an organisation sees them. */
@Injectable()
export class SectorsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository, private readonly plugins: SectorPlugins) {}

  /** Plugins enabled at or above the organisation; to who may enable also those that could be. Anybody else sees nothing of a plugin that is not enabled (R-B6). */
  of(who: AppPrincipal, orgId: string): Promise<Result<Out, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.rows.get(tx, orgId);
      // a neighbour's name may be published to the circle, its sectors are not
      if (!org || !can(who.ability, 'read', 'Organisation', { orgPath: org.orgPath, sector: org.sector, publishedTo: who.circles.find((circle) => circle.startsWith(org.orgPath)) ?? '' })) return err({ code: 'organisation.not-found' });
      const today = dayOf(tx.now);
      // what was enabled above lies outside the asker's scope, yet holds for the own subtree
      const enabled = await asSystem(tx, () => tx.sql<Enabled>(
        'select e.sector, e.org_id, o.name from sector_enablement e join organisation o on o.id = e.org_id where ? ^@ e.org_path and e.from_day <= ? and (e.to_day is null or e.to_day > ?) order by length(e.org_path) desc', [org.orgPath, today, today],
      ));
      return ok({ items: this.plugins.all.flatMap((plugin) => this.item(who, org, plugin, enabled.find((one) => one.sector === plugin.id))) });
    });
  }

  /** Plugins of the installation, and how many organisations have each switched on. */
  installed(who: AppPrincipal): Promise<Result<z.infer<typeof PluginsOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const today = dayOf(tx.now);
      const counts = await asSystem(tx, () => tx.sql<{ sector: string; count: number }>('select sector, count(*)::int as count from sector_enablement where from_day <= ? and (to_day is null or to_day > ?) group by sector', [today, today]));
      return ok({
        items: this.plugins.all.map((plugin) => ({
          id: plugin.id, title: plugin.title, version: plugin.version, hash: plugin.hash, roles: plugin.roles.length, questions: plugin.scheme.questions.length, enabledAt: counts.find((one) => one.sector === plugin.id)?.count ?? 0,
        })),
      });
    });
  }

  private item(who: AppPrincipal, org: OrganisationRecord, plugin: SectorPlugins['all'][number], at: Enabled | undefined): Out['items'] {
    const allowed = can(who.ability, 'enable', 'SectorEnablement', { orgPath: org.orgPath, sector: plugin.id, publishedTo: org.orgPath });
    if (!at && !allowed) return [];
    const open = org.closedOn === null ? true : { reason: 'organisation.closed' } as const;
    const may: Out['items'][number]['may'] = {};
    if (allowed && at?.org_id !== org.id) may['enable'] = at ? { reason: 'sector.enabled-above' } : open;
    if (allowed && at?.org_id === org.id) may['disable'] = true;
    return [{ id: plugin.id, title: plugin.title, version: plugin.version, enabled: at !== undefined, enabledAt: at ? { orgId: at.org_id, orgName: at.name } : null, may }];
  }
}
