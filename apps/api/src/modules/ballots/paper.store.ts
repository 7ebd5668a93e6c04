import { Injectable } from '@nestjs/common';
import { isVoid, type BallotFormSheet, type Choices } from '@shuping/ballot-box';
import type { PaperPlace, PaperSheet, ScanDoubt } from '@shuping/domain';
import { shuffled } from '@shuping/kernel';
import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { SealDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { roundLock } from './box-lock.ts';
import { isShut } from './round-phase.rules.ts';

export type BatchPlace = { readonly meeting: string; readonly round: string; readonly class: string; readonly batch: string };
/** One person's or the machine's reading of a batch; `doubts` are the machine's. */
export type PaperEntry = { readonly sheets: readonly PaperSheet[]; readonly doubts?: readonly (PaperPlace & { readonly why: ScanDoubt })[] };
/** Counted sheets of a class, and for every person rated how many of them are void. */
export type PaperCount = { readonly sheets: number; readonly voids: readonly number[] };

/** Round → class → count. */
export type PaperCounts = Readonly<Record<string, Readonly<Record<string, PaperCount>>>>;

const secure = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Sheets of paper on the ballot side: what two people typed, and what counts. Who typed stands on the other side; the login `app` sees no mark before the seal (SEC-B7). */
@Injectable()
export class PaperStore {
  constructor(private readonly db: SealDb) {}

  /** Form of a round; null when there is none. */
  async form(meeting: string, round: string): Promise<BallotFormSheet | null> {
    const { rows } = await this.db.query<{ form: BallotFormSheet }>('select form from ballot.round where meeting = $1 and round = $2', [meeting, round]);
    return rows[0]?.form ?? null;
  }

  async keep(place: BatchPlace, entry: string, content: PaperEntry): Promise<void> {
    await this.db.query('insert into ballot.paper_entry (meeting, round, batch, entry, content) values ($1, $2, $3, $4, $5)', [place.meeting, place.round, place.batch, entry, JSON.stringify(content)]);
  }

  async entry(meeting: string, entry: string): Promise<PaperEntry | null> {
    const { rows } = await this.db.query<{ content: string }>('select content from ballot.paper_entry where meeting = $1 and entry = $2', [meeting, entry]);
    return rows[0] ? (JSON.parse(rows[0].content) as PaperEntry) : null;
  }

  /** The batch counts from now on: its sheets lose their order and their batch. Counting again changes nothing. False when the round is not closed or sealed already. */
  async count(place: BatchPlace, sheets: readonly PaperSheet[]): Promise<boolean> {
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [roundLock(place.meeting, place.round)]);
      const { rows } = await client.query<{ phase: RoundPhase }>('select phase from ballot.round where meeting = $1 and round = $2', [place.meeting, place.round]);
      if (!rows[0] || !isShut(rows[0].phase)) return false;
      const fresh = await client.query('insert into ballot.paper_batch (meeting, round, batch) values ($1, $2, $3) on conflict do nothing', [place.meeting, place.round, place.batch]);
      if (fresh.rowCount === 1) {
        await client.query('insert into ballot.paper_sheet (meeting, round, class, choices) select $1, $2, $3, u.choices from unnest($4::text[]) as u (choices)', [place.meeting, place.round, place.class, shuffled(sheets, secure).map((one) => JSON.stringify(one))]);
      }
      await this.forget(place.meeting, place.batch, client);
      return true;
    });
  }

  async isCounted(meeting: string, batch: string): Promise<boolean> {
    const { rowCount } = await this.db.query('select 1 from ballot.paper_batch where meeting = $1 and batch = $2', [meeting, batch]);
    return rowCount === 1;
  }

  /** Destroys what was typed for a batch. */
  async forget(meeting: string, batch: string, client?: PoolClient): Promise<void> {
    const text = 'delete from ballot.paper_entry where meeting = $1 and batch = $2';
    await (client ? client.query(text, [meeting, batch]) : this.db.query(text, [meeting, batch]));
  }

  /** Counted sheets by round and class. */
  async counts(meeting: string): Promise<PaperCounts> {
    const { rows } = await this.db.query<{ round: string; class: string; choices: string; form: BallotFormSheet }>(
      'select s.round, s.class, s.choices, r.form from ballot.paper_sheet s join ballot.round r on r.meeting = s.meeting and r.round = s.round where s.meeting = $1', [meeting]);
    const out: Record<string, Record<string, PaperCount>> = {};
    for (const { round, class: id, choices, form } of rows) {
      const sheet = JSON.parse(choices) as Choices;
      const before = out[round]?.[id] ?? { sheets: 0, voids: form.subjects.map(() => 0) };
      const voids = form.subjects.map((subject, at) => before.voids[at]! + Number(isVoid(form.classes[id]!, sheet[subject.id] ?? {})));
      (out[round] ??= {})[id] = { sheets: before.sheets + 1, voids };
    }
    return out;
  }
}

export type PaperBallot = { readonly round: string; readonly class: string; readonly choices: string };

/** Counted sheets of a meeting, within the seal's transaction. */
export async function paperOf(client: PoolClient, meeting: string): Promise<PaperBallot[]> {
  return (await client.query<PaperBallot>('select round, class, choices from ballot.paper_sheet where meeting = $1', [meeting])).rows;
}

/** Takes the paper of a meeting away, within the seal's transaction. */
export async function destroyPaper(client: PoolClient, meeting: string): Promise<void> {
  for (const table of ['paper_entry', 'paper_batch', 'paper_sheet']) await client.query(`delete from ballot.${table} where meeting = $1`, [meeting]);
}
