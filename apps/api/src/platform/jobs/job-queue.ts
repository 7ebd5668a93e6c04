import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OrgPath } from '@shuping/kernel';
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
