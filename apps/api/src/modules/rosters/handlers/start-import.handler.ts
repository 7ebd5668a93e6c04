import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { JobQueue } from '../../../platform/jobs/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { RostersRepository } from '../rosters.repository.ts';

export const IMPORT_JOB = 'roster.import';

/** Starts the import of the good rows as a job. */
@Injectable()
export class StartImportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RostersRepository, private readonly queue: JobQueue) {}

  execute(who: AppPrincipal, id: string): Promise<Result<{ jobId: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const roster = await this.rows.hold(tx, id);
      if (!roster || !can(who.ability, 'import', 'Person', { orgPath: roster.orgPath, id: null })) return err({ code: 'roster.not-found' });
      if (roster.state === 'imported') return err({ code: 'roster.imported' });
      if (roster.state === 'importing') {
        const [job] = await tx.sql<{ state: string }>('select state from job where id = ?', [roster.jobId]);
        if (job && (job.state === 'queued' || job.state === 'running')) return err({ code: 'roster.importing' });
      }
      if (roster.counts.new + roster.counts.changed === 0) return err({ code: 'roster.nothing-to-import' });
      const jobId = this.queue.enqueue(tx, { kind: IMPORT_JOB, payload: { rosterId: id }, orgPath: roster.orgPath, total: roster.counts.new + roster.counts.changed });
      roster.state = 'importing';
      roster.jobId = jobId;
      return ok({ jobId });
    });
  }
}
