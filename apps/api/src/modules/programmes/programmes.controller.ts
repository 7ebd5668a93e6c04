import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ProgrammeCandidatesPage, ProgrammeCandidatesQuery, IdOut, IdParam, ProgrammeDaysIn, ProgrammeDaysMoved, ProgrammeIn, ProgrammeIssued, ProgrammeItem, ProgrammeOut, ProgrammePut, ProgrammesPage, ProgrammesQuery, ProgrammeWithdrawIn, ProgrammeWithdrawn } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing, Version } from '../../platform/http/index.ts';
import { CreateProgrammeHandler } from './handlers/create-programme.handler.ts';
import { DiscardProgrammeHandler } from './handlers/discard-programme.handler.ts';
import { IssueProgrammeHandler } from './handlers/issue-programme.handler.ts';
import { MoveDaysHandler } from './handlers/move-days.handler.ts';
import { UpdateProgrammeHandler } from './handlers/update-programme.handler.ts';
import { WithdrawProgrammeHandler } from './handlers/withdraw-programme.handler.ts';
import { ProgrammesQueries } from './programmes.queries.ts';

type IdParams = z.infer<typeof IdParam>;

@Controller('programmes')
export class ProgrammesController {
  constructor(
    private readonly queries: ProgrammesQueries, private readonly creating: CreateProgrammeHandler, private readonly updating: UpdateProgrammeHandler, private readonly discarding: DiscardProgrammeHandler,
    private readonly issuing: IssueProgrammeHandler, private readonly withdrawing: WithdrawProgrammeHandler, private readonly moving: MoveDaysHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Programme')
  @Returns(ProgrammesPage)
  list(@Who() who: AppPrincipal, @Query({ schema: ProgrammesQuery }) query: z.infer<typeof ProgrammesQuery>) {
    return this.queries.list(who, query);
  }

  @Post()
  @RequirePermission('create', 'Programme')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: ProgrammeIn }) body: ProgrammeIn) {
    return this.creating.execute(who, body);
  }

  @Get('candidates')
  @RequirePermission('create', 'Programme')
  @Returns(ProgrammeCandidatesPage)
  candidates(@Who() who: AppPrincipal, @Query({ schema: ProgrammeCandidatesQuery }) query: z.infer<typeof ProgrammeCandidatesQuery>) {
    return this.queries.candidates(who, query);
  }

  @Get(':id')
  @RequirePermission('read', 'Programme')
  @Returns(ProgrammeOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Put(':id')
  @RequirePermission('update', 'Programme')
  @Returns(ProgrammeItem)
  update(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ProgrammePut }) body: ProgrammePut) {
    return this.updating.execute(who, id, version, body);
  }

  @Put(':id/calendar')
  @RequirePermission('update', 'Programme')
  @Returns(ProgrammeDaysMoved)
  moveDays(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ProgrammeDaysIn }) body: ProgrammeDaysIn) {
    return this.moving.execute(who, id, version, body);
  }

  @Delete(':id')
  @RequirePermission('delete', 'Programme')
  @ReturnsNothing()
  discard(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.discarding.execute(who, id, version);
  }

  @Post(':id/issue')
  @RequirePermission('publish', 'Programme')
  @Returns(ProgrammeIssued)
  issue(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.issuing.execute(who, id, version);
  }

  @Post(':id/withdraw')
  @RequirePermission('close', 'Programme')
  @Returns(ProgrammeWithdrawn)
  withdraw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ProgrammeWithdrawIn }) body: z.infer<typeof ProgrammeWithdrawIn>) {
    return this.withdrawing.execute(who, id, version, body.reason);
  }
}
