import { Injectable } from '@nestjs/common';
import type { Job, PageOf, PageQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../authz/principals.ts';
import { page, toPage, type SortColumn } from '../http/page.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { JobRecord } from './job.entity.ts';

const COLUMNS: readonly SortColumn[] = [{ field: 'createdAt', direction: 'desc' }, { field: 'id', direction: 'desc' }];

/** Jobs as their people see them. */
@Injectable()
export class Jobs {
  constructor(private readonly uow: UnitOfWork) {}

  list(who: AppPrincipal, query: PageQuery): Promise<Result<PageOf<Job>, Problem>> {
    const plan = page(query.limit, query.after, COLUMNS);
    if (!plan.ok) return Promise.resolve(plan);
    const where = { $and: [whereFor(who.ability, 'read', 'Job'), plan.value.where] };
    return this.uow.run(who, async (tx) => {
      const rows = await tx.em.find(JobRecord, where as never, { orderBy: plan.value.orderBy as never, limit: plan.value.limit });
      return ok(toPage(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id], (row) => toDto(who, row)));
    });
  }

  get(who: AppPrincipal, id: string): Promise<Result<Job, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.find(tx, who, id);
      return row ? ok(toDto(who, row)) : err({ code: 'job.not-found' });
    });
  }

  /** Asks a job to stop: a waiting one ends at once, a running one at its next step. */
  cancel(who: AppPrincipal, id: string): Promise<Result<Job, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.find(tx, who, id);
      if (!row) return err({ code: 'job.not-found' });
      if (!can(who.ability, 'delete', 'Job', row)) return err({ code: 'permission.denied' });
      const [now] = await tx.sql<{ state: Job['state'] }>(
        `update job set cancel_asked = true, state = case state when 'queued' then 'cancelled' else state end, ended_at = case state when 'queued' then ?::timestamptz else ended_at end where id = ? and state in ('queued', 'running') returning state`, [tx.now, id],
      );
      if (!now) return err({ code: 'job.already-ended' });
      tx.audit({ action: 'job.cancel', subject: { type: 'Job', id }, orgPath: row.orgPath });
      return ok(toDto(who, await tx.em.refresh(row) ?? row));
    });
  }

  private async find(tx: Tx, who: AppPrincipal, id: string): Promise<JobRecord | null> {
    const row = await tx.em.findOne(JobRecord, { id });
    return row && can(who.ability, 'read', 'Job', row) ? row : null;
  }
}

function toDto(who: AppPrincipal, row: JobRecord): Job {
  const ended = row.state === 'queued' || row.state === 'running' ? null : 'job.already-ended';
  const share = row.state === 'done' ? 1 : row.total === null || row.total === undefined || row.total === 0 ? 0 : Math.min(1, row.done / row.total);
  return {
    id: row.id, kind: row.kind, state: row.state, progress: share, done: row.done, total: row.total ?? null, code: row.code ?? null, params: row.params ?? null, resultFileId: row.resultFileId ?? null,
    createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null,
    may: mayOf(who.ability, 'Job', row, { cancel: 'delete' }, { cancel: ended }),
  };
}
