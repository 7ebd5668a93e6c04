import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OrgPath } from '@shuping/kernel';
import { asSystem } from '../persistence/as-system.ts';
import type { Tx } from '../persistence/unit-of-work.ts';
import { JobRecord } from './job.entity.ts';

export type NewJob = { readonly kind: string; readonly payload: Readonly<Record<string, string | number | boolean | null | readonly string[]>>; readonly orgPath: OrgPath; readonly total?: number };

/** Puts work into the queue, in the acting transaction: no commit, no job. */
@Injectable()
export class JobQueue {
  private listener: () => void = () => undefined;

  /** The runner's wake-up. */
  listen(listener: () => void): void {
    this.listener = listener;
  }

  /** As `enqueue`, unless a job of this kind about the same thing waits or runs: then that one's id, so that two at once are one. `same` names the fields of the payload that say what it is about. */
  async enqueueOnce(tx: Tx, job: NewJob, same: readonly string[]): Promise<string> {
    const about = JSON.stringify(Object.fromEntries(same.map((field) => [field, job.payload[field]])));
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`job:${job.kind}:${about}`]);
    const [there] = await asSystem(tx, () => tx.sql<{ id: string }>("select id from job where kind = ? and state in ('queued', 'running') and not cancel_asked and payload @> ?::jsonb order by created_at limit 1", [job.kind, about]));
    return there?.id ?? this.enqueue(tx, job);
  }

  /** Gives the job's id. `payload` holds ids and choices, never rows; the job runs with the asker's scope at that time. */
  enqueue(tx: Tx, job: NewJob): string {
    const id = randomUUID();
    const person = tx.actor.kind === 'person' ? tx.actor : null;
    tx.em.persist(tx.em.create(JobRecord, {
      id, kind: job.kind, payload: { ...job.payload }, orgPath: job.orgPath, accountId: person?.accountId ?? null, personId: person?.personId ?? null, state: 'queued', total: job.total ?? null, createdAt: tx.now,
      done: 0, attempts: 0, cancelAsked: false,
    }));
    tx.audit({ action: 'job.start', subject: { type: 'Job', id }, orgPath: job.orgPath, after: { kind: job.kind, payload: job.payload } });
    tx.afterCommit(() => this.listener());
    return id;
  }
}
