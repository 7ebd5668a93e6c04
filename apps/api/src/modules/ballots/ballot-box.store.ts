import { Injectable } from '@nestjs/common';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { SealDb } from '../../platform/persistence/pools.ts';
import { checkInLock, roundLock } from './box-lock.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { TicketKeys } from './ticket-keys.ts';
import { VoteRounds } from './vote-rounds.ts';

export type RoundPhase = 'waiting' | 'voting' | 'closed' | 'sealed';

/** The ballot side as the meeting uses it: box, rounds, phases and turnout counts. Its transactions touch nothing else. */
@Injectable()
export class BallotBoxStore {
  constructor(private readonly db: SealDb, private readonly keys: TicketKeys, private readonly rounds: VoteRounds, private readonly receipts: ReceiptKeys) {}

  /** Sets up box, round and keys, or replaces the form while the round still waits. Gives the fingerprint over the keys; null when the round has opened, and then nothing changes. Classes may change only until slips are printed. */
  async prepare(form: BallotFormSheet): Promise<string | null> {
    const { meeting, round } = form;
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
      const done = await client.query(
        `insert into ballot.round (meeting, round, phase, form) values ($1, $2, 'waiting', $3)
         on conflict (meeting, round) do update set form = excluded.form where ballot.round.phase = 'waiting'`,
        [meeting, round, JSON.stringify(form)],
      );
      if (done.rowCount !== 1) return null;
      const fingerprint = await this.keys.ensure(client, meeting, Object.keys(form.classes).map((id) => ({ round, class: id })));
      await client.query("insert into ballot.box (meeting, check_in, fingerprint, receipt_key) values ($1, 'waiting', $2, $3) on conflict (meeting) do update set fingerprint = excluded.fingerprint", [meeting, fingerprint, this.receipts.fresh(meeting)]);
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

  /** Ballots taken in per class. Exact: callers show coarse steps while voting (R-F6). */
  async returnedCounts(meeting: string, round: string): Promise<Record<string, number>> {
    const { rows } = await this.db.query<{ class: string; count: number }>('select class, count(*)::int as count from ballot.intake where meeting = $1 and round = $2 group by class', [meeting, round]);
    return Object.fromEntries(rows.map((row) => [row.class, row.count]));
  }

  /** Moves a round on; waits for ballots being written, so that nothing slips in after `closed`. Repeating a move is harmless, going back is refused (false). */
  async setPhase(meeting: string, round: string, to: 'voting' | 'closed'): Promise<boolean> {
    const moved = await this.db.transaction(async (client) => {
      // no ticket is stamped for a round that opens: a replacement slip takes its tickets before, or is refused
      if (to === 'voting') await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
      const from = to === 'voting' ? ['waiting', 'voting'] : ['voting', 'closed'];
      const done = await client.query('update ballot.round set phase = $3 where meeting = $1 and round = $2 and phase = any($4)', [meeting, round, to, from]);
      return done.rowCount === 1;
    });
    if (to === 'closed') this.rounds.forget(meeting, round);
    return moved;
  }
}
