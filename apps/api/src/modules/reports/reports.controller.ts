import { Body, Controller, Get, Param, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import type {} from '@fastify/multipart';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { ChangesOut, ChangesQuery, ChecksOut, IdParam, ImportOut, ImportQuery, ReportOut, ReportPut, ReportSaved, ReportsPage, ReportsQuery, ReturnIn, SignIn, VersionsOut, WordQuery } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/index.ts';
import { Returns, ReturnsFile, Version } from '../../platform/http/index.ts';
import { ImportReportHandler } from './handlers/import-report.handler.ts';
import { SaveReportHandler } from './handlers/save-report.handler.ts';
import { SubmitReportHandler } from './handlers/submit-report.handler.ts';
import { VetReportHandler } from './handlers/vet-report.handler.ts';
import { WordReportHandler } from './handlers/word-report.handler.ts';
import { ReportsQueries } from './reports.queries.ts';

type IdParams = z.infer<typeof IdParam>;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@Controller('reports')
export class ReportsController {
  constructor(
    private readonly queries: ReportsQueries,
    private readonly saving: SaveReportHandler,
    private readonly importing: ImportReportHandler,
    private readonly submitting: SubmitReportHandler,
    private readonly vetting: VetReportHandler,
    private readonly word: WordReportHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Report')
  @Returns(ReportsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: ReportsQuery }) query: z.infer<typeof ReportsQuery>) {
    return this.queries.list(who, query);
  }

  @Get(':id')
  @RequirePermission('read', 'Report')
  @Returns(ReportOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Put(':id')
  @RequirePermission('update', 'Report')
  @Returns(ReportSaved)
  save(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReportPut }) body: z.infer<typeof ReportPut>) {
    return this.saving.execute(who, id, version, body);
  }

  /** One Word file as multipart form data; `preview=true` only shows how it would be split. */
  @Post(':id/import')
  @RequirePermission('import', 'Report')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(ImportOut)
  async importWord(
    @Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Query({ schema: ImportQuery }) query: z.infer<typeof ImportQuery>, @Req() request: FastifyRequest,
  ): Promise<Result<ImportOut, Problem>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return err({ code: 'file.missing' });
    const bytes = await part.toBuffer().catch((error: unknown) => {
      if (part.file.truncated) return null;
      throw error;
    });
    return bytes === null ? err({ code: 'file.too-large' }) : this.importing.execute(who, id, version, bytes, query.preview === 'true');
  }

  @Get(':id/word')
  @RequirePermission('read', 'Report')
  @ReturnsFile()
  async asWord(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: WordQuery }) query: z.infer<typeof WordQuery>): Promise<Result<StreamableFile, Problem>> {
    const made = await this.word.execute(who, id, query.tracked);
    return made.ok ? { ok: true, value: new StreamableFile(made.value.bytes, { type: DOCX, disposition: attachment(made.value.name) }) } : made;
  }

  @Get(':id/checks')
  @RequirePermission('read', 'ReportComment')
  @Returns(ChecksOut)
  checks(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.checks(who, id);
  }

  @Get(':id/versions')
  @RequirePermission('read', 'ReportComment')
  @Returns(VersionsOut)
  versions(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.versions(who, id);
  }

  @Get(':id/changes')
  @RequirePermission('read', 'ReportComment')
  @Returns(ChangesOut)
  changes(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: ChangesQuery }) query: z.infer<typeof ChangesQuery>) {
    return this.queries.changes(who, id, query.since);
  }

  @Post(':id/submit')
  @RequirePermission('submit', 'Report')
  @Returns(ReportOut)
  submit(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.submitting.submit(who, id, version);
  }

  @Post(':id/withdraw')
  @RequirePermission('submit', 'Report')
  @Returns(ReportOut)
  withdraw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.submitting.withdraw(who, id, version);
  }

  @Post(':id/sign')
  @RequirePermission('sign', 'VettingStep')
  @Returns(ReportOut)
  sign(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: SignIn }) body: z.infer<typeof SignIn>) {
    return this.vetting.sign(who, id, version, body.note);
  }

  @Post(':id/return')
  @RequirePermission('return', 'VettingStep')
  @Returns(ReportOut)
  sendBack(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReturnIn }) body: z.infer<typeof ReturnIn>) {
    return this.vetting.sendBack(who, id, version, body.reason);
  }
}
