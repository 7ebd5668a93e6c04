import { randomUUID } from 'node:crypto';
import { Injectable, Logger, Optional, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { err, type Problem, type Result } from '@shuping/kernel';
import { AppConfig } from '../../config/index.ts';
import { SecurityTime } from '../auth/security-time.ts';
import { Principals } from '../authz/principals.ts';
import { systemActor } from '../persistence/actor.ts';
import { RepeatedFailure } from '../persistence/database-away.ts';
import { actingAt } from '../persistence/manual-clock.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { JobCancelled, type JobContext, type JobHandler, type JobOutcome } from './job-context.ts';
import { JobQueue } from './job-queue.ts';

const ACTOR = systemActor('jobs');
const POLL_MS = 1_000;
const MOST_ATTEMPTS = 3;
const AT_ONCE = 2;

type Claimed = { id: string; kind: string; payload: Record<string, unknown>; org_path: string; account_id: string | null; attempts: number; total: number | null; cancel_asked: boolean; created_at: string | Date };

/** Runs jobs on this node. A job is held by a lease; when its node dies, the lease runs out and another goes on (docs/adr/0002-jobs.md). */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** how long a job stays with a node that says nothing */
  leaseMs = 30_000;
  private readonly me = randomUUID();
  private readonly logger = new Logger('jobs');
  private readonly failure = new RepeatedFailure(this.logger);
  private readonly handlers = new Map<string, JobHandler<never>>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  /** the look for waiting jobs that is under way; a job between its claim and its start is in no other list */
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly uow: UnitOfWork, private readonly queue: JobQueue, private readonly principals: Principals, private readonly time: SecurityTime, @Optional() private readonly config?: AppConfig) {}

  /** Names the handler of a kind; once, at start. */
  register<P>(kind: string, handler: JobHandler<P>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers of ${kind}`);
    this.handlers.set(kind, handler as unknown as JobHandler<never>);
  }

  onApplicationBootstrap(): void {
    const look = (): void => void this.fill().catch((error: unknown) => this.failure.tell(error));
    this.queue.listen(look);
    this.timer = setInterval(look, POLL_MS);
    this.timer.unref();
  }

  /** Takes no further job and waits for those at hand; what is not ready by the end of the process is taken up by its lease. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
    await Promise.race([Promise.all(this.running), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
  }

  /** Runs everything that waits; for tests and commands. */
  async drain(): Promise<void> {
    do await this.fill();
    while (this.running.size > 0 && (await Promise.race(this.running), true));
  }

  private fill(): Promise<void> {
    const look = this.looking.then(() => this.claimAll());
    this.looking = look.catch(() => undefined);
    return look;
  }

  private async claimAll(): Promise<void> {
    while (!this.stopped && this.running.size < AT_ONCE) {
      const job = await this.claim();
      if (!job) return;
      // in the making of a demonstration a job belongs to the day on which it was asked for
      const work = actingAt(this.config?.makingKey === undefined ? undefined : new Date(job.created_at), () => this.work(job)).catch((error: unknown) => this.logger.error({ job: job.id, error })).finally(() => this.running.delete(work));
      this.running.add(work);
    }
  }

  private claim(): Promise<Claimed | undefined> {
    const now = this.time.now();
    const kinds = JSON.stringify([...this.handlers.keys()]);
    return this.uow.run(ACTOR, async (tx) => {
      const [job] = await tx.sql<Claimed>(
        `update job set state = 'running', leased_by = ?, leased_until = ?, attempts = attempts + 1, started_at = coalesce(started_at, ?)
         where id = (select id from job where (state = 'queued' or (state = 'running' and leased_until < ?)) and kind in (select jsonb_array_elements_text(?::jsonb)) order by created_at limit 1 for update skip locked)
         returning id, kind, payload, org_path, account_id, attempts, total, cancel_asked, created_at`,
        [this.me, new Date(now.getTime() + this.leaseMs), tx.now, now, kinds],
      );
      return job;
    });
  }

  private async work(job: Claimed): Promise<void> {
    const beat = setInterval(() => void this.beat(job.id, null, null).catch(() => undefined), this.leaseMs / 3).unref();
    try {
      await this.end(job, await this.attempt(job));
    } catch (error) {
      if (error instanceof JobCancelled) return await this.end(job, err({ code: 'job.cancelled' }));
      this.logger.error({ job: job.id, kind: job.kind, error });
      await this.end(job, err({ code: 'job.failed' }));
    } finally {
      clearInterval(beat);
    }
  }

  private async attempt(job: Claimed): Promise<Result<JobOutcome, Problem>> {
    if (job.cancel_asked) throw new JobCancelled();
    if (job.attempts > MOST_ATTEMPTS) return err({ code: 'job.failed', params: { attempts: MOST_ATTEMPTS } });
    const handler = this.handlers.get(job.kind);
    const actor = job.account_id === null ? systemActor(`job.${job.kind}`) : await this.principals.load(job.account_id);
    if (!handler || !actor) return err({ code: actor ? 'job.unknown-kind' : 'account.disabled' });
    const progress: JobContext['progress'] = async (done, total) => {
      if (await this.beat(job.id, done, total ?? null)) throw new JobCancelled();
    };
    return handler({ id: job.id, payload: job.payload as never, orgPath: job.org_path, actor, attempt: job.attempts, progress });
  }

  /** Renews the lease; true when the job is to stop: cancelled, or taken over by another node. */
  private beat(id: string, done: number | null, total: number | null): Promise<boolean> {
    const until = new Date(this.time.now().getTime() + this.leaseMs);
    return this.uow.run(ACTOR, async (tx) => {
      const [row] = await tx.sql<{ cancel_asked: boolean }>(
        `update job set leased_until = ?, done = coalesce(?::int, done), total = coalesce(?::int, total) where id = ? and leased_by = ? and state = 'running' returning cancel_asked`, [until, done, total, id, this.me],
      );
      return row?.cancel_asked ?? true;
    });
  }

  private async end(job: Claimed, result: Result<JobOutcome, Problem>): Promise<void> {
    const state = result.ok ? 'done' : result.error.code === 'job.cancelled' ? 'cancelled' : 'failed';
    const params = result.ok ? (result.value.params ?? null) : { ...result.error.params, ...(result.error.issues ? { issues: result.error.issues.slice(0, 200) } : {}) };
    await this.uow.run(ACTOR, async (tx) => {
      const ended = await tx.sql(
        `update job set state = ?, code = ?, params = ?::jsonb, result_file_id = ?, ended_at = ?, leased_by = null, leased_until = null, done = case when ? then coalesce(total, done) else done end where id = ? and leased_by = ? and state = 'running' returning id`,
        [state, result.ok ? null : result.error.code, JSON.stringify(params), result.ok ? (result.value.resultFileId ?? null) : null, tx.now, result.ok, job.id, this.me],
      );
      if (ended.length > 0) tx.audit({ action: `job.${state}`, subject: { type: 'Job', id: job.id }, orgPath: job.org_path, after: { kind: job.kind, attempts: job.attempts } });
    });
  }
}
