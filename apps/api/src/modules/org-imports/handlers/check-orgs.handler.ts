import { Injectable } from '@nestjs/common';
import type { OrgImportOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { SectorPlugins } from '../../../platform/plugins/index.ts';
import type { ReceivedFile } from '../../../platform/sheets/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { ORG_COLUMNS } from '../org-columns.ts';
import { planOrgs } from '../org-import.rules.ts';
import { countsOf, toOrgImport, toRow } from '../org-imports.presenter.ts';
import { OrgImportsRepository } from '../org-imports.repository.ts';
import { readOrgs, type ReadOrgs } from '../read-orgs.ts';
import { sectorWords } from '../sector-words.ts';

/** Reads an uploaded workbook of organisations and says of every row what it would do; nothing is imported yet, and the file itself is not kept (R-A3). */
@Injectable()
export class CheckOrgsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository, private readonly organisations: OrganisationsApi, private readonly plugins: SectorPlugins) {}

  /** `columns` assigns columns by hand, `name:C,parent:D`, and is remembered for the unit. Errors: `organisation.not-found`, `org-import.unknown-column`, those of `readOrgs`. */
  async execute(who: AppPrincipal, orgId: string, columns: string | undefined, file: ReceivedFile): Promise<Result<OrgImportOut, Problem>> {
    const assigned = assignedOf(columns);
    if (!assigned.ok) return assigned;
    const start = await this.uow.run(who, async (tx) => {
      const root = await this.organisations.get(tx, orgId);
      if (!root || !can(who.ability, 'import', 'Organisation', { orgPath: root.path, sector: '', publishedTo: root.path })) return null;
      return { root, remembered: await this.rows.remembered(tx, root.path) };
    });
    if (!start) return err({ code: 'organisation.not-found', at: '/orgId' });
    const { root, remembered } = start;
    const read = await readOrgs(file.bytes, { sectors: sectorWords(this.plugins), remembered, assigned: assigned.value });
    if (!read.ok) return read;
    const { rows: raw, ...sheet } = read.value;
    return this.uow.run(who, async (tx) => {
      const present = await this.rows.world(tx, who.ability, root.path);
      if (!present) return err({ code: 'organisation.not-found', at: '/orgId' });
      const planned = planOrgs(raw, present.world).rows;
      const record = this.rows.create(tx, {
        id: randomUUID(), orgPath: root.path, orgId: root.id, accountId: who.accountId, fileName: file.name, ...sheet, counts: countsOf(planned), state: 'checked', jobId: null, createdAt: tx.now, importedAt: null, undoUntil: null,
      });
      if (Object.keys(assigned.value).length > 0) await this.rows.remember(tx, root, headersOf(read.value, assigned.value));
      await tx.em.flush();
      await this.rows.keepRows(tx, record, planned.map(toRow));
      tx.audit({ action: 'org-import.check', subject: { type: 'OrgImport', id: record.id }, orgPath: root.path, after: { fileName: file.name, counts: record.counts } });
      return ok(toOrgImport(record, root.name, tx.now));
    });
  }
}

function assignedOf(columns: string | undefined): Result<Record<string, string>, Problem> {
  const pairs = (columns ?? '').split(',').filter((pair) => pair !== '').map((pair) => pair.split(':') as [string, string]);
  const stranger = pairs.find(([key]) => !ORG_COLUMNS.some((spec) => spec.key === key));
  return stranger ? err({ code: 'org-import.unknown-column', at: '/columns', params: { column: stranger[0] } }) : ok(Object.fromEntries(pairs));
}

function headersOf(read: ReadOrgs, assigned: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(read.columns.filter((column) => assigned[column.key] === column.letters).map((column) => [column.header, column.key]));
}
