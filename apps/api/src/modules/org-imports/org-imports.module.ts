import { Module, type OnModuleInit } from '@nestjs/common';
import type { Problem, Result } from '@shuping/kernel';
import { JobRunner, type JobContext, type JobOutcome } from '../../platform/jobs/index.ts';
import { OrganisationsModule } from '../organisations/index.ts';
import { CheckOrgsHandler } from './handlers/check-orgs.handler.ts';
import { FailOrgsHandler } from './handlers/fail-orgs.handler.ts';
import { ImportOrgsHandler } from './handlers/import-orgs.handler.ts';
import { IMPORT_JOB, StartOrgsHandler, UNDO_JOB } from './handlers/start-orgs.handler.ts';
import { UndoOrgsHandler } from './handlers/undo-orgs.handler.ts';
import { OrgExportQueries } from './org-export.queries.ts';
import { OrgImportsController } from './org-imports.controller.ts';
import { OrgImportsQueries } from './org-imports.queries.ts';
import { OrgImportsRepository } from './org-imports.repository.ts';

type Payload = { readonly importId: string; readonly goodOnly: boolean };

@Module({
  imports: [OrganisationsModule],
  controllers: [OrgImportsController],
  providers: [OrgImportsQueries, OrgExportQueries, OrgImportsRepository, CheckOrgsHandler, StartOrgsHandler, ImportOrgsHandler, UndoOrgsHandler, FailOrgsHandler],
})
export class OrgImportsModule implements OnModuleInit {
  constructor(private readonly runner: JobRunner, private readonly importing: ImportOrgsHandler, private readonly undoing: UndoOrgsHandler, private readonly failing: FailOrgsHandler) {}

  onModuleInit(): void {
    this.runner.register<Payload>(IMPORT_JOB, (job) => this.settled(job, () => this.importing.execute(job)));
    this.runner.register<Payload>(UNDO_JOB, (job) => this.settled(job, () => this.undoing.execute(job)));
  }

  /** A refused or cancelled job leaves the import as the job found it. */
  private async settled(job: JobContext<Payload>, work: () => Promise<Result<NonNullable<JobOutcome['params']>, Problem>>): Promise<Result<JobOutcome, Problem>> {
    let good = false;
    try {
      const done = await work();
      good = done.ok;
      return done.ok ? { ok: true, value: { params: done.value } } : done;
    } finally {
      if (!good) await this.failing.execute(job.actor, job.payload.importId);
    }
  }
}
