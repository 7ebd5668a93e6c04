import { Injectable } from '@nestjs/common';
import { checkChoices, type BallotFormSheet } from '@shuping/ballot-box';
import { canonicalJson, err, ok, shuffled, type Problem, type Result } from '@shuping/kernel';
import { createHash, createHmac, createSecretKey, randomInt, type KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { BallotDb } from '../../platform/persistence/pools.ts';
import { roundLock } from './round-lock.ts';

export type CastRequest = { readonly meeting: string; readonly round: string; readonly token: string; readonly choices: unknown };
export type CastOutcome = Result<{ readonly receipt: string }, Problem>;

type Pending = { readonly request: CastRequest; readonly hash: string; readonly bodyHash: string; readonly body: string; readonly settle: (outcome: CastOutcome) => void; readonly fail: (error: unknown) => void };

const BATCH = 64;
/** Batches written at the same time. */
const WRITERS = 4;
const WAIT_MS = 40;
/** Ballots waiting in memory; beyond it the intake says "later" instead of growing. */
const HIGH_WATER = 4_000;

/**
 * Takes ballots in: waits a moment, shuffles what has come, writes it in one transaction and answers only after the commit (security 2.4 step 5).
 * The token is the idempotency key: the same ballot again is acknowledged again, another one with the same token is refused and the first stands.
 */
@Injectable()
export class BallotIntake {
  private queue: Pending[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running = 0;

  constructor(private readonly db: BallotDb) {}

  /** Acknowledged ballots survive a crash. Errors: `ballot.malformed`, `ballot.incomplete`, `ballot.unknown-option`, `ballot.unknown-slip`, `ballot.not-open`, `ballot.closed`, `ballot.already-cast`, `ballot.busy`. */
  cast(request: CastRequest): Promise<CastOutcome> {
    if (!/^[0-9a-f]{64}$/.test(request.token)) return Promise.resolve(err({ code: 'ballot.unknown-slip' }));
    if (this.queue.length >= HIGH_WATER) return Promise.resolve(err({ code: 'ballot.busy' }));
    const body = canonicalJson(request.choices ?? null);
    return new Promise((settle, fail) => {
      this.queue.push({ request, hash: sha256(request.token), bodyHash: sha256(body), body, settle, fail });
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
      const key = `${item.request.meeting}/${item.request.round}`;
      rounds.set(key, [...(rounds.get(key) ?? []), item]);
    }
    void Promise.all([...rounds.values()].map((items) => this.writeRound(items)))
      .finally(() => {
        this.running -= 1;
        if (this.queue.length > 0) this.flush();
      });
  }

  private async writeRound(items: readonly Pending[]): Promise<void> {
    try {
      const outcomes = await this.db.transaction((client) => this.write(client, items));
      // only now are they durable
      for (const [item, outcome] of outcomes) item.settle(outcome);
    } catch (error) {
      for (const item of items) item.fail(error);
    }
  }

  private async write(client: PoolClient, items: readonly Pending[]): Promise<[Pending, CastOutcome][]> {
    const { meeting, round } = items[0]!.request;
    // freshly issued hashes have no statistics yet: without this the server would read all of them for every batch
    await client.query("select pg_advisory_xact_lock_shared($1), set_config('enable_seqscan', 'off', true)", [roundLock(meeting, round)]);
    const found = await client.query<{ phase: string; form: BallotFormSheet; receipt_key: string }>('select phase, form, receipt_key from ballot.round where meeting = $1 and round = $2', [meeting, round]);
    const state = found.rows[0];
    if (!state) return items.map((item) => [item, err({ code: 'ballot.unknown-slip' })]);
    if (state.phase !== 'voting') return items.map((item) => [item, err({ code: state.phase === 'waiting' ? 'ballot.not-open' : 'ballot.closed' })]);
    const issued = await client.query<{ token_hash: string; class: string }>('select token_hash, class from ballot.issued where meeting = $1 and round = $2 and token_hash = any($3)', [meeting, round, items.map((i) => i.hash)]);
    const classes = new Map(issued.rows.map((row) => [row.token_hash, row.class]));
    const refused: [Pending, CastOutcome][] = [];
    const good: Pending[] = [];
    for (const item of items) {
      const outcome = judge(item, classes.get(item.hash), state.form);
      if (outcome) refused.push([item, outcome]);
      else good.push(item);
    }
    const stored = await this.insert(client, good, classes);
    return [...refused, ...good.map((item): [Pending, CastOutcome] => [item, stored.get(item.hash) === item.bodyHash ? ok({ receipt: receiptOf(state.receipt_key, item.hash) }) : err({ code: 'ballot.already-cast' })])];
  }

  /** Inserts in random order; gives the body hash that stands for each token. */
  private async insert(client: PoolClient, items: readonly Pending[], classes: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    if (items.length === 0) return new Map();
    const { meeting, round } = items[0]!.request;
    // of two ballots with one token in one batch the first to arrive stands
    const first = [...new Map([...items].reverse().map((item) => [item.hash, item])).values()];
    const mixed = shuffled(first, () => randomInt(2 ** 32) / 2 ** 32);
    await client.query(
      `insert into ballot.intake (meeting, round, class, token_hash, body_hash, choices)
       select $1, $2, u.class, u.token_hash, u.body_hash, u.choices::jsonb from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as u (class, token_hash, body_hash, choices)
       on conflict (meeting, round, token_hash) do nothing`,
      [meeting, round, mixed.map((i) => classes.get(i.hash)), mixed.map((i) => i.hash), mixed.map((i) => i.bodyHash), mixed.map((i) => i.body)],
    );
    const standing = await client.query<{ token_hash: string; body_hash: string }>('select token_hash, body_hash from ballot.intake where meeting = $1 and round = $2 and token_hash = any($3)', [meeting, round, mixed.map((i) => i.hash)]);
    return new Map(standing.rows.map((row) => [row.token_hash, row.body_hash]));
  }
}

function judge(item: Pending, voterClass: string | undefined, form: BallotFormSheet): CastOutcome | null {
  const sheet = voterClass === undefined ? undefined : form.classes[voterClass];
  if (!sheet) return err({ code: 'ballot.unknown-slip' });
  const checked = checkChoices(sheet, form.subjects, item.request.choices);
  return checked.ok ? null : checked;
}

/** Twelve characters that prove inclusion, never content; worthless once the key is destroyed. */
export function receiptOf(key: string, hash: string): string {
  const digest = createHmac('sha256', keyOf(key)).update(hash).digest();
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [...digest.subarray(0, 12)].map((byte) => alphabet[byte & 31]).join('');
}


// the same digests as in the voter's page, made by the platform's own code
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const keys = new Map<string, KeyObject>();

function keyOf(hex: string): KeyObject {
  let key = keys.get(hex);
  if (!key) {
    if (keys.size >= 100) keys.clear();
    key = createSecretKey(Buffer.from(hex, 'hex'));
    keys.set(hex, key);
  }
  return key;
}
