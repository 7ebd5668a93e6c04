import { Injectable } from '@nestjs/common';
import { countMarks, deriveToken, makeSealFile, splitAndShuffle, tokenHash, type BallotFormSheet, type IntakeBallot, type SealFile } from '@shuping/ballot-box';
import type { Folding } from '@shuping/domain';
import { shuffled } from '@shuping/kernel';
import { randomBytes, randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import { receiptOf } from './ballot-intake.ts';
import { roundLock } from './round-lock.ts';

export type RoundPhase = 'waiting' | 'voting' | 'closed' | 'sealed';
export type IssuedSlip = { readonly class: string; readonly secret: string };

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** The ballot side as the meeting uses it: rounds, slips, turnout counts, seal. Its transactions touch nothing else. */
@Injectable()
export class BallotBoxStore {
  constructor(private readonly db: SealDb) {}

  /** Sets up a round that waits for its opening, or replaces its form while it still waits; false when it has opened, and then nothing changes. */
  async prepareRound(form: BallotFormSheet): Promise<boolean> {
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(form.meeting, form.round)]);
      const done = await client.query(
        `insert into ballot.round (meeting, round, phase, form, receipt_key) values ($1, $2, 'waiting', $3, $4)
         on conflict (meeting, round) do update set form = excluded.form where ballot.round.phase = 'waiting'`,
        [form.meeting, form.round, JSON.stringify(form), randomBytes(32).toString('hex')],
      );
      return done.rowCount === 1;
    });
  }

  /** Makes slips: secrets go to the printer in random order and are kept nowhere; only hashes of their tokens stay, inserted in another random order. */
  async issueSlips(meeting: string, round: string, numbers: Readonly<Record<string, number>>): Promise<IssuedSlip[]> {
    const slips = Object.entries(numbers).flatMap(([id, count]) => Array.from({ length: count }, (): IssuedSlip => ({ class: id, secret: randomBytes(16).toString('base64url') })));
    const rows = shuffled(slips, secure).map((slip) => ({ class: slip.class, hash: tokenHash(deriveToken(slip.secret, meeting, round)) }));
    await this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
      await client.query('insert into ballot.issued (meeting, round, class, token_hash) select $1, $2, u.class, u.hash from unnest($3::text[], $4::text[]) as u (class, hash)', [meeting, round, rows.map((r) => r.class), rows.map((r) => r.hash)]);
    });
    return shuffled(slips, secure);
  }

  /** Takes slips that nobody drew out of the box; gives how many tokens were voided. A slip that has voted stays. */
  async voidSlips(meeting: string, round: string, secrets: readonly string[]): Promise<number> {
    const hashes = secrets.map((secret) => tokenHash(deriveToken(secret, meeting, round)));
    const done = await this.db.query(
      'delete from ballot.issued i where meeting = $1 and round = $2 and token_hash = any($3) and not exists (select from ballot.intake b where b.meeting = i.meeting and b.round = i.round and b.token_hash = i.token_hash)',
      [meeting, round, hashes],
    );
    return done.rowCount ?? 0;
  }

  /** Voids every slip of a round that still waits, before all are printed anew. */
  async voidAll(meeting: string, round: string): Promise<void> {
    await this.db.query("delete from ballot.issued i using ballot.round r where i.meeting = $1 and i.round = $2 and r.meeting = i.meeting and r.round = i.round and r.phase = 'waiting'", [meeting, round]);
  }

  /** Slips in being per class. */
  async issuedCounts(meeting: string, round: string): Promise<Record<string, number>> {
    return this.counts('issued', meeting, round);
  }

  /** Ballots taken in per class. Exact: callers show coarse steps while voting (R-F6). */
  async returnedCounts(meeting: string, round: string): Promise<Record<string, number>> {
    return this.counts('intake', meeting, round);
  }

  private async counts(table: 'issued' | 'intake', meeting: string, round: string): Promise<Record<string, number>> {
    const { rows } = await this.db.query<{ class: string; count: number }>(`select class, count(*)::int as count from ballot.${table} where meeting = $1 and round = $2 group by class`, [meeting, round]);
    return Object.fromEntries(rows.map((row) => [row.class, row.count]));
  }

  /** Moves a round on; waits for ballots being written, so that nothing slips in after `closed`. Repeating a move is harmless, going back is refused (false). */
  async setPhase(meeting: string, round: string, to: 'voting' | 'closed'): Promise<boolean> {
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
      const from = to === 'voting' ? ['waiting', 'voting'] : ['voting', 'closed'];
      const done = await client.query('update ballot.round set phase = $3 where meeting = $1 and round = $2 and phase = any($4)', [meeting, round, to, from]);
      return done.rowCount === 1;
    });
  }

  /**
   * Seals a closed round: marks are split by subject and shuffled apart, the public file is made, intake, issued hashes and the receipt key are destroyed,
   * all in one transaction. Classes of the folding are counted with another class or withheld, so that no file ever holds a class too small to be shown.
   * Sealing again gives the same file. Throws when the round is not closed.
   */
  async seal(meeting: string, round: string, keptBack: Readonly<Record<string, number>>, folding: Folding = { merged: {}, withheld: [] }): Promise<SealFile> {
    const existing = await this.sealFile(meeting);
    if (existing) return existing;
    const file = await this.db.transaction((client) => this.sealIn(client, meeting, round, keptBack, folding));
    await this.db.query('checkpoint').catch(() => undefined);
    return file;
  }

  async sealFile(meeting: string): Promise<SealFile | null> {
    const { rows } = await this.db.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting]);
    return rows[0]?.file ?? null;
  }

  private async sealIn(client: PoolClient, meeting: string, round: string, keptBack: Readonly<Record<string, number>>, folding: Folding): Promise<SealFile> {
    await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
    // somebody else may have sealed while this one waited
    const standing = (await client.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting])).rows[0];
    if (standing) return standing.file;
    const state = (await client.query<{ phase: RoundPhase; form: BallotFormSheet; receipt_key: string }>('select phase, form, receipt_key from ballot.round where meeting = $1 and round = $2', [meeting, round])).rows[0];
    if (state?.phase !== 'closed') throw new Error('the round is not closed');
    const ballots = (await client.query<IntakeBallot & { token_hash: string }>('select class, choices, token_hash from ballot.intake where meeting = $1 and round = $2', [meeting, round])).rows;
    const issued = (await client.query<{ class: string; count: number }>('select class, count(*)::int as count from ballot.issued where meeting = $1 and round = $2 group by class', [meeting, round])).rows;
    const classIn = (id: string): string => folding.merged[id] ?? id;
    const shown = ballots.filter((b) => !folding.withheld.includes(b.class)).map((b) => ({ class: classIn(b.class), choices: b.choices }));
    const marks = splitAndShuffle(shown, state.form.subjects, secure);
    await client.query(
      'insert into ballot.sealed (meeting, class, subject, marks) select $1, u.class, u.subject::uuid, u.marks::jsonb from unnest($2::text[], $3::text[], $4::text[]) as u (class, subject, marks)',
      [meeting, marks.map((m) => m.class), marks.map((m) => m.subject), marks.map((m) => JSON.stringify(m.marks))],
    );
    const counts: Record<string, { issued: number; returned: number; keptBack: number }> = {};
    for (const id of Object.keys(state.form.classes)) {
      const sum = (counts[classIn(id)] ??= { issued: 0, returned: 0, keptBack: 0 });
      sum.issued += issued.find((r) => r.class === id)?.count ?? 0;
      sum.returned += ballots.filter((b) => b.class === id).length;
      sum.keptBack += keptBack[id] ?? 0;
    }
    const classes = Object.fromEntries(Object.entries(state.form.classes).filter(([id]) => folding.merged[id] === undefined && !folding.withheld.includes(id)));
    const more = { ...(Object.keys(folding.merged).length > 0 ? { merged: folding.merged } : {}), ...(folding.withheld.length > 0 ? { withheld: folding.withheld } : {}) };
    const file = makeSealFile({ meeting, counts, tallies: countMarks(marks, { ...state.form, classes }), receipts: ballots.map((b) => receiptOf(state.receipt_key, b.token_hash)), ...more });
    await client.query('insert into ballot.seal_file (meeting, file) values ($1, $2)', [meeting, JSON.stringify(file)]);
    await client.query('delete from ballot.intake where meeting = $1 and round = $2', [meeting, round]);
    await client.query('delete from ballot.issued where meeting = $1 and round = $2', [meeting, round]);
    await client.query("update ballot.round set phase = 'sealed', receipt_key = '' where meeting = $1 and round = $2", [meeting, round]);
    return file;
  }
}
