import { Injectable } from '@nestjs/common';
import type { RosterOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi, type Org } from '../../organisations/index.ts';
import { readRoster } from '../read-roster.ts';
import { planRoster } from '../roster.rules.ts';
import { countsOf, toRoster, toRow } from '../rosters.presenter.ts';
import { RostersRepository } from '../rosters.repository.ts';

/** Reads an uploaded workbook and says of every row what it would do; nothing is imported yet, and the file itself is not kept (R-A3). */
@Injectable()
export class CheckRosterHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RostersRepository, private readonly organisations: OrganisationsApi) {}

  async execute(who: AppPrincipal, orgId: string, file: { readonly name: string; readonly bytes: Buffer }): Promise<Result<RosterOut, Problem>> {
    const root = await this.uow.run(who, (tx) => this.organisations.get(tx, orgId));
    if (!root || !mayImport(who, root)) return err({ code: 'organisation.not-found', at: '/orgId' });
    const read = await readRoster(file.bytes);
    if (!read.ok) return read;
    const { rows: raw, ...sheet } = read.value;
    return this.uow.run(who, async (tx) => {
      const planned = planRoster(raw, await this.rows.world(tx, who.ability, root.path, raw));
      const record = this.rows.create(tx, {
        id: randomUUID(), orgPath: root.path, orgId: root.id, accountId: who.accountId, fileName: file.name, ...sheet, rows: planned.map(toRow), counts: countsOf(planned), state: 'checked', jobId: null, createdAt: tx.now, importedAt: null,
      });
      await tx.em.flush();
      tx.audit({ action: 'roster.check', subject: { type: 'Roster', id: record.id }, orgPath: root.path, after: { fileName: file.name, counts: record.counts } });
      return ok(toRoster(record, root.name));
    });
  }
}

function mayImport(who: AppPrincipal, org: Org): boolean {
  return can(who.ability, 'import', 'Person', { orgPath: org.path, id: null });
}
