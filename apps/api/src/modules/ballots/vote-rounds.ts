import { Injectable } from '@nestjs/common';
import type { BallotFormSheet, ClassForm } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { BallotDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { isVoting } from './round-phase.rules.ts';
import type { CheckIn } from './ticket-office.ts';

export type VoterSheet = Pick<BallotFormSheet, 'title' | 'named' | 'subjects'> & { readonly rehearsal: boolean; readonly round: string; readonly phase: RoundPhase; readonly class: string; readonly form: ClassForm };
export type MeetingState = { readonly checkIn: CheckIn; readonly fingerprint: string; readonly rehearsal: boolean; readonly rounds: readonly { readonly round: string; readonly phase: RoundPhase }[] };
/** What intake needs of a round that has opened; nothing of it changes any more. `keys`: class → modulus in hex. */
export type OpenRound = { readonly form: BallotFormSheet; /** public half of the key to the receipts, in hex; empty until the first round opens */ readonly receiptKey: string; readonly keys: ReadonlyMap<string, string> };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How long a round stays in memory. */
const KEPT_MS = 600_000;

export const isMeetingId = (text: string): boolean => UUID.test(text);

/** Rounds as voters and intake see them; reads with the login `ballot`, which knows no roster and no slip. */
@Injectable()
export class VoteRounds {
  private readonly kept = new Map<string, OpenRound>();

  constructor(private readonly db: BallotDb) {}

  /** An unknown meeting answers like a malformed id (`ballot.unknown-meeting`). */
  async state(meeting: string): Promise<Result<MeetingState, Problem>> {
    if (!isMeetingId(meeting)) return err({ code: 'ballot.unknown-meeting' });
    const { rows } = await this.db.query<{ check_in: CheckIn; fingerprint: string; rehearsal: boolean; round: string; phase: RoundPhase }>("select b.check_in, b.fingerprint, b.kind = 'rehearsal' as rehearsal, r.round, r.phase from ballot.box b join ballot.round r on r.meeting = b.meeting where b.meeting = $1 order by length(r.round), r.round", [meeting]);
    const [first] = rows;
    return first ? ok({ checkIn: first.check_in, fingerprint: first.fingerprint, rehearsal: first.rehearsal, rounds: rows.map(({ round, phase }) => ({ round, phase })) }) : err({ code: 'ballot.unknown-meeting' });
  }

  /** The form of a class; the class is all that the request tells. */
  async sheet(meeting: string, round: string, voterClass: string): Promise<Result<VoterSheet, Problem>> {
    if (!isMeetingId(meeting)) return err({ code: 'ballot.unknown-meeting' });
    const { rows } = await this.db.query<{ phase: RoundPhase; form: BallotFormSheet; rehearsal: boolean }>("select r.phase, r.form, b.kind = 'rehearsal' as rehearsal from ballot.round r join ballot.box b on b.meeting = r.meeting where r.meeting = $1 and r.round = $2", [meeting, round]);
    const form = rows[0]?.form.classes[voterClass];
    if (!rows[0] || !form) return err({ code: 'ballot.unknown-meeting' });
    const { title, named, subjects } = rows[0].form;
    return ok({ round, phase: rows[0].phase, title, named, rehearsal: rows[0].rehearsal, subjects, class: voterClass, form });
  }

  /** Form and keys of a round; `ballot.not-open` while it waits, null when there is none. The phase is asked again where a ballot is written. */
  async open(meeting: string, round: string): Promise<Result<OpenRound | null, Problem>> {
    const place = `${meeting}/${round}`;
    const kept = this.kept.get(place);
    if (kept) return ok(kept);
    const { rows } = await this.db.query<{ phase: RoundPhase; form: BallotFormSheet; receipt_key: string }>('select r.phase, r.form, b.receipt_key from ballot.round r join ballot.box b on b.meeting = r.meeting where r.meeting = $1 and r.round = $2', [meeting, round]);
    const [row] = rows;
    if (!row) return ok(null);
    const keys = await this.db.query<{ class: string; n: string }>('select class, n from ballot.key where meeting = $1 and round = $2', [meeting, round]);
    const open: OpenRound = { form: row.form, receiptKey: row.receipt_key, keys: new Map(keys.rows.map((key) => [key.class, key.n])) };
    if (!isVoting(row.phase)) return ok(open);
    this.kept.set(place, open);
    setTimeout(() => this.kept.delete(place), KEPT_MS).unref();
    return ok(open);
  }

  /** Drops what is kept of a round that has closed. */
  forget(meeting: string, round: string): void {
    this.kept.delete(`${meeting}/${round}`);
  }
}
