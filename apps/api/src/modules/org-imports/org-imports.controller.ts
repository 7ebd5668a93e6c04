import { Body, Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { IdParam, OrganisationsExportQuery, OrgImportCommitIn, OrgImportNotesQuery, OrgImportOut, OrgImportQuery, OrgImportRowsPage, OrgImportRowsQuery, OrgImportTemplateQuery, RosterCommitOut } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/content-type.ts';
import { Idempotent, Returns, ReturnsFile } from '../../platform/http/index.ts';
import { receiveFile, XLSX } from '../../platform/sheets/index.ts';
import { CheckOrgsHandler } from './handlers/check-orgs.handler.ts';
import { StartOrgsHandler } from './handlers/start-orgs.handler.ts';
import { OrgExportQueries } from './org-export.queries.ts';
import { OrgImportsQueries } from './org-imports.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Import of organisations from a workbook: check, look, import, undo; and their export (R-A3, R-K6). */
@Controller('org-imports')
export class OrgImportsController {
  constructor(private readonly queries: OrgImportsQueries, private readonly exporting: OrgExportQueries, private readonly checking: CheckOrgsHandler, private readonly starting: StartOrgsHandler) {}

  /** One .xlsx as multipart form data. */
  @Post()
  @RequirePermission('import', 'Organisation')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(OrgImportOut, 201)
  async check(@Who() who: AppPrincipal, @Query({ schema: OrgImportQuery }) { orgId, columns }: z.infer<typeof OrgImportQuery>, @Req() request: FastifyRequest): Promise<Result<OrgImportOut, Problem>> {
    const file = await receiveFile(request);
    return file.ok ? this.checking.execute(who, orgId, columns, file.value) : file;
  }

  @Get('template.xlsx')
  @RequirePermission('import', 'Organisation')
  @ReturnsFile()
  async template(@Who() who: AppPrincipal, @Query({ schema: OrgImportTemplateQuery }) { orgId, lang }: z.infer<typeof OrgImportTemplateQuery>) {
    return workbook(await this.queries.template(who, orgId, lang), 'organisations-template.xlsx');
  }

  /** The list of organisations as it is seen, in the columns that the import reads. */
  @Get('organisations.xlsx')
  @RequirePermission('export', 'Organisation')
  @ReturnsFile()
  async organisations(@Who() who: AppPrincipal, @Query({ schema: OrganisationsExportQuery }) query: z.infer<typeof OrganisationsExportQuery>) {
    return workbook(await this.exporting.workbook(who, query), 'organisations.xlsx');
  }

  @Get(':id')
  @RequirePermission('import', 'Organisation')
  @Returns(OrgImportOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Get(':id/rows')
  @RequirePermission('import', 'Organisation')
  @Returns(OrgImportRowsPage)
  rows(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: OrgImportRowsQuery }) query: z.infer<typeof OrgImportRowsQuery>) {
    return this.queries.list(who, id, query);
  }

  @Get(':id/notes.xlsx')
  @RequirePermission('import', 'Organisation')
  @ReturnsFile()
  async notes(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: OrgImportNotesQuery }) query: z.infer<typeof OrgImportNotesQuery>) {
    return workbook(await this.queries.notes(who, id, query), `notes-${id.slice(0, 8)}.xlsx`);
  }

  @Post(':id/commit')
  @RequirePermission('import', 'Organisation')
  @Idempotent()
  @Returns(RosterCommitOut, 202)
  commit(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: OrgImportCommitIn }) { goodOnly }: z.infer<typeof OrgImportCommitIn>) {
    return this.starting.start(who, id, goodOnly);
  }

  @Post(':id/undo')
  @RequirePermission('import', 'Organisation')
  @Idempotent()
  @Returns(RosterCommitOut, 202)
  undo(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.starting.undo(who, id);
  }
}

function workbook(bytes: Result<Uint8Array, Problem>, name: string): Result<StreamableFile, Problem> {
  return bytes.ok ? ok(new StreamableFile(bytes.value, { type: XLSX, length: bytes.value.length, disposition: attachment(name) })) : bytes;
}
