import { Injectable } from '@nestjs/common';
import { shuffled } from '@shuping/kernel';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { SealDb } from '../../platform/persistence/pools.ts';
import { checkInLock } from './box-lock.ts';

export type IssuedSlip = { readonly class: string; readonly secret: string };
/** Slips of a class: in being, and already exchanged for tickets; replacements are not among them. */
export type SlipCounts = { readonly slips: number; readonly stamped: number };

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** What the box keeps of a slip's secret. */
export const slipHash = (secret: string): Buffer => createHash('sha256').update(`shuping-slip:${secret}`).digest();

/** Whether a slip is for a key: every key of its class, or those that it names. */
export const IS_FOR = `case when s.tickets is null then k.class = s.class else k.round || '/' || k.class = any(s.tickets) end`;

/** The box of slips at the door: each lets one phone take its tickets, once. */
@Injectable()
export class SlipsStore {
  constructor(private readonly db: SealDb) {}

  /** Makes slips: secrets go to the printer in random order and are kept nowhere; only their hashes stay, inserted in another random order. A replacement takes tickets after check-in has closed as well, until the first round opens. */
  async print(meeting: string, numbers: Readonly<Record<string, number>>, replacement = false): Promise<IssuedSlip[]> {
    const slips = Object.entries(numbers).flatMap(([id, count]) => Array.from({ length: count }, (): IssuedSlip => ({ class: id, secret: randomBytes(16).toString('base64url') })));
    const rows = shuffled(slips, secure);
    await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      await client.query('insert into ballot.slip (meeting, class, slip_hash, replacement) select $1, u.class, u.hash, $4 from unnest($2::text[], $3::bytea[]) as u (class, hash)', [meeting, rows.map((r) => r.class), rows.map((r) => slipHash(r.secret)), replacement]);
    });
    return shuffled(slips, secure);
  }

  /** Makes slips out to people: for each, in the order given, a secret for exactly the tickets named (`round/class`). Who they are is not told to this side; it learns only what a slip is for, and the stamp that it gives is blind. */
  async printFor(meeting: string, holders: readonly { readonly class: string; readonly tickets: readonly string[] }[], replacement = false): Promise<string[]> {
    const slips = holders.map((one) => ({ ...one, secret: randomBytes(16).toString('base64url') }));
    await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      const rows = shuffled(slips, secure).map((one) => ({ class: one.class, hash: slipHash(one.secret).toString('hex'), tickets: one.tickets }));
      await client.query(
        `insert into ballot.slip (meeting, class, slip_hash, tickets, replacement) select $1, u->>'class', decode(u->>'hash', 'hex'), array(select jsonb_array_elements_text(u->'tickets')), $3 from jsonb_array_elements($2::jsonb) as u`,
        [meeting, JSON.stringify(rows), replacement],
      );
    });
    return slips.map((one) => one.secret);
  }

  /** Tickets given: round → class → how many; replacements are not among them, waves are. */
  async tickets(meeting: string): Promise<Record<string, Record<string, number>>> {
    const { rows } = await this.db.query<{ round: string; class: string; count: number }>(
      `select k.round, k.class, count(*)::int as count from ballot.slip s join ballot.key k on k.meeting = s.meeting and k.round = any(s.rounds) and ${IS_FOR}
       where s.meeting = $1 and s.request_hash is not null and not s.replacement group by k.round, k.class`, [meeting]);
    const out: Record<string, Record<string, number>> = {};
    for (const row of rows) (out[row.round] ??= {})[row.class] = row.count;
    return out;
  }

  /** Takes slips that nobody drew out of the box; gives how many were voided. A slip that has its tickets stays. */
  async void(meeting: string, secrets: readonly string[]): Promise<number> {
    const done = await this.db.query('delete from ballot.slip where meeting = $1 and slip_hash = any($2) and request_hash is null', [meeting, secrets.map(slipHash)]);
    return done.rowCount ?? 0;
  }

  /** Voids every slip drawn from a box that has no tickets yet, before all are printed anew. */
  async voidAll(meeting: string): Promise<void> {
    await this.db.query('delete from ballot.slip where meeting = $1 and request_hash is null and tickets is null', [meeting]);
  }

  /** The same of slips made out to people. */
  async voidNamed(meeting: string): Promise<void> {
    await this.db.query('delete from ballot.slip where meeting = $1 and request_hash is null and tickets is not null', [meeting]);
  }

  async counts(meeting: string): Promise<Record<string, SlipCounts>> {
    const { rows } = await this.db.query<{ class: string; slips: number; stamped: number }>('select class, count(*)::int as slips, count(request_hash)::int as stamped from ballot.slip where meeting = $1 and not replacement group by class', [meeting]);
    return Object.fromEntries(rows.map(({ class: id, slips, stamped }) => [id, { slips, stamped }]));
  }
}
