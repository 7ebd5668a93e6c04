import { Injectable } from '@nestjs/common';
import { countMarks, makeSealFile, splitAndShuffle, type BallotFormSheet, type IntakeBallot, type SealFile } from '@shuping/ballot-box';
import type { Folding } from '@shuping/domain';
import { createSecretKey, randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { receiptOf } from './ballot-intake.ts';
import { checkInLock, roundLock } from './box-lock.ts';
import { TicketKeys } from './ticket-keys.ts';
import { TicketVerifier } from './ticket-verifier.ts';

type IntakeRow = { readonly class: string; readonly choices: string; readonly ticket: Buffer; readonly ticket_hash: Buffer; readonly signature: Buffer };
type Counts = Record<string, { issued: number; returned: number; uncast: number }>;

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Ends a meeting's ballot side for good. */
@Injectable()
export class SealStore {
  constructor(private readonly db: SealDb, private readonly keys: TicketKeys, private readonly verifier: TicketVerifier) {}

  /**
   * Seals a closed round: every stamp is checked again, marks are split by subject and shuffled apart, the public file is made, intake, slips, private keys and the receipt key are destroyed,
   * all in one transaction. Classes of the folding are counted with another class or withheld, so that no file ever holds a class too small to be shown.
   * Sealing again gives the same file. Throws when the round is not closed, or holds a ballot without a good stamp.
   */
  async seal(meeting: string, round: string, folding: Folding = { merged: {}, withheld: [] }): Promise<SealFile> {
    const existing = await this.file(meeting);
    if (existing) return existing;
    const file = await this.db.transaction((client) => this.sealIn(client, meeting, round, folding));
    await this.db.query('checkpoint').catch(() => undefined);
    return file;
  }

  async file(meeting: string): Promise<SealFile | null> {
    const { rows } = await this.db.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting]);
    return rows[0]?.file ?? null;
  }

  private async sealIn(client: PoolClient, meeting: string, round: string, folding: Folding): Promise<SealFile> {
    await client.query('select pg_advisory_xact_lock($1)', [checkInLock(meeting)]);
    await client.query('select pg_advisory_xact_lock($1)', [roundLock(meeting, round)]);
    // somebody else may have sealed while this one waited
    const standing = (await client.query<{ file: SealFile }>('select file from ballot.seal_file where meeting = $1', [meeting])).rows[0];
    if (standing) return standing.file;
    const state = (await client.query<{ phase: RoundPhase; form: BallotFormSheet; receipt_key: string; fingerprint: string }>('select r.phase, r.form, b.receipt_key, b.fingerprint from ballot.round r join ballot.box b on b.meeting = r.meeting where r.meeting = $1 and r.round = $2', [meeting, round])).rows[0];
    if (state?.phase !== 'closed') throw new Error('the round is not closed');
    const rows = (await client.query<IntakeRow>('select class, choices, ticket, ticket_hash, signature from ballot.intake where meeting = $1 and round = $2', [meeting, round])).rows;
    await this.checkStamps(client, meeting, round, rows);
    const ballots = rows.map((row): IntakeBallot => ({ class: row.class, choices: JSON.parse(row.choices) as IntakeBallot['choices'] }));
    const classIn = (id: string): string => folding.merged[id] ?? id;
    const shown = ballots.filter((b) => !folding.withheld.includes(b.class)).map((b) => ({ class: classIn(b.class), choices: b.choices }));
    const marks = splitAndShuffle(shown, state.form.subjects, secure);
    await client.query(
      'insert into ballot.sealed (meeting, class, subject, marks) select $1, u.class, u.subject::uuid, u.marks::jsonb from unnest($2::text[], $3::text[], $4::text[]) as u (class, subject, marks)',
      [meeting, marks.map((m) => m.class), marks.map((m) => m.subject), marks.map((m) => JSON.stringify(m.marks))],
    );
    const counts = await this.countsOf(client, meeting, Object.keys(state.form.classes), ballots, classIn);
    const classes = Object.fromEntries(Object.entries(state.form.classes).filter(([id]) => folding.merged[id] === undefined && !folding.withheld.includes(id)));
    const more = { ...(Object.keys(folding.merged).length > 0 ? { merged: folding.merged } : {}), ...(folding.withheld.length > 0 ? { withheld: folding.withheld } : {}) };
    const receiptKey = createSecretKey(Buffer.from(state.receipt_key, 'hex'));
    const file = makeSealFile({ meeting, fingerprint: state.fingerprint, counts, tallies: countMarks(marks, { ...state.form, classes }), receipts: rows.map((row) => receiptOf(receiptKey, row.ticket_hash)), ...more });
    await client.query('insert into ballot.seal_file (meeting, file) values ($1, $2)', [meeting, JSON.stringify(file)]);
    await client.query('delete from ballot.intake where meeting = $1 and round = $2', [meeting, round]);
    await client.query('delete from ballot.slip where meeting = $1', [meeting]);
    await this.keys.destroy(client, meeting);
    await client.query("update ballot.round set phase = 'sealed' where meeting = $1 and round = $2", [meeting, round]);
    await client.query("update ballot.box set check_in = 'closed', receipt_key = '' where meeting = $1", [meeting]);
    return file;
  }

  private async checkStamps(client: PoolClient, meeting: string, round: string, rows: readonly IntakeRow[]): Promise<void> {
    const keys = new Map((await this.keys.list(meeting, client)).filter((key) => key.round === round).map((key) => [key.class, key.n]));
    const good = await Promise.all(rows.map((row) => {
      const key = keys.get(row.class);
      return key === undefined ? false : this.verifier.isStamped(key, row.ticket, row.signature);
    }));
    const bad = good.filter((one) => !one).length;
    if (bad > 0) throw new Error(`${bad} ballots without a good stamp`);
  }

  /** Tickets given, ballots back and tickets that never voted, per class as shown. */
  private async countsOf(client: PoolClient, meeting: string, classes: readonly string[], ballots: readonly IntakeBallot[], classIn: (id: string) => string): Promise<Counts> {
    const { rows } = await client.query<{ class: string; count: number }>('select class, count(request_hash)::int as count from ballot.slip where meeting = $1 group by class', [meeting]);
    const counts: Counts = {};
    for (const id of classes) {
      const sum = (counts[classIn(id)] ??= { issued: 0, returned: 0, uncast: 0 });
      sum.issued += rows.find((r) => r.class === id)?.count ?? 0;
      sum.returned += ballots.filter((b) => b.class === id).length;
      sum.uncast = sum.issued - sum.returned;
    }
    return counts;
  }
}
