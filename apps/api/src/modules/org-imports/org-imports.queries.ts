import { Injectable } from '@nestjs/common';
import type { OrgImportNotesQuery, OrgImportOut, OrgImportRow, OrgImportRowsQuery, PageOf } from '@shuping/contracts';
import { err, ok, type Locale, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { mayImportOrgs } from './may-import.ts';
import type { OrgImportRecord } from './org-import.entity.ts';
import { toOrgImport } from './org-imports.presenter.ts';
import { OrgImportsRepository } from './org-imports.repository.ts';
import { sectorWords } from './sector-words.ts';
import { writeNotes, writeTemplate } from './write-orgs.ts';

const ORDER = [{ field: 'row', direction: 'asc' as const }];

/** Imports of organisations that the asker may see, and the workbooks around them. */
@Injectable()
export class OrgImportsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository, private readonly organisations: OrganisationsApi, private readonly plugins: SectorPlugins) {}

  one(who: AppPrincipal, id: string): Promise<Result<OrgImportOut, Problem>> {
    return this.with(who, id, async (record, tx) => ok(toOrgImport(record, (await this.organisations.get(tx, record.orgId))?.name ?? '', tx.now)));
  }

  /** Rows in the order of the workbook. */
  list(who: AppPrincipal, id: string, query: z.infer<typeof OrgImportRowsQuery>): Promise<Result<PageOf<OrgImportRow>, Problem>> {
    return this.with(who, id, async (record, tx) => {
      const after = query.after === undefined ? ok([0]) : decodeCursor(query.after, ORDER);
      if (!after.ok) return after;
      const found = await this.rows.rowsAfter(tx, record.id, Number(after.value[0]), query.status, query.limit + 1);
      const items = found.slice(0, query.limit);
      return ok({ items, ...(found.length > query.limit ? { next: encodeCursor([items.at(-1)!.row]) } : {}) });
    });
  }

  /** The rows given back as a workbook with the faulty cells marked, ready to be put right and uploaded again. */
  notes(who: AppPrincipal, id: string, { lang, only }: z.infer<typeof OrgImportNotesQuery>): Promise<Result<Uint8Array, Problem>> {
    return this.with(who, id, async (record, tx) => {
      const rows = await this.rows.rows(tx, record.id);
      return ok(await writeNotes(only === undefined ? rows : rows.filter((row) => row.status === only), lang, sectorWords(this.plugins)));
    });
  }

  /** Empty workbook for the units below an organisation, with lists to choose from and how to fill it in. */
  template(who: AppPrincipal, orgId: string, lang: Locale): Promise<Result<Uint8Array, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.organisations.get(tx, orgId);
      if (!org || !can(who.ability, 'import', 'Organisation', { orgPath: org.path, sector: '', publishedTo: org.path })) return err({ code: 'organisation.not-found' });
      return ok(await writeTemplate(org.name, lang, sectorWords(this.plugins)));
    });
  }

  private with<T>(who: AppPrincipal, id: string, work: (record: OrgImportRecord, tx: Tx) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
    return this.uow.run(who, async (tx) => {
      const record = await this.rows.get(tx, id);
      return record && mayImportOrgs(who, record) ? work(record, tx) : err({ code: 'org-import.not-found' });
    });
  }
}
