import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { CycleSqueezeOut, DeputiesOut, DeputyIn, HandoverIn, IdParam, ReportProposalAnswersIn, ReportProposalIn, ReportProposalOut, ReportProposalsOut, ReportOut, SqueezeOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../platform/http/index.ts';
import { AnswerProposalsHandler } from './handlers/answer-proposals.handler.ts';
import { HandOverHandler } from './handlers/hand-over.handler.ts';
import { NameDeputiesHandler } from './handlers/name-deputies.handler.ts';
import { ProposeChangesHandler } from './handlers/propose-changes.handler.ts';
import { SqueezeQueries } from './squeeze.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** 把关: proposals on passages, what each step presses out, and who stands in for a late one (R-E3, R-E5). */
@Controller()
export class VettingController {
  constructor(
    private readonly proposing: ProposeChangesHandler, private readonly answering: AnswerProposalsHandler, private readonly handing: HandOverHandler, private readonly deputies: NameDeputiesHandler, private readonly squeeze: SqueezeQueries,
  ) {}

  @Get('reports/:id/proposals')
  @RequirePermission('read', 'ReportComment')
  @Returns(ReportProposalsOut)
  list(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.proposing.list(who, id);
  }

  @Post('reports/:id/proposals')
  @RequirePermission('create', 'ReportComment')
  @Idempotent()
  @Returns(ReportProposalOut, 201)
  propose(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ReportProposalIn }) body: ReportProposalIn) {
    return this.proposing.add(who, id, body);
  }

  @Post('proposals/:id/withdraw')
  @RequirePermission('update', 'ReportComment')
  @Returns(ReportProposalOut)
  takeBack(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.proposing.withdraw(who, id, version);
  }

  /** All answers are taken or none; `If-Match` is the version of the report. */
  @Post('reports/:id/proposal-answers')
  @RequirePermission('update', 'Report')
  @Returns(ReportOut)
  answer(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReportProposalAnswersIn }) body: ReportProposalAnswersIn) {
    return this.answering.execute(who, id, version, body);
  }

  @Get('reports/:id/squeeze')
  @RequirePermission('read', 'ReportComment')
  @Returns(SqueezeOut)
  ofReport(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.squeeze.ofReport(who, id);
  }

  @Get('cycles/:id/squeeze')
  @RequirePermission('read', 'VettingStep')
  @Returns(CycleSqueezeOut)
  ofCycle(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.squeeze.ofCycle(who, id);
  }

  @Post('reports/:id/handover')
  @RequirePermission('sign', 'VettingStep')
  @Returns(ReportOut)
  handOver(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: HandoverIn }) body: z.infer<typeof HandoverIn>) {
    return this.handing.execute(who, id, version, body.note);
  }

  @Get('cycles/:id/deputies')
  @RequirePermission('read', 'VettingStep')
  @Returns(DeputiesOut)
  named(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.deputies.list(who, id);
  }

  @Put('cycles/:id/deputies')
  @RequirePermission('update', 'Cycle')
  @Returns(DeputiesOut)
  name(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: DeputyIn }) body: DeputyIn) {
    return this.deputies.name(who, id, version, body);
  }
}
