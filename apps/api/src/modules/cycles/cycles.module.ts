import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.ts';
import { PeopleModule } from '../people/index.ts';
import { SchemesModule } from '../schemes/index.ts';
import { AssesseesController } from './assessees.controller.ts';
import { AssesseesExportQueries } from './assessees-export.queries.ts';
import { AssesseesQueries } from './assessees.queries.ts';
import { Coverage } from './coverage.ts';
import { CycleCalendar } from './cycle-calendar.ts';
import { CycleFactsReader } from './cycle-facts.ts';
import { CyclesApi } from './cycles.api.ts';
import { CyclesController } from './cycles.controller.ts';
import { CyclesQueries } from './cycles.queries.ts';
import { CyclesRepository } from './cycles.repository.ts';
import { AdvanceCycleHandler } from './handlers/advance-cycle.handler.ts';
import { ConfirmAssesseesHandler } from './handlers/confirm-assessees.handler.ts';
import { CreateCycleHandler } from './handlers/create-cycle.handler.ts';
import { ProposeAssesseesHandler } from './handlers/propose-assessees.handler.ts';
import { RemindHandler } from './handlers/remind.handler.ts';
import { RemindActsHandler } from './handlers/remind-acts.handler.ts';
import { ReopenCycleHandler } from './handlers/reopen-cycle.handler.ts';
import { UpgradeCycleHandler } from './handlers/upgrade-cycle.handler.ts';
import { LateActsQueries } from './late-acts.queries.ts';
import { RetakeDays } from './retake-days.ts';
import { StageGate } from './stage-gate.ts';

/** Cycles, their stages and assessees (R-C). */
@Module({
  imports: [OrganisationsModule, PeopleModule, SchemesModule],
  controllers: [CyclesController, AssesseesController],
  providers: [
    CyclesApi, CyclesRepository, CycleFactsReader, Coverage, CycleCalendar, StageGate, CyclesQueries, AssesseesQueries, CreateCycleHandler, ProposeAssesseesHandler, ConfirmAssesseesHandler, AdvanceCycleHandler, ReopenCycleHandler, RemindHandler, UpgradeCycleHandler, AssesseesExportQueries, LateActsQueries, RemindActsHandler, RetakeDays,
  ],
  exports: [RetakeDays, CyclesApi, CycleFactsReader, CycleCalendar, Coverage, CreateCycleHandler],
})
export class CyclesModule {}
