import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { DatabaseAddresses } from '../persistence/database-addresses.ts';
import { CHANNEL, readNotes, type Note } from './notes.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** One direct connection a node, on which the notes of all nodes come in; it comes back by itself, waiting twice as long each time. */
@Injectable()
export class LiveChannel implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly listeners = new Set<(notes: readonly Note[] | null) => void>();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private wait = FIRST_WAIT_MS;
  private stopped = false;

  constructor(private readonly addresses: DatabaseAddresses) {}

  /** Calls `listener` with each lot of notes, and with null when some may have been missed. */
  onNotes(listener: (notes: readonly Note[] | null) => void): void {
    this.listeners.add(listener);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.addresses.urls.app, application_name: 'shuping-live', keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 3_500 });
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      this.again();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.tell(readNotes(payload ?? '')));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (this.wait > FIRST_WAIT_MS) this.tell(null);
      this.wait = FIRST_WAIT_MS;
    } catch (error) {
      this.logger.warn({ code: 'live.no-connection', error: error instanceof Error ? error.message : 'unknown' });
      await client.end().catch(() => undefined);
      lost();
    }
  }

  private again(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), this.wait).unref();
    this.wait = Math.min(LONGEST_WAIT_MS, this.wait * 2);
  }

  private tell(notes: readonly Note[] | null): void {
    if (notes === null || notes.length > 0) for (const listener of this.listeners) listener(notes);
  }
}
