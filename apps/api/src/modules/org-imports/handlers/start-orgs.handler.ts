import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { JobQueue } from '../../../platform/jobs/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { mayImportOrgs } from '../may-import.ts';
import type { OrgImportRecord } from '../org-import.entity.ts';
import { moved } from '../org-import.machine.ts';
import { OrgImportsRepository } from '../org-imports.repository.ts';

export const IMPORT_JOB = 'org-import.import';
export const UNDO_JOB = 'org-import.undo';

/** Starts an import, or its undoing, as a job. */
@Injectable()
export class StartOrgsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository, private readonly queue: JobQueue) {}

  /** Faulty rows are left out only if the asker says so. */
  start(who: AppPrincipal, id: string, goodOnly: boolean): Promise<Result<{ jobId: string }, Problem>> {
    return this.with(who, id, (tx, record) => {
      const state = moved(record.state, 'start');
      if (state === null) return err({ code: 'org-import.imported' });
      const { new: fresh, changed, bad } = record.counts;
      if (fresh + changed === 0) return err({ code: 'org-import.nothing-to-import' });
      if (bad > 0 && !goodOnly) return err({ code: 'org-import.bad-rows', params: { count: bad } });
      record.state = state;
      record.jobId = this.queue.enqueue(tx, { kind: IMPORT_JOB, payload: { importId: id, goodOnly }, orgPath: record.orgPath, total: fresh + changed });
      return ok({ jobId: record.jobId });
    });
  }

  /** Within a day of the import. */
  undo(who: AppPrincipal, id: string): Promise<Result<{ jobId: string }, Problem>> {
    return this.with(who, id, (tx, record) => {
      const state = moved(record.state, 'undo');
      if (state === null) return err({ code: 'org-import.not-imported' });
      if (record.undoUntil && record.undoUntil < tx.now) return err({ code: 'org-import.too-late' });
      record.state = state;
      record.jobId = this.queue.enqueue(tx, { kind: UNDO_JOB, payload: { importId: id }, orgPath: record.orgPath, total: record.counts.new + record.counts.changed });
      return ok({ jobId: record.jobId });
    });
  }

  private with(who: AppPrincipal, id: string, work: (tx: Tx, record: OrgImportRecord) => Result<{ jobId: string }, Problem>): Promise<Result<{ jobId: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const record = await this.rows.hold(tx, id);
      if (!record || !mayImportOrgs(who, record)) return err({ code: 'org-import.not-found' });
      const [job] = await tx.sql("select 1 from job where id = ? and state in ('queued', 'running')", [record.jobId]);
      return job ? err({ code: 'org-import.importing' }) : work(tx, record);
    });
  }
}
