import { Injectable } from '@nestjs/common';
import { checkChoices, receiptOf } from '@shuping/ballot-box';
import { canonicalJson, err, ok, type Problem, type Result } from '@shuping/kernel';
import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { BallotDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { roundLock } from './box-lock.ts';
import { LOCKED_RECEIPT_BYTES, ReceiptKeys } from './receipt-keys.ts';
import { TicketVerifier } from './ticket-verifier.ts';
import { isMeetingId, VoteRounds } from './vote-rounds.ts';

/** `ticket`, `signature` and `secret`, of which the receipt is made, in lower-case hex. */
export type CastRequest = { readonly meeting: string; readonly round: string; readonly class: string; readonly ticket: string; readonly signature: string; readonly secret: string; readonly choices: unknown };
export type CastOutcome = Result<{ readonly receipt: string }, Problem>;

type Pending = {
  readonly meeting: string; readonly round: string; readonly class: string; readonly ticket: Buffer; readonly signature: Buffer; readonly ticketHash: Buffer; readonly bodyHash: Buffer; readonly body: string;
  readonly receipt: string; readonly lockedReceipt: Buffer; readonly settle: (outcome: CastOutcome) => void; readonly fail: (error: unknown) => void;
};

const BATCH = 64;
/** Batches written at the same time. */
const WRITERS = 4;
const WAIT_MS = 40;
const DEADLOCK = '40P01';
/** Of a batch that met another in a deadlock. */
const ATTEMPTS = 5;
/** Ballots waiting in memory; beyond it the intake says "later" instead of growing. */
const HIGH_WATER = 4_000;

/** Hash of the ticket, hash of the marks, ticket, signature and locked receipt, one after the other: as bytes they are half as long on the way to the database as they would be as an array. */
const RECORD_BYTES = 32 + 32 + 64 + 256 + LOCKED_RECEIPT_BYTES;
/** Stands in no JSON text: there control characters are escaped. */
const BETWEEN = '\u001e';

const UNKNOWN: CastOutcome = err({ code: 'ballot.unknown-ticket' });

/**
 * Takes ballots in: checks the stamp of the ticket and the marks, waits a moment, writes what has come in one transaction, in an order of its own, and answers only after the commit (security 2.4 steps 4 and 5).
 * The ticket is the idempotency key: the same ballot again is acknowledged again, another one with the same ticket is refused and the first stands.
 */
@Injectable()
export class BallotIntake {
  private queue: Pending[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running = 0;

  constructor(private readonly db: BallotDb, private readonly rounds: VoteRounds, private readonly verifier: TicketVerifier, private readonly receipts: ReceiptKeys) {}

  /**
   * Acknowledged ballots survive a crash. Errors: `ballot.unknown-ticket` for whatever is not stamped by the key of this meeting, round and class, `ballot.malformed`, `ballot.incomplete`,
   * `ballot.unknown-option`, `ballot.unknown-field`, `ballot.not-open`, `ballot.closed`, `ballot.already-cast`, `ballot.busy`. A refused ballot consumes nothing.
   */
  async cast(request: CastRequest): Promise<CastOutcome> {
    if (!isMeetingId(request.meeting) || !/^[0-9a-f]{128}$/.test(request.ticket) || !/^[0-9a-f]{512}$/.test(request.signature) || !/^[0-9a-f]{64}$/.test(request.secret)) return UNKNOWN;
    if (this.queue.length >= HIGH_WATER) return err({ code: 'ballot.busy' });
    const round = await this.rounds.open(request.meeting, request.round);
    const key = round.ok ? round.value?.keys.get(request.class) : undefined;
    if (!round.ok || !round.value || !key) return UNKNOWN;
    const ticket = Buffer.from(request.ticket, 'hex');
    const signature = Buffer.from(request.signature, 'hex');
    if (!(await this.verifier.isStamped(key, ticket, signature))) return UNKNOWN;
    const checked = checkChoices(round.value.form.classes[request.class]!, round.value.form.subjects, request.choices);
    if (!checked.ok) return checked;
    const body = canonicalJson(request.choices ?? null);
    const { meeting, round: roundId, class: voterClass } = request;
    const { receiptKey } = round.value;
    // no round has opened yet, so that there is no key to lock a receipt with
    if (receiptKey === '') return err({ code: 'ballot.not-open' });
    const ticketHash = sha256(ticket);
    const lockedReceipt = await this.receipts.lock(this.db, meeting, receiptKey, { ticketHash, secret: request.secret });
    return new Promise((settle, fail) => {
      this.queue.push({ meeting, round: roundId, class: voterClass, ticket, signature, ticketHash, bodyHash: sha256(`${body}${BETWEEN}${request.secret}`), body, receipt: receiptOf(request.secret), lockedReceipt, settle, fail });
      if (this.queue.length >= BATCH) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
    });
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.running >= WRITERS) return;
    const batch = this.queue.splice(0, BATCH);
    if (batch.length === 0) return;
    this.running += 1;
    const rounds = new Map<string, Pending[]>();
    for (const item of batch) {
      const key = `${item.meeting}/${item.round}`;
      const same = rounds.get(key);
      if (same) same.push(item);
      else rounds.set(key, [item]);
    }
    void Promise.all([...rounds.values()].map((items) => this.writeRound(items)))
      .finally(() => {
        this.running -= 1;
        if (this.queue.length > 0) this.flush();
      });
  }

  private async writeRound(items: readonly Pending[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcomes = await this.db.transaction((client) => this.write(client, items));
        // only now are they durable
        for (const [item, outcome] of outcomes) item.settle(outcome);
        return;
      } catch (error) {
        // copies of the same ballots came over two nodes, in another order each: one of the two waits and goes again
        if (attempt < ATTEMPTS && (error as { code?: string }).code === DEADLOCK) continue;
        for (const item of items) item.fail(error);
        return;
      }
    }
  }

  private async write(client: PoolClient, items: readonly Pending[]): Promise<[Pending, CastOutcome][]> {
    const { meeting, round } = items[0]!;
    await client.query('select pg_advisory_xact_lock_shared($1)', [roundLock(meeting, round)]);
    // of two ballots with one ticket in one batch the first to arrive stands
    const first = [...new Map([...items].reverse().map((item) => [item.ticketHash.toString('latin1'), item])).values()];
    // in the order of hashes, which tells nothing of the order of arrival, and in which two nodes with copies of the same ballots do not wait for one another
    const mixed = first.sort((a, b) => Buffer.compare(a.ticketHash, b.ticketHash));
    // the phase is read in a statement of its own after the lock: closing waits for this transaction, or this one sees it closed
    const done = await client.query<{ ticket_hash: Buffer }>({
      name: 'cast',
      text: `insert into ballot.intake (meeting, round, class, ticket_hash, body_hash, ticket, signature, receipt, choices)
       select r.meeting, r.round, u.class, substr($4, u.at + 1, 32), substr($4, u.at + 33, 32), substr($4, u.at + 65, 64), substr($4, u.at + 129, 256), substr($4, u.at + 385, ${LOCKED_RECEIPT_BYTES}), u.choices
       from ballot.round r, rows from (unnest($3::text[]), unnest(string_to_array($5::text, E'\\x1e')), generate_series(0, length($4::bytea) - 1, ${RECORD_BYTES})) as u(class, choices, at)
       where r.meeting = $1 and r.round = $2 and r.phase = 'voting'
       on conflict (meeting, round, ticket_hash) do nothing returning ticket_hash`,
      values: [meeting, round, mixed.map((i) => i.class), Buffer.concat(mixed.flatMap((i) => [i.ticketHash, i.bodyHash, i.ticket, i.signature, i.lockedReceipt])), mixed.map((i) => i.body).join(BETWEEN)],
    });
    if (done.rowCount === items.length) return items.map((item) => [item, ok({ receipt: item.receipt })]);
    return this.settleRest(client, items);
  }

  /** Some were not inserted: the round does not take ballots, or their tickets have voted. */
  private async settleRest(client: PoolClient, items: readonly Pending[]): Promise<[Pending, CastOutcome][]> {
    const { meeting, round } = items[0]!;
    const state = await client.query<{ phase: RoundPhase }>('select phase from ballot.round where meeting = $1 and round = $2', [meeting, round]);
    const phase = state.rows[0]?.phase;
    if (phase !== 'voting') {
      this.rounds.forget(meeting, round);
      return items.map((item) => [item, err({ code: phase === 'waiting' ? 'ballot.not-open' : 'ballot.closed' })]);
    }
    const standing = await client.query<{ ticket_hash: Buffer; body_hash: Buffer }>('select ticket_hash, body_hash from ballot.intake where meeting = $1 and round = $2 and ticket_hash = any($3)', [meeting, round, items.map((i) => i.ticketHash)]);
    const bodies = new Map(standing.rows.map((row) => [row.ticket_hash.toString('latin1'), row.body_hash]));
    return items.map((item) => [item, bodies.get(item.ticketHash.toString('latin1'))?.equals(item.bodyHash) ? ok({ receipt: item.receipt }) : err({ code: 'ballot.already-cast' })]);
  }
}

const sha256 = (data: Buffer | string): Buffer => hash('sha256', data, 'buffer');
