import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeductionsOut, IdParam, ToleranceDecisionIn, ToleranceIn, ToleranceOut, ToleranceReviewIn, TolerancesPage, TolerancesQuery, ToleranceWithdrawIn } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../../platform/http/index.ts';
import { FileToleranceHandler } from './file-tolerance.handler.ts';
import { JudgeToleranceHandler } from './judge-tolerance.handler.ts';
import { ToleranceQueries } from './tolerance.queries.ts';

type IdParams = z.infer<typeof IdParam>;

/** 容错纠错 (R-H3). */
@Controller()
export class ToleranceController {
  constructor(private readonly queries: ToleranceQueries, private readonly filing: FileToleranceHandler, private readonly judging: JudgeToleranceHandler) {}

  @Get('assessees/:id/deductions')
  @RequirePermission('read', 'Tolerance')
  @Returns(DeductionsOut)
  deductions(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.deductions(who, id);
  }

  @Get('tolerances')
  @RequirePermission('read', 'Tolerance')
  @Returns(TolerancesPage)
  list(@Who() who: AppPrincipal, @Query({ schema: TolerancesQuery }) query: TolerancesQuery) {
    return this.queries.list(who, query);
  }

  @Post('tolerances')
  @RequirePermission('create', 'Tolerance')
  @Idempotent()
  @Returns(ToleranceOut, 201)
  file(@Who() who: AppPrincipal, @Body({ schema: ToleranceIn }) body: ToleranceIn) {
    return this.filing.execute(who, body);
  }

  @Get('tolerances/:id')
  @RequirePermission('read', 'Tolerance')
  @Returns(ToleranceOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Post('tolerances/:id/review')
  @RequirePermission('update', 'Tolerance')
  @Returns(ToleranceOut)
  review(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ToleranceReviewIn }) body: z.infer<typeof ToleranceReviewIn>) {
    return this.judging.review(who, { id, version }, body);
  }

  @Post('tolerances/:id/decide')
  @RequirePermission('decide', 'Tolerance')
  @Returns(ToleranceOut)
  decide(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ToleranceDecisionIn }) body: z.infer<typeof ToleranceDecisionIn>) {
    return this.judging.decide(who, { id, version }, body);
  }

  @Post('tolerances/:id/withdraw')
  @RequirePermission('submit', 'Tolerance')
  @Returns(ToleranceOut)
  withdraw(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ToleranceWithdrawIn }) body: z.infer<typeof ToleranceWithdrawIn>) {
    return this.judging.withdraw(who, { id, version }, body);
  }
}
