import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { IdParam, LedgerExportQuery, NoteIn, PlanIn, ProblemIn, ProblemOut, ProblemsPage, ProblemsQuery, ProgressIn, ReasonIn, SpotCheckIn, VerifyIn } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsFile, Version } from '../../platform/http/index.ts';
import { CheckProblemHandler } from './handlers/check-problem.handler.ts';
import { CreateProblemHandler } from './handlers/create-problem.handler.ts';
import { PlanProblemHandler } from './handlers/plan-problem.handler.ts';
import { ReopenProblemHandler } from './handlers/reopen-problem.handler.ts';
import { ReportProgressHandler } from './handlers/report-progress.handler.ts';
import { SendBackProblemHandler } from './handlers/send-back-problem.handler.ts';
import { SubmitProblemHandler } from './handlers/submit-problem.handler.ts';
import { UnlinkRepeatHandler } from './handlers/unlink-repeat.handler.ts';
import { VerifyProblemHandler } from './handlers/verify-problem.handler.ts';
import { ProblemsQueries } from './problems.queries.ts';

type IdParams = z.infer<typeof IdParam>;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 整改台账. There is no route that deletes. */
@Controller('problems')
export class ProblemsController {
  constructor(
    private readonly queries: ProblemsQueries,
    private readonly creating: CreateProblemHandler,
    private readonly planning: PlanProblemHandler,
    private readonly progressing: ReportProgressHandler,
    private readonly submitting: SubmitProblemHandler,
    private readonly verifying: VerifyProblemHandler,
    private readonly returning: SendBackProblemHandler,
    private readonly reopening: ReopenProblemHandler,
    private readonly checking: CheckProblemHandler,
    private readonly unlinking: UnlinkRepeatHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Problem')
  @Returns(ProblemsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: ProblemsQuery }) query: ProblemsQuery) {
    return this.queries.list(who, query);
  }

  @Get('export')
  @RequirePermission('export', 'Problem')
  @ReturnsFile()
  async book(@Who() who: AppPrincipal, @Query({ schema: LedgerExportQuery }) query: LedgerExportQuery): Promise<Result<StreamableFile, Problem>> {
    const book = await this.queries.book(who, query);
    return book.ok ? { ok: true, value: new StreamableFile(book.value, { type: XLSX, length: book.value.length, disposition: 'attachment; filename="ledger.xlsx"' }) } : book;
  }

  @Post()
  @RequirePermission('create', 'Problem')
  @Idempotent()
  @Returns(ProblemOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: ProblemIn }) body: ProblemIn) {
    return this.creating.execute(who, body);
  }

  @Get(':id')
  @RequirePermission('read', 'Problem')
  @Returns(ProblemOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Post(':id/plan')
  @RequirePermission('update', 'Problem')
  @Returns(ProblemOut)
  plan(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: PlanIn }) body: PlanIn) {
    return this.planning.execute(who, id, version, body);
  }

  @Post(':id/progress')
  @RequirePermission('update', 'Problem')
  @Returns(ProblemOut)
  progress(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ProgressIn }) body: ProgressIn) {
    return this.progressing.execute(who, id, version, body);
  }

  @Post(':id/submit')
  @RequirePermission('submit', 'Problem')
  @Returns(ProblemOut)
  submit(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: NoteIn }) body: z.infer<typeof NoteIn>) {
    return this.submitting.execute(who, id, version, body.text);
  }

  @Post(':id/verify')
  @RequirePermission('verify', 'Problem')
  @Returns(ProblemOut)
  verify(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: VerifyIn }) body: VerifyIn) {
    return this.verifying.execute(who, id, version, body);
  }

  @Post(':id/send-back')
  @RequirePermission('return', 'Problem')
  @Returns(ProblemOut)
  sendBack(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReasonIn }) body: z.infer<typeof ReasonIn>) {
    return this.returning.execute(who, id, version, body.reason);
  }

  @Post(':id/reopen')
  @RequirePermission('reopen', 'Problem')
  @Returns(ProblemOut)
  reopen(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReasonIn }) body: z.infer<typeof ReasonIn>) {
    return this.reopening.execute(who, id, version, body.reason);
  }

  @Post(':id/unlink-repeat')
  @RequirePermission('verify', 'Problem')
  @Returns(ProblemOut)
  unlink(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReasonIn }) body: z.infer<typeof ReasonIn>) {
    return this.unlinking.execute(who, id, version, body.reason);
  }

  @Post(':id/spot-check')
  @RequirePermission('verify', 'Problem')
  @Returns(ProblemOut)
  check(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: SpotCheckIn }) body: SpotCheckIn) {
    return this.checking.execute(who, id, version, body);
  }
}
