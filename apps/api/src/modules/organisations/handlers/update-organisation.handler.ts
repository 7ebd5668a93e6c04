import { Injectable } from '@nestjs/common';
import type { OrganisationOut, OrganisationPatch } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toOrganisation } from '../organisations.presenter.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';
import { searchText } from '../search-text.ts';

/** Renames or reorders a unit; results of past years keep the names they were printed with (R-A5). */
@Injectable()
export class UpdateOrganisationHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  execute(who: AppPrincipal, id: string, version: number, patch: z.infer<typeof OrganisationPatch>): Promise<Result<OrganisationOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      if (row.version !== version) return stale(toOrganisation(row, who), row.version);
      if (row.closedOn !== null) return err({ code: 'organisation.closed' });
      if (patch.name !== undefined && patch.name !== row.name && row.parentId && (await this.rows.nameTaken(tx, row.parentId, patch.name, id))) return err({ code: 'organisation.name-taken', at: '/name', params: { name: patch.name } });
      const before = { name: row.name, shortName: row.shortName, kind: row.kind };
      tx.em.assign(row, patch);
      tx.em.assign(row, searchText(row.name, row.shortName));
      await tx.em.flush();
      tx.audit({ action: 'organisation.update', subject: { type: 'Organisation', id }, orgPath: row.orgPath, before, after: { ...patch } });
      return ok(toOrganisation(row, who));
    });
  }
}
