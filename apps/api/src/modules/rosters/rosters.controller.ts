import { Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { IdParam, RosterCommitOut, RosterErrorsQuery, RosterOut, RosterQuery, RosterRowsPage, RosterRowsQuery } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { attachment } from '../../platform/files/content-type.ts';
import { Idempotent, Returns, ReturnsFile } from '../../platform/http/index.ts';
import { receiveFile, XLSX } from '../../platform/sheets/index.ts';
import { CheckRosterHandler } from './handlers/check-roster.handler.ts';
import { StartImportHandler } from './handlers/start-import.handler.ts';
import { RostersQueries } from './rosters.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** Import of people and posts from a workbook: check, look, import the right rows (R-A3). */
@Controller('rosters')
export class RostersController {
  constructor(private readonly queries: RostersQueries, private readonly checking: CheckRosterHandler, private readonly starting: StartImportHandler) {}

  /** One .xlsx as multipart form data. */
  @Post()
  @RequirePermission('import', 'Person')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(RosterOut, 201)
  async check(@Who() who: AppPrincipal, @Query({ schema: RosterQuery }) { orgId }: z.infer<typeof RosterQuery>, @Req() request: FastifyRequest): Promise<Result<RosterOut, Problem>> {
    const file = await receiveFile(request);
    return file.ok ? this.checking.execute(who, orgId, file.value) : file;
  }

  @Get(':id')
  @RequirePermission('import', 'Person')
  @Returns(RosterOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Get(':id/rows')
  @RequirePermission('import', 'Person')
  @Returns(RosterRowsPage)
  rows(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: RosterRowsQuery }) query: z.infer<typeof RosterRowsQuery>) {
    return this.queries.list(who, id, query);
  }

  @Post(':id/commit')
  @RequirePermission('import', 'Person')
  @Idempotent()
  @Returns(RosterCommitOut, 202)
  commit(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.starting.execute(who, id);
  }

  @Get(':id/errors.xlsx')
  @RequirePermission('import', 'Person')
  @ReturnsFile()
  async errors(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: RosterErrorsQuery }) { lang }: z.infer<typeof RosterErrorsQuery>): Promise<Result<StreamableFile, Problem>> {
    const bytes = await this.queries.errors(who, id, lang);
    return bytes.ok ? ok(new StreamableFile(bytes.value, { type: XLSX, length: bytes.value.length, disposition: attachment(`errors-${id.slice(0, 8)}.xlsx`) })) : bytes;
  }
}
