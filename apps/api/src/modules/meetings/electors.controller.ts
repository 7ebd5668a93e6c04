import { Body, Controller, Get, Header, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { CandidatesOut, CandidatesQuery, ElectorsPage, ElectorsQuery, IdParam, MyEntryOut, MyEvaluationsOut, RollDone, RollIn, RollLoginIn, RollOut, RollReadOut, RollRemoveIn, RollSlipsIn, RollSlipsOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RequirePermission, SignedIn, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { receiveFile } from '../../platform/sheets/index.ts';
import { wayOf } from '../ballots/index.ts';
import { ElectorsQueries } from './electors.queries.ts';
import { EntryHandler } from './handlers/entry.handler.ts';
import { RollHandler } from './handlers/roll.handler.ts';
import { RollSlipsHandler } from './handlers/roll-slips.handler.ts';

type IdParams = z.infer<typeof IdParam>;

/** 应到名单 of a meeting: who is entitled, and slips made out to them. */
@Controller('meetings/:id/roll')
export class ElectorsController {
  constructor(private readonly queries: ElectorsQueries, private readonly roll: RollHandler, private readonly slips: RollSlipsHandler) {}

  @Get()
  @RequirePermission('read', 'Slip')
  @Returns(RollOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.roll(who, id);
  }

  @Get('electors')
  @RequirePermission('read', 'Slip')
  @Returns(ElectorsPage)
  list(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: ElectorsQuery }) query: z.infer<typeof ElectorsQuery>) {
    return this.queries.page(who, id, query);
  }

  @Get('candidates')
  @RequirePermission('read', 'Slip')
  @Returns(CandidatesOut)
  candidates(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: CandidatesQuery }) query: z.infer<typeof CandidatesQuery>) {
    return this.queries.candidates(who, id, query);
  }

  @Post('electors')
  @RequirePermission('update', 'Attendance')
  @Idempotent()
  @Returns(RollDone)
  add(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RollIn }) body: z.infer<typeof RollIn>) {
    return this.roll.add(who, id, body.electors);
  }

  @Put('electors/removed')
  @RequirePermission('update', 'Attendance')
  @Returns(RollOut)
  async remove(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: RollRemoveIn }) body: z.infer<typeof RollRemoveIn>) {
    const done = await this.roll.remove(who, id, version, body.electors);
    return done.ok ? this.queries.roll(who, id) : done;
  }

  @Put('login')
  @RequirePermission('update', 'Meeting')
  @Returns(RollOut)
  async login(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: RollLoginIn }) body: z.infer<typeof RollLoginIn>) {
    const done = await this.roll.login(who, id, version, body.login);
    return done.ok ? this.queries.roll(who, id) : done;
  }

  /** Reads a workbook and keeps nothing. One .xlsx as multipart form data. */
  @Post('read')
  @RequirePermission('update', 'Attendance')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(RollReadOut)
  async read(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Req() request: FastifyRequest): Promise<Result<z.infer<typeof RollReadOut>, Problem>> {
    const file = await receiveFile(request);
    return file.ok ? this.queries.read(who, id, file.value.bytes) : file;
  }

  /** Never idempotent by key: the answer holds secrets and must not be stored. */
  @Post('slips')
  @RequirePermission('print', 'Slip')
  @Header('cache-control', 'no-store')
  @Returns(RollSlipsOut, 201)
  issue(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: RollSlipsIn }) body: z.infer<typeof RollSlipsIn>) {
    return this.slips.issue(who, id, body);
  }
}

/** 「我的测评」 of whoever is signed in. */
@Controller('my-evaluations')
export class MyEvaluationsController {
  constructor(private readonly entries: EntryHandler) {}

  @Get()
  @SignedIn()
  @Returns(MyEvaluationsOut)
  list(@Who() who: AppPrincipal) {
    return this.entries.list(who);
  }

  /** Never idempotent by key: the answer holds a secret and must not be stored. */
  @Post(':id/entry')
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Returns(MyEntryOut, 201)
  take(@Who() who: AppPrincipal, @Req() request: FastifyRequest, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.entries.take(who, id, wayOf(request), `${request.protocol}://${request.host}`);
  }
}
