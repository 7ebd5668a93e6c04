import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { Carry } from './carry.ts';
import { CommitmentsController } from './commitments.controller.ts';
import { CommitmentsQueries } from './commitments.queries.ts';
import { CommonQueries } from './common.queries.ts';
import { RectificationConsumers } from './consumers.ts';
import { CycleRectificationController } from './cycle-rectification.controller.ts';
import { CarryProblemsHandler } from './handlers/carry-problems.handler.ts';
import { CheckProblemHandler } from './handlers/check-problem.handler.ts';
import { CreateCommitmentHandler } from './handlers/create-commitment.handler.ts';
import { CreateProblemHandler } from './handlers/create-problem.handler.ts';
import { DrawSpotChecksHandler } from './handlers/draw-spot-checks.handler.ts';
import { JudgeCommitmentHandler } from './handlers/judge-commitment.handler.ts';
import { SortCommitmentHandler } from './handlers/sort-commitment.handler.ts';
import { PlanProblemHandler } from './handlers/plan-problem.handler.ts';
import { RaiseCommonHandler } from './handlers/raise-common.handler.ts';
import { ReopenProblemHandler } from './handlers/reopen-problem.handler.ts';
import { ReportProgressHandler } from './handlers/report-progress.handler.ts';
import { SendBackProblemHandler } from './handlers/send-back-problem.handler.ts';
import { UnlinkRepeatHandler } from './handlers/unlink-repeat.handler.ts';
import { SubmitProblemHandler } from './handlers/submit-problem.handler.ts';
import { VerifyProblemHandler } from './handlers/verify-problem.handler.ts';
import { ProblemActs } from './problem-acts.ts';
import { ProblemIntake } from './problem-intake.ts';
import { ProblemsController } from './problems.controller.ts';
import { ProblemsQueries } from './problems.queries.ts';
import { RatesQueries } from './rates.queries.ts';
import { RectificationApi } from './rectification.api.ts';
import { RectificationRepository } from './rectification.repository.ts';
import { SpotChecksQueries } from './spot-checks.queries.ts';

const HANDLERS = [
  CreateProblemHandler, PlanProblemHandler, ReportProgressHandler, SubmitProblemHandler, VerifyProblemHandler, SendBackProblemHandler, ReopenProblemHandler, CarryProblemsHandler,
  CreateCommitmentHandler, JudgeCommitmentHandler, SortCommitmentHandler, CheckProblemHandler, DrawSpotChecksHandler, RaiseCommonHandler, UnlinkRepeatHandler,
];

@Module({
  imports: [CyclesModule],
  controllers: [ProblemsController, CommitmentsController, CycleRectificationController],
  providers: [RectificationApi, RectificationRepository, RectificationConsumers, ProblemsQueries, CommitmentsQueries, RatesQueries, SpotChecksQueries, CommonQueries, ProblemActs, ProblemIntake, Carry, ...HANDLERS],
  exports: [RectificationApi],
})
export class RectificationModule {}
