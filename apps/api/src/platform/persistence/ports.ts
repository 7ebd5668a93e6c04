import { Injectable } from '@nestjs/common';
import type { Tx } from './unit-of-work.ts';

/** One act worth proving later; written in the transaction of the act. */
export type AuditInput = {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly orgPath: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
};

/** Something that happened, for consumers in other modules; `key` makes a repeat harmless. */
export type DomainEvent = {
  readonly type: string;
  readonly key: string;
  readonly payload: unknown;
  readonly orgPath: string;
  readonly hostId?: string;
};

/** Stores audit entries inside the acting transaction. Provide it from a global module to replace the default. */
export abstract class AuditWriter {
  abstract write(tx: Tx, entries: readonly AuditInput[]): Promise<void>;
}

/** Stores events inside the acting transaction. Provide it from a global module to replace the default. */
export abstract class Outbox {
  abstract write(tx: Tx, events: readonly DomainEvent[]): Promise<void>;
}

/** Keeps entries in memory; for tests and for an application without the audit module. */
@Injectable()
export class MemoryAuditWriter extends AuditWriter {
  readonly entries: AuditInput[] = [];

  write(_tx: Tx, entries: readonly AuditInput[]): Promise<void> {
    this.entries.push(...entries);
    return Promise.resolve();
  }
}

/** Keeps events in memory; for tests and for an application without the outbox. */
@Injectable()
export class MemoryOutbox extends Outbox {
  readonly events: DomainEvent[] = [];

  write(_tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    this.events.push(...events);
    return Promise.resolve();
  }
}
