import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { RectificationModule } from '../rectification/index.ts';
import { Flows } from './flows.ts';
import { EnterScoreHandler } from './handlers/enter-score.handler.ts';
import { RecordEventHandler } from './handlers/record-event.handler.ts';
import { WithdrawEventHandler } from './handlers/withdraw-event.handler.ts';
import { InputPackQueries } from './input-pack.queries.ts';
import { RoutineApi } from './routine.api.ts';
import { RoutineController } from './routine.controller.ts';
import { RoutineRepository } from './routine.repository.ts';
import { ScoresQueries } from './scores.queries.ts';
import { TakenOver } from './taken-over.ts';

/** The year's record before the meeting (R-D). */
@Module({
  imports: [CyclesModule, RectificationModule],
  controllers: [RoutineController],
  providers: [RoutineApi, RoutineRepository, ScoresQueries, InputPackQueries, EnterScoreHandler, RecordEventHandler, WithdrawEventHandler, Flows, TakenOver],
  exports: [RoutineApi],
})
export class RoutineModule {}
