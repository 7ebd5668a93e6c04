import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { OrganisationsModule } from '../organisations/index.ts';
import { SchemesModule } from '../schemes/index.ts';
import { AcknowledgeHandler } from './handlers/acknowledge.handler.ts';
import { CreateProgrammeHandler } from './handlers/create-programme.handler.ts';
import { DiscardProgrammeHandler } from './handlers/discard-programme.handler.ts';
import { IssueProgrammeHandler } from './handlers/issue-programme.handler.ts';
import { MoveDaysHandler } from './handlers/move-days.handler.ts';
import { OpenCycleHandler } from './handlers/open-cycle.handler.ts';
import { RemindHostsHandler } from './handlers/remind-hosts.handler.ts';
import { UpdateProgrammeHandler } from './handlers/update-programme.handler.ts';
import { WithdrawProgrammeHandler } from './handlers/withdraw-programme.handler.ts';
import { ProgrammeAccess } from './programme-access.ts';
import { ProgrammeContent } from './programme-content.ts';
import { ProgrammesController } from './programmes.controller.ts';
import { ProgrammesQueries } from './programmes.queries.ts';
import { ProgrammesRepository } from './programmes.repository.ts';
import { ProgressController } from './progress.controller.ts';
import { ProgressQueries } from './progress.queries.ts';

/** Yearly orders to those below, and progress seen from above (R-B3, R-C1, R-C3). Schemes and cycles read what is in force through its views. */
@Module({
  imports: [OrganisationsModule, SchemesModule, CyclesModule],
  controllers: [ProgrammesController, ProgressController],
  providers: [
    ProgrammesRepository, ProgrammeAccess, ProgrammeContent, ProgrammesQueries, ProgressQueries, CreateProgrammeHandler, UpdateProgrammeHandler, DiscardProgrammeHandler, IssueProgrammeHandler, WithdrawProgrammeHandler, OpenCycleHandler,
    AcknowledgeHandler, RemindHostsHandler, MoveDaysHandler,
  ],
  exports: [ProgressQueries],
})
export class ProgrammesModule {}
