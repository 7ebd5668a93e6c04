import { Injectable } from '@nestjs/common';
import type { BallotFormSheet } from '@shuping/ballot-box';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import { checkInLock, roundLock } from './box-lock.ts';
import { isWaiting, mayBecome } from './round-phase.rules.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { TicketKeys } from './ticket-keys.ts';
import { VoteRounds } from './vote-rounds.ts';

export type RoundPhase = 'waiting' | 'voting' | 'closed' | 'sealed';

/** Ballots of phones and counted sheets of paper of a meeting. */
const CAME_IN = 'select round, class from ballot.intake where meeting = $1 union all select round, class from ballot.paper_sheet where meeting = $1';

/** The ballot side as the meeting uses it: box, rounds, phases and turnout counts. Its transactions touch nothing else. */
@Injectable()
export class BallotBoxStore {
  constructor(private readonly db: SealDb, private readonly keys: TicketKeys, private readonly rounds: VoteRounds, private readonly receipts: ReceiptKeys) {}

  /** Sets up box, rounds and keys, or replaces the forms while every round still waits. Gives the fingerprint over the keys; null when a round has opened, and then nothing changes. Classes and rounds may change only until slips are printed. */
  async prepare(...forms: readonly [BallotFormSheet, ...BallotFormSheet[]]): Promise<string | null> {
    const [{ meeting }] = forms;
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      const { rows } = await client.query<{ round: string; phase: RoundPhase }>('select round, phase from ballot.round where meeting = $1', [meeting]);
      if (rows.some((row) => !isWaiting(row.phase))) return null;
      await client.query('delete from ballot.round where meeting = $1 and round <> all($2)', [meeting, forms.map((form) => form.round)]);
      await client.query(
        `insert into ballot.round (meeting, round, phase, form) select $1, u.round, 'waiting', u.form from unnest($2::text[], $3::jsonb[]) as u (round, form)
         on conflict (meeting, round) do update set form = excluded.form`,
        [meeting, forms.map((form) => form.round), forms.map((form) => JSON.stringify(form))],
      );
      const fingerprint = await this.keys.ensure(client, meeting, forms.flatMap((form) => Object.keys(form.classes).map((id) => ({ round: form.round, class: id }))));
      await client.query("insert into ballot.box (meeting, check_in, fingerprint) values ($1, 'waiting', $2) on conflict (meeting) do update set fingerprint = excluded.fingerprint", [meeting, fingerprint]);
      return fingerprint;
    });
  }

  /** 会议校验码 over the keys; '' while there is no box. */
  async fingerprint(meeting: string): Promise<string> {
    const { rows } = await this.db.query<{ fingerprint: string }>('select fingerprint from ballot.box where meeting = $1', [meeting]);
    return rows[0]?.fingerprint ?? '';
  }

  /** Opens or closes the giving of tickets; waits for those being given. Repeating is harmless. */
  async setCheckIn(meeting: string, to: 'open' | 'closed'): Promise<void> {
    await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      await client.query('update ballot.box set check_in = $2 where meeting = $1', [meeting, to]);
    });
  }

  /** Ballots taken in, by round and class, on paper too once two people have counted it. Exact: callers show coarse steps while voting (R-F6). */
  async returnedByRound(meeting: string): Promise<Record<string, Record<string, number>>> {
    const { rows } = await this.db.query<{ round: string; class: string; count: number }>(`select round, class, count(*)::int as count from (${CAME_IN}) as b group by round, class`, [meeting]);
    const out: Record<string, Record<string, number>> = {};
    for (const row of rows) (out[row.round] ??= {})[row.class] = row.count;
    return out;
  }

  /** Ballots taken in per class in one round, as above. */
  async returnedCounts(meeting: string, round: string): Promise<Record<string, number>> {
    const { rows } = await this.db.query<{ class: string; count: number }>(`select class, count(*)::int as count from (${CAME_IN}) as b where round = $2 group by class`, [meeting, round]);
    return Object.fromEntries(rows.map((row) => [row.class, row.count]));
  }

  /** Moves a round, or several at once, on; waits for ballots being written, so that nothing slips in after `closed`. Repeating a move is harmless, going back is refused (false) and then nothing moves. The first opening makes the key to the receipts, with copies for the scrutineers' recount keys. */
  async setPhase(meeting: string, round: string | readonly string[], to: 'voting' | 'closed', recountKeys: readonly string[] = []): Promise<boolean> {
    const rounds = typeof round === 'string' ? [round] : [...round].sort();
    const moved = await this.db.transaction(async (client) => {
      // no ticket is stamped for a round that opens: a replacement slip takes its tickets before, or is refused
      if (to === 'voting') await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      for (const one of rounds) await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, one)]);
      const { rows } = await client.query<{ phase: RoundPhase }>('select phase from ballot.round where meeting = $1 and round = any($2)', [meeting, rounds]);
      if (rows.length !== rounds.length || !rows.every((row) => mayBecome(row.phase, to))) return false;
      if (to === 'voting') await this.makeReceiptKey(client, meeting, recountKeys);
      await client.query('update ballot.round set phase = $3 where meeting = $1 and round = any($2)', [meeting, rounds, to]);
      return true;
    });
    if (to === 'closed') for (const one of rounds) this.rounds.forget(meeting, one);
    return moved;
  }

  private async makeReceiptKey(client: PoolClient, meeting: string, recountKeys: readonly string[]): Promise<void> {
    const { rows } = await client.query<{ receipt_key: string }>('select receipt_key from ballot.box where meeting = $1', [meeting]);
    if (rows[0]?.receipt_key !== '') return;
    const { publicKey, locked } = this.receipts.fresh(meeting, recountKeys);
    await client.query('update ballot.box set receipt_key = $2, receipt_lock = $3 where meeting = $1', [meeting, publicKey, locked]);
  }
}
