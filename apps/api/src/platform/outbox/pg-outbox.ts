import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Outbox, type DomainEvent } from '../persistence/ports.ts';
import type { Tx } from '../persistence/unit-of-work.ts';
import { OutboxNudge } from './nudge.ts';

/** Stores events in the acting transaction and wakes the dispatcher after its commit. */
@Injectable()
export class PgOutbox extends Outbox {
  constructor(private readonly nudge: OutboxNudge) {
    super();
  }

  async write(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) {
      await tx.sql('insert into outbox (id, org_path, host_id, type, key, payload, at) values (?, ?, ?, ?, ?, ?::jsonb, ?)', [
        randomUUID(), event.orgPath, event.hostId ?? null, event.type, event.key, JSON.stringify(event.payload ?? null), tx.now,
      ]);
    }
    tx.afterCommit(() => this.nudge.wake());
  }
}
