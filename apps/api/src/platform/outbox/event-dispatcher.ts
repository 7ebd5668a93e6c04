import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../config/index.ts';
import { systemActor } from '../persistence/actor.ts';
import { RepeatedFailure } from '../persistence/database-away.ts';
import { actingAt } from '../persistence/manual-clock.ts';
import type { DomainEvent } from '../persistence/ports.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { OutboxNudge } from './nudge.ts';

/** Does what an event asks for, inside the transaction that also forgets the event. */
export type EventConsumer = (tx: Tx, event: DomainEvent) => Promise<void>;

type Row = { id: string; type: string; key: string; payload: unknown; org_path: string; host_id: string | null; at: string | Date };

const ACTOR = systemActor('events');
const SWEEP_MS = 1_000;
const RETRY_MS = 10_000;

/** Hands stored events to their consumers: after each commit, and by a sweep for what a crash left. Every consumer sees a key once. */
@Injectable()
export class EventDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('events');
  private readonly failure = new RepeatedFailure(this.logger);
  private readonly consumers = new Map<string, Map<string, EventConsumer>>();
  private readonly resting = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private queued = 0;
  private stopped = false;

  constructor(private readonly uow: UnitOfWork, private readonly nudge: OutboxNudge, private readonly config: AppConfig) {}

  /** Registers `handler` for events of `type`; `consumer` is a stable name, under which done keys are remembered. */
  onEvent(type: string, consumer: string, handler: EventConsumer): void {
    const known = this.consumers.get(type) ?? new Map<string, EventConsumer>();
    if (known.has(consumer)) throw new Error(`two consumers ${consumer} of ${type}`);
    this.consumers.set(type, known.set(consumer, handler));
  }

  onApplicationBootstrap(): void {
    const run = (): void => {
      // one more turn takes whatever came during this one
      if (this.queued > 1) return;
      this.queued += 1;
      this.running = this.running.then(() => this.drain()).catch((error: unknown) => this.failure.tell(error)).finally(() => (this.queued -= 1));
    };
    this.nudge.listen(run);
    this.timer = setInterval(run, SWEEP_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Handles everything that waits; an event whose consumer fails stays and is tried again later. */
  async drain(): Promise<number> {
    let handled = 0;
    while (!this.stopped) {
      const outcome = await this.next();
      if (outcome === 'none') break;
      if (outcome === 'done') handled += 1;
    }
    return handled;
  }

  private async next(): Promise<'none' | 'done' | 'failed'> {
    for (const [id, until] of this.resting) if (until < Date.now()) this.resting.delete(id);
    if (this.config.makingKey === undefined) return this.take();
    // the making of a demonstration acts on many days at once; what an act sets off happens on the day of the act
    const [first] = await this.uow.run(ACTOR, (tx) => this.waiting(tx));
    return first ? actingAt(new Date(first.at), () => this.take(first.id)) : 'none';
  }

  /** The first event that waits, or the one named. */
  private waiting(tx: Tx, id?: string): Promise<Row[]> {
    const skip = JSON.stringify([...this.resting.keys()]);
    return tx.sql<Row>(
      `select id, type, key, payload, org_path, host_id, at from outbox where id not in (select value::uuid from jsonb_array_elements_text(?::jsonb)) ${id === undefined ? '' : 'and id = ?'} order by at limit 1 for update skip locked`, [skip, ...(id === undefined ? [] : [id])],
    );
  }

  private async take(id?: string): Promise<'none' | 'done' | 'failed'> {
    let current: Row | undefined;
    try {
      return await this.uow.run(ACTOR, async (tx) => {
        [current] = await this.waiting(tx, id);
        // another node was first: the next look finds what is left
        if (!current) return id === undefined ? 'none' : 'done';
        await this.consume(tx, current);
        await tx.em.flush();
        await tx.sql('delete from outbox where id = ?', [current.id]);
        return 'done';
      });
    } catch (error) {
      if (!current) throw error;
      this.resting.set(current.id, Date.now() + RETRY_MS);
      this.logger.error({ event: current.type, key: current.key, error });
      return 'failed';
    }
  }

  private async consume(tx: Tx, row: Row): Promise<void> {
    const event: DomainEvent = { type: row.type, key: row.key, payload: row.payload, orgPath: row.org_path, ...(row.host_id === null ? {} : { hostId: row.host_id }) };
    for (const [consumer, handler] of this.consumers.get(row.type) ?? []) {
      const first = await tx.sql('insert into outbox_seen (consumer, key, at) values (?, ?, ?) on conflict do nothing returning 1', [consumer, `${row.type}|${row.key}`, tx.now]);
      if (first.length > 0) await handler(tx, event);
    }
  }
}
