import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemActor } from '../persistence/actor.ts';
import { RepeatedFailure } from '../persistence/database-away.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { CHAIN_START, linkHash } from './entry.ts';

const ACTOR = systemActor('audit-sequencer');
const LOCK = 7_410_001;
const BATCH = 1_000;
const EVERY_MS = 500;

type Pending = { id: string; hash: string };

/** Appends new entries to the hash chain, one node at a time, within a second of their commit (SEC-T2). */
@Injectable()
export class AuditSequencer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly failure = new RepeatedFailure(new Logger('audit'));
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private queued = 0;

  constructor(private readonly uow: UnitOfWork) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // while the database does not answer, turns do not heap up
      if (this.queued > 0) return;
      this.queued += 1;
      this.running = this.running.then(() => this.flush()).catch((error: unknown) => this.failure.tell(error)).finally(() => (this.queued -= 1));
    }, EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Chains everything that is committed now; gives how many entries that were. */
  async flush(): Promise<number> {
    let chained = 0;
    for (;;) {
      const count = await this.uow.run(ACTOR, (tx) => this.append(tx));
      chained += count;
      if (count < BATCH) return chained;
    }
  }

  private async append(tx: Tx): Promise<number> {
    const waiting = await tx.sql('select 1 from audit_pending limit 1');
    if (waiting.length === 0) return 0;
    // the lock comes before the reads: what another node appended is seen
    await tx.sql('select pg_advisory_xact_lock(?)', [LOCK]);
    const pending = await tx.sql<Pending>('select e.id, e.hash from audit_pending w join audit_entry e on e.id = w.entry_id order by e.at, e.id limit ?', [BATCH]);
    if (pending.length === 0) return 0;
    const [last] = await tx.sql<{ seq: string; hash: string }>('select seq, hash from audit_chain order by seq desc limit 1');
    let seq = BigInt(last?.seq ?? 0);
    let hash = last?.hash ?? CHAIN_START;
    const links = pending.map((entry) => {
      seq += 1n;
      hash = linkHash(hash, entry.hash);
      return { seq: seq.toString(), entry_id: entry.id, hash };
    });
    await tx.sql('insert into audit_chain (seq, entry_id, hash) select seq, entry_id, hash from jsonb_to_recordset(?::jsonb) as x(seq bigint, entry_id uuid, hash text)', [JSON.stringify(links)]);
    await tx.sql('delete from audit_pending where entry_id in (select entry_id from jsonb_to_recordset(?::jsonb) as x(entry_id uuid))', [JSON.stringify(links.map(({ entry_id }) => ({ entry_id })))]);
    return links.length;
  }
}
