import { Injectable } from '@nestjs/common';
import type { BallotFormSheet, ClassForm } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { BallotDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';

export type VoterSheet = Pick<BallotFormSheet, 'title' | 'named' | 'subjects'> & { readonly round: string; readonly phase: RoundPhase; readonly class: string; readonly form: ClassForm };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a voter's page needs; reads with the login `ballot`, which knows no roster. */
@Injectable()
export class BallotSheets {
  constructor(private readonly db: BallotDb) {}

  /** Rounds of a meeting; an unknown meeting answers like one without rounds (`ballot.unknown-slip`). */
  async rounds(meeting: string): Promise<Result<string[], Problem>> {
    if (!UUID.test(meeting)) return err({ code: 'ballot.unknown-slip' });
    const { rows } = await this.db.query<{ round: string }>('select round from ballot.round where meeting = $1 order by round', [meeting]);
    return rows.length === 0 ? err({ code: 'ballot.unknown-slip' }) : ok(rows.map((row) => row.round));
  }

  /** Sheets of one slip. After the seal the hashes are gone, so a slip is known no longer: sealed rounds answer as closed. */
  async sheets(meeting: string, hashes: Readonly<Record<string, string>>): Promise<Result<VoterSheet[], Problem>> {
    if (!UUID.test(meeting)) return err({ code: 'ballot.unknown-slip' });
    const { rows } = await this.db.query<{ round: string; phase: RoundPhase; form: BallotFormSheet; class: string | null }>(
      `select r.round, r.phase, r.form, i.class from ballot.round r join unnest($2::text[], $3::text[]) as h (round, hash) on h.round = r.round
       left join ballot.issued i on i.meeting = r.meeting and i.round = r.round and i.token_hash = h.hash where r.meeting = $1 order by r.round`,
      [meeting, Object.keys(hashes), Object.values(hashes)],
    );
    const sheets = rows.flatMap((row): VoterSheet[] => {
      const id = row.class ?? (row.phase === 'sealed' ? Object.keys(row.form.classes)[0]! : null);
      const form = id === null ? undefined : row.form.classes[id];
      return id === null || !form ? [] : [{ round: row.round, phase: row.phase, title: row.form.title, named: row.form.named, subjects: row.form.subjects, class: id, form }];
    });
    return sheets.length === 0 ? err({ code: 'ballot.unknown-slip' }) : ok(sheets);
  }
}
