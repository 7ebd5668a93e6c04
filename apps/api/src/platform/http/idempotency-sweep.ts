import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';

const HOUR = 3_600_000;
/** How long an answer is kept for a second asking. The mark of the act stays: under the same key it is not done again, it is refused. */
const KEPT_DAYS = 7;
const ACTOR = systemActor('idempotency');

/** Throws away, every hour, answers that nobody will ask for again. */
@Injectable()
export class IdempotencySweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  constructor(private readonly uow: UnitOfWork) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), HOUR);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Number of answers thrown away. */
  sweep(): Promise<number> {
    return this.uow.run(ACTOR, async (tx) => (await tx.sql('delete from idempotency_key where created_at < ? returning id', [new Date(tx.now.getTime() - KEPT_DAYS * 24 * HOUR)])).length);
  }
}
