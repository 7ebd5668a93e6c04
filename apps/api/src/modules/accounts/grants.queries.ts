import { Injectable } from '@nestjs/common';
import type { GrantOut, GrantsQuery, PageOf, RolesOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import { RoleCatalogue, type AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { asSystem, UnitOfWork } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { toGrant } from './accounts.presenter.ts';
import { AccountsRepository } from './accounts.repository.ts';

const ORDER = [{ field: 'orgPath', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];

/** Who holds which role where, in the asker's scope, and which roles there are to give. */
@Injectable()
export class GrantsQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rows: AccountsRepository,
    private readonly organisations: OrganisationsApi,
    private readonly catalogue: RoleCatalogue,
    private readonly plugins: SectorPlugins,
  ) {}

  list(who: AppPrincipal, query: z.infer<typeof GrantsQuery>): Promise<Result<PageOf<GrantOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const where = [whereFor(who.ability, 'read', 'RoleGrant'), plan.value.where, query.accountId === undefined ? {} : { accountId: query.accountId }];
      const found = await this.rows.grants(tx, { $and: where }, plan.value.orderBy, plan.value.limit);
      const names = await this.organisations.namesByPath(tx, [...new Set(found.map((row) => row.orgPath))]);
      const holders = await this.rows.holders(tx, [...new Set(found.map((row) => row.accountId))]);
      return ok(toPage(found, query.limit, (row) => [row.orgPath, row.id], (row) => toGrant(row, who, holders.get(row.accountId), names.get(row.orgPath) ?? '')));
    });
  }

  /** Roles to give on an organisation: the core's, and those of the sectors enabled there. */
  roles(who: AppPrincipal, orgId: string): Promise<Result<z.infer<typeof RolesOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.organisations.get(tx, orgId);
      if (!org || !can(who.ability, 'create', 'RoleGrant', { orgPath: org.path, personId: null })) return err({ code: 'organisation.not-found' });
      const enabled = new Set((await asSystem(tx, () => this.organisations.enabledSectors(tx, org.path, dayOf(tx.now)))).map((one) => one.sector));
      const duties = this.plugins.all.filter((plugin) => enabled.has(plugin.id)).flatMap((plugin) => plugin.duties);
      const qualifiers = [...new Map(duties.map((duty) => [duty.id, { id: duty.id, title: duty.title }])).values()];
      const roles = this.catalogue.roles().filter((role) => role.plugin === undefined || enabled.has(role.plugin));
      return ok({ items: roles.map((role) => ({ id: role.id, plugin: role.plugin ?? '', qualifiers: role.qualifier === undefined ? null : qualifiers })) });
    });
  }
}
