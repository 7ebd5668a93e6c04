import { Injectable } from '@nestjs/common';
import type { OrganisationIn } from '@shuping/contracts';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { SectorPlugins } from '../../../platform/plugins/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';
import { searchText } from '../search-text.ts';

/** Adds a unit below an organisation, with its leading edge (R-A1). */
@Injectable()
export class CreateOrganisationHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository, private readonly plugins: SectorPlugins) {}

  execute(who: AppPrincipal, input: z.infer<typeof OrganisationIn>): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      if (!isDay(input.opensOn)) return err({ code: 'day.invalid', at: '/opensOn' });
      if (input.sector !== '' && !this.plugins.get(input.sector)) return err({ code: 'sector.unknown', at: '/sector' });
      const parent = await this.rows.get(tx, input.parentId);
      if (!parent || !can(who.ability, 'create', 'Organisation', { orgPath: parent.orgPath, sector: input.sector, publishedTo: '' })) return err({ code: 'organisation.not-found', at: '/parentId' });
      if (parent.closedOn !== null) return err({ code: 'organisation.closed', at: '/parentId' });
      const id = randomUUID();
      if (await this.rows.nameTaken(tx, parent.id, input.name, id)) return err({ code: 'organisation.name-taken', at: '/name', params: { name: input.name } });
      const orgPath = await this.rows.freePath(tx, parent.orgPath, () => randomInt(2 ** 32) / 2 ** 32);
      const row = this.rows.create(tx, {
        id, orgPath, sector: input.sector, publishedTo: orgPath, parentId: parent.id, name: input.name, shortName: input.shortName, kind: input.kind, opensOn: input.opensOn, closedOn: null,
        ...searchText(input.name, input.shortName),
      });
      await this.rows.save(tx, row);
      await this.rows.save(tx, this.rows.createEdge(tx, { id: randomUUID(), orgPath, sector: input.sector, orgId: id, superiorId: parent.id, line: 'leading', fromDay: input.opensOn, toDay: null }));
      tx.audit({ action: 'organisation.create', subject: { type: 'Organisation', id }, orgPath, after: { ...input } });
      return ok({ id });
    });
  }
}
