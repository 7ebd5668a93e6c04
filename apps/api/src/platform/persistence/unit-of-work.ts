import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { dayOf } from '@shuping/kernel';
import { CompiledQuery } from 'kysely';
import { Clock } from '../clock.ts';
import type { Actor } from './actor.ts';
import { collisionOf, sqlStateOf } from './collisions.ts';
import { isDatabaseAway } from './database-away.ts';
import { AuditWriter, MemoryAuditWriter, MemoryOutbox, Outbox, type AuditInput, type DomainEvent } from './ports.ts';
import { sessionSettings } from './session-settings.ts';

export type Row = Record<string, unknown>;

export type UnitOfWorkOptions = {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** Waits until no other unit of work is under way and keeps new ones waiting until the end: for a rewriting of closed paths. Throws `TreeBusy` when they do not end within two seconds. */
  readonly alone?: boolean;
};

/** Other units of work did not end in time; nothing was done. */
export class TreeBusy extends Error {}

/** One transaction of one actor: the only way to rows that belong to somebody. */
export class Tx {
  readonly entries: AuditInput[] = [];
  readonly events: DomainEvent[] = [];
  readonly after: (() => Promise<void> | void)[] = [];
  readonly em: EntityManager;
  readonly now: Date;
  readonly actor: Actor;

  constructor(em: EntityManager, now: Date, actor: Actor) {
    this.em = em;
    this.now = now;
    this.actor = actor;
  }

  /** Records an act; it is stored if and only if the transaction commits. */
  audit(entry: AuditInput): void {
    this.entries.push(entry);
  }

  /** Announces an event through the outbox; it is stored if and only if the transaction commits. */
  emit(event: DomainEvent): void {
    this.events.push(event);
  }

  /** Runs `act` once after the commit; its failure is not a failure of the use case. */
  afterCommit(act: () => Promise<void> | void): void {
    this.after.push(act);
  }

  /** Rows of a hand-written statement inside the transaction; parameters are written `?`. Flushes nothing. */
  sql<T extends object = Row>(query: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.em.execute<T[]>(query, [...params], 'all');
  }

  /** As `sql`, with parameters written `$1`, `$2` … and sent beside the statement: for thousands of rows at once, which `sql` would write into its text. */
  async bulk<T extends object = Row>(query: string, values: readonly (string | number | null)[]): Promise<T[]> {
    return (await this.em.getKysely().executeQuery<T>(CompiledQuery.raw(query, [...values]) as CompiledQuery<T>)).rows;
  }
}

/** Carries a refused outcome out of the transaction, so that it rolls back. */
class Refused extends Error {
  readonly outcome: unknown;
  constructor(outcome: unknown) {
    super('refused');
    this.outcome = outcome;
  }
}

const ATTEMPTS = 3;
/** A machine at its limit may be too slow for one new connection (lost-lines.ts); whoever has waited for so long is told. */
const PATIENCE_MS = 16_000;
// every unit of work holds this lock shared, so that no row is written under a path read before it moved (docs/adr/0020-tree-through-time.md)
const TREE_LOCK = 7_302;
const LONGEST_WAIT = '2s';

/** Runs use cases: load, decide, save, audit entries and events in one transaction under the actor's row policies. */
@Injectable()
export class UnitOfWork {
  private readonly log = new Logger(UnitOfWork.name);
  private readonly audit: AuditWriter;
  private readonly outbox: Outbox;

  constructor(
    private readonly orm: MikroORM,
    private readonly clock: Clock,
    @Optional() @Inject(AuditWriter) audit?: AuditWriter,
    @Optional() @Inject(Outbox) outbox?: Outbox,
  ) {
    this.audit = audit ?? new MemoryAuditWriter();
    this.outbox = outbox ?? new MemoryOutbox();
  }

  /**
   * Gives what `work` returns. An outcome `{ ok: false }` rolls everything back and is given as it is; an exception rolls back and is thrown on.
   * Serialization failures, deadlocks and races lost for a unique key run `work` again, at most three times in all, so that it decides on what stands by then; it must have no effect outside the transaction.
   * So does a connection that could not be had, or was dead, before `work` began.
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options: UnitOfWorkOptions = {}): Promise<T> {
    const from = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      let begun = false;
      try {
        return await this.once(actor, (tx) => ((begun = true), work(tx)), options);
      } catch (error) {
        const unheard = !begun && isDatabaseAway(error) && performance.now() - from < PATIENCE_MS;
        if (attempt >= ATTEMPTS || !(unheard || collisionOf(error) !== null)) throw error;
      }
    }
  }

  private async once<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options: UnitOfWorkOptions): Promise<T> {
    const now = await this.clock.read();
    const settings = Object.entries(sessionSettings(actor, dayOf(now)));
    const hold = options.alone ? '' : `, pg_advisory_xact_lock_shared(${TREE_LOCK}, 0)`;
    const statement = `select ${settings.map(() => 'set_config(?, ?, true)').join(', ')}${hold}`;
    let after: Tx['after'] = [];
    try {
      const outcome = await this.orm.em.fork().transactional(async (em) => {
        await em.execute(statement, settings.flat());
        if (options.alone) await holdTree(em as EntityManager);
        const tx = new Tx(em as EntityManager, now, actor);
        const result = await work(tx);
        if (isRefusal(result)) throw new Refused(result);
        await em.flush();
        if (tx.entries.length > 0) await this.audit.write(tx, tx.entries);
        if (tx.events.length > 0) await this.outbox.write(tx, tx.events);
        after = tx.after;
        return result;
      }, options.isolation ? { isolationLevel: options.isolation as never } : {});
      for (const act of after) await Promise.resolve().then(act).catch((error: unknown) => this.log.error({ code: 'after-commit.failed', actor: actorName(actor) }, error));
      return outcome;
    } catch (error) {
      if (error instanceof Refused) return error.outcome as T;
      throw error;
    }
  }
}

async function holdTree(em: EntityManager): Promise<void> {
  await em.execute("select set_config('lock_timeout', ?, true)", [LONGEST_WAIT]);
  try {
    await em.execute(`select pg_advisory_xact_lock(${TREE_LOCK}, 0)`);
  } catch (error) {
    throw sqlStateOf(error) === '55P03' ? new TreeBusy() : error;
  }
  await em.execute("select set_config('lock_timeout', '0', true)");
}

function actorName(actor: Actor): string {
  return actor.kind === 'system' ? actor.name : actor.accountId;
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
