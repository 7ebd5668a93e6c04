import { Injectable } from '@nestjs/common';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { canonicalJson, err, ok, sha256Hex, type Problem, type Result } from '@shuping/kernel';
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import { BallotBoxStore } from './ballot-box.store.ts';
import { checkInLock, roundLock } from './box-lock.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { slipHash } from './slips.store.ts';
import { TicketKeys } from './ticket-keys.ts';
import { isMeetingId, VoteRounds } from './vote-rounds.ts';

/** What stood in a rehearsal's box per class when it was wiped. */
export type WipedClass = { readonly slips: number; readonly stamped: number; readonly returned: number };
/** What a wipe destroyed. `root`: SHA-256 over what was there (slips and tickets as hashes), so that the certificate speaks of one box only; `left`: rows that are still there, 0. */
export type Wiped = { readonly classes: Readonly<Record<string, WipedClass>>; readonly keys: number; readonly fingerprint: string; readonly root: string; readonly left: number };

/** People who may walk in with the code on the wall. */
const MOST_WALK_INS = 5_000;
const OWN_TABLES = ['intake', 'receipt_point', 'slip', 'key', 'round', 'box'] as const;

/** Boxes of rehearsals: an id, keys, slips and tickets of their own, so that nothing of a rehearsal fits a meeting. What can be sealed is a box of the kind `real` (ADR 0011). */
@Injectable()
export class RehearsalBoxStore {
  constructor(private readonly db: SealDb, private readonly box: BallotBoxStore, private readonly rounds: VoteRounds, private readonly keys: TicketKeys, private readonly receipts: ReceiptKeys) {}

  /** Makes the box under an id that no meeting has, opens check-in and gives the fingerprint over its keys. The box is a rehearsal's before there is any key. */
  async open(meeting: string, [first, ...rest]: readonly [BallotFormSheet, ...BallotFormSheet[]]): Promise<string> {
    await this.db.query("insert into ballot.box (meeting, check_in, fingerprint, kind) values ($1, 'waiting', '', 'rehearsal')", [meeting]);
    const fingerprint = await this.box.prepare({ ...first, meeting }, ...rest.map((form) => ({ ...form, meeting })));
    if (fingerprint === null) throw new Error('a new round has opened already');
    await this.box.setCheckIn(meeting, 'open');
    return fingerprint;
  }

  /** A slip for whoever scans the code on the wall. Errors: `ticket.unknown-slip` for anything but a rehearsal with this class, `ticket.closed` after check-in or when the room is full. */
  async walkIn(meeting: string, voterClass: string): Promise<Result<{ slip: string }, Problem>> {
    if (!isMeetingId(meeting)) return err({ code: 'ticket.unknown-slip' });
    const secret = randomBytes(16).toString('base64url');
    const { rows } = await this.db.query<{ known: boolean; made: number }>(
      `with b as (select b.meeting, b.check_in from ballot.box b where b.meeting = $1 and b.kind = 'rehearsal' and exists (select 1 from ballot.key k where k.meeting = b.meeting and k.class = $2)),
       made as (insert into ballot.slip (meeting, class, slip_hash) select b.meeting, $2, $3 from b where b.check_in = 'open' and (select count(*) from ballot.slip s where s.meeting = b.meeting) < $4 returning 1)
       select exists (select 1 from b) as known, (select count(*)::int from made) as made`,
      [meeting, voterClass, slipHash(secret), MOST_WALK_INS],
    );
    if (!rows[0]!.known) return err({ code: 'ticket.unknown-slip' });
    return rows[0]!.made === 1 ? ok({ slip: secret }) : err({ code: 'ticket.closed' });
  }

  /** Closes check-in and opens every round, or closes every round. */
  async move(meeting: string, to: 'voting' | 'closed'): Promise<void> {
    if (to === 'voting') await this.box.setCheckIn(meeting, 'closed');
    for (const round of await this.roundsOf(meeting)) await this.box.setPhase(meeting, round, to);
  }

  /** Slips, tickets and, over all rounds, ballots in the box. */
  async counts(meeting: string): Promise<Record<string, WipedClass>> {
    return this.db.transaction((client) => countsIn(client, meeting));
  }

  /** Destroys slips, tickets, ballots, keys and the box in one transaction and says what that was; null when there is no rehearsal under this id (any more). */
  async wipe(meeting: string): Promise<Wiped | null> {
    const rounds = await this.roundsOf(meeting);
    const wiped = await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      for (const round of rounds) await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
      const box = await client.query<{ fingerprint: string }>("select fingerprint from ballot.box where meeting = $1 and kind = 'rehearsal' for update", [meeting]);
      if (!box.rows[0]) return null;
      const classes = await countsIn(client, meeting);
      const slips = await client.query<{ hash: string }>("select encode(slip_hash, 'hex') as hash from ballot.slip where meeting = $1 order by 1", [meeting]);
      const tickets = await client.query<{ hash: string }>("select round || ' ' || class || ' ' || encode(ticket_hash, 'hex') as hash from ballot.intake where meeting = $1 order by 1", [meeting]);
      const keys = await this.keys.list(meeting, client);
      const { fingerprint } = box.rows[0];
      const root = sha256Hex(canonicalJson({ meeting, fingerprint, classes, slips: slips.rows.map((row) => row.hash), tickets: tickets.rows.map((row) => row.hash) }));
      await this.keys.destroy(client, meeting);
      for (const table of OWN_TABLES) await client.query(`delete from ballot.${table} where meeting = $1`, [meeting]);
      const left = await client.query<{ count: number }>(`select (${OWN_TABLES.map((table) => `(select count(*) from ballot.${table} where meeting = $1)`).join(' + ')})::int as count`, [meeting]);
      return { classes, keys: keys.length, fingerprint, root, left: left.rows[0]!.count };
    });
    for (const round of rounds) this.rounds.forget(meeting, round);
    this.receipts.forget(meeting);
    return wiped;
  }

  private async roundsOf(meeting: string): Promise<string[]> {
    const { rows } = await this.db.query<{ round: string }>('select round from ballot.round where meeting = $1 order by round', [meeting]);
    return rows.map((row) => row.round);
  }
}

async function countsIn(client: PoolClient, meeting: string): Promise<Record<string, WipedClass>> {
  const { rows } = await client.query<{ class: string; slips: number; stamped: number; returned: number }>(
    `select k.class, (select count(*) from ballot.slip s where s.meeting = $1 and s.class = k.class)::int as slips,
     (select count(*) from ballot.slip s where s.meeting = $1 and s.class = k.class and s.request_hash is not null)::int as stamped,
     (select count(*) from ballot.intake i where i.meeting = $1 and i.class = k.class)::int as returned
     from (select distinct class from ballot.key where meeting = $1) k order by k.class`, [meeting]);
  return Object.fromEntries(rows.map(({ class: id, ...counts }) => [id, counts]));
}
