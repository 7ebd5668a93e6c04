import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReorganisationIn, ReorganisationPreview } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { JobQueue, JobRunner, type JobContext, type JobOutcome } from '../../../platform/jobs/index.ts';
import { asSystem, systemActor, TreeBusy, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { toOrganisation } from '../organisations.presenter.ts';
import { followPath } from './follow-path.ts';
import { ReorganiseChecks } from './reorganise-checks.ts';
import { ReorganisationRecord } from './reorganisation.entity.ts';
import { TreeActs } from './tree-acts.ts';

const KIND = 'organisation.reorganise';
const TRIES = 8;
type Payload = { readonly reorganisationId: string };
type Done = { readonly rows: number; readonly from: string; readonly to: string };

/** Acts on the tree as jobs: asked for after a preview, carried out in one unit of work that runs alone (docs/adr/0020-tree-through-time.md). */
@Injectable()
export class ReorganiseHandler implements OnModuleInit {
  /** between two tries to be alone */
  retryMs = 500;

  constructor(private readonly uow: UnitOfWork, private readonly checks: ReorganiseChecks, private readonly acts: TreeActs, private readonly queue: JobQueue, private readonly runner: JobRunner) {}

  onModuleInit(): void {
    this.runner.register<Payload>(KIND, (job) => this.run(job));
  }

  preview(who: AppPrincipal, id: string, act: ReorganisationIn): Promise<Result<ReorganisationPreview, Problem>> {
    return this.uow.run(who, async (tx) => {
      const standing = await this.checks.standing(tx, who, id, act);
      return standing.ok ? ok(await this.checks.preview(tx, act, standing.value)) : standing;
    });
  }

  execute(who: AppPrincipal, id: string, version: number, act: ReorganisationIn): Promise<Result<{ id: string; jobId: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const standing = await this.checks.standing(tx, who, id, act);
      if (!standing.ok) return standing;
      const { unit } = standing.value;
      if (unit.version !== version) return stale(toOrganisation(unit, who), unit.version);
      const refusal = await this.checks.refusal(tx, act, standing.value);
      if (refusal) return err(refusal);
      const order = tx.em.create(ReorganisationRecord, { id: randomUUID(), orgPath: unit.orgPath, sector: unit.sector, orgId: id, act: { ...act }, askedName: who.name, askedAt: tx.now, doneAt: null });
      tx.em.persist(order);
      tx.audit({ action: 'organisation.reorganise-ask', subject: { type: 'Organisation', id }, orgPath: unit.orgPath, after: { ...act } });
      return ok({ id: order.id, jobId: this.queue.enqueue(tx, { kind: KIND, payload: { reorganisationId: order.id }, orgPath: unit.orgPath }) });
    });
  }

  private async run(job: JobContext<Payload>): Promise<Result<JobOutcome, Problem>> {
    for (let left = TRIES; ; left -= 1) {
      await job.progress(0, 1);
      try {
        const done = await this.uow.run(job.actor, (tx) => this.carryOut(tx, job), { alone: true });
        if (done.ok) {
          await this.gather(done.value);
          return ok({ params: { rows: done.value.rows } });
        }
        if (done.error.code !== 'organisation.jobs-running' || left <= 1) return done;
      } catch (error) {
        if (!(error instanceof TreeBusy)) throw error;
        if (left <= 1) return err({ code: 'organisation.tree-busy' });
      }
      await pause(this.retryMs);
    }
  }

  private async carryOut(tx: Tx, job: JobContext<Payload>): Promise<Result<Done, Problem>> {
    const who = job.actor as AppPrincipal;
    const order = await tx.em.findOne(ReorganisationRecord, { id: job.payload.reorganisationId });
    if (!order) return err({ code: 'organisation.not-found' });
    // a second attempt after a crash between commit and the job's end finds it done
    if (order.doneAt) return ok({ rows: 0, from: '', to: '' });
    const act = order.act as ReorganisationIn;
    const standing = await this.checks.standing(tx, who, order.orgId, act);
    if (!standing.ok) return standing;
    const refusal = await this.checks.refusal(tx, act, standing.value);
    if (refusal) return err(refusal);
    const { unit, superior, target } = standing.value;
    const before = { name: unit.name, path: unit.orgPath, superior: superior?.name ?? null };
    const from = unit.orgPath;
    const rewritten = await asSystem(tx, async () => {
      const counts = await this.acts.run(tx, act, standing.value, { id: order.id, on: act.on, reason: act.reason, byName: order.askedName });
      await tx.sql('update reorganisation set done_at = ? where id = ?', [tx.now, order.id]);
      return counts;
    });
    const after = { ...act, name: unit.name, path: unit.orgPath, rows: rewritten };
    const entry = { action: `organisation.${act.act}`, subject: { type: 'Organisation', id: unit.id }, before, after };
    tx.audit({ ...entry, orgPath: from });
    if (target && unit.orgPath !== from) tx.audit({ ...entry, orgPath: target.orgPath });
    return ok({ rows: Object.values(rewritten).reduce((sum, n) => sum + n, 0), from, to: unit.orgPath });
  }

  /** What a use case of several units of work wrote under the old path while the tree moved between them. */
  private async gather({ from, to }: Done): Promise<void> {
    if (from !== to) await this.uow.run(systemActor('reorganise'), (tx) => followPath(tx, from, to));
  }
}
