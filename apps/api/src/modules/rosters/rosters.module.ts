import { Module, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '../../platform/jobs/index.ts';
import { OrganisationsModule } from '../organisations/index.ts';
import { PeopleModule } from '../people/index.ts';
import { CheckRosterHandler } from './handlers/check-roster.handler.ts';
import { ImportRosterHandler } from './handlers/import-roster.handler.ts';
import { IMPORT_JOB, StartImportHandler } from './handlers/start-import.handler.ts';
import { RostersController } from './rosters.controller.ts';
import { RostersQueries } from './rosters.queries.ts';
import { RostersRepository } from './rosters.repository.ts';

@Module({
  imports: [OrganisationsModule, PeopleModule],
  controllers: [RostersController],
  providers: [RostersQueries, RostersRepository, CheckRosterHandler, StartImportHandler, ImportRosterHandler],
})
export class RostersModule implements OnModuleInit {
  constructor(private readonly runner: JobRunner, private readonly importing: ImportRosterHandler) {}

  onModuleInit(): void {
    this.runner.register<{ rosterId: string }>(IMPORT_JOB, async (job) => {
      await job.progress(0);
      const imported = await this.importing.execute(job.actor, job.payload.rosterId);
      return imported.ok ? { ok: true, value: { params: imported.value } } : imported;
    });
  }
}
