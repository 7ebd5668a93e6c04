import { Injectable } from '@nestjs/common';
import { isSlipSecret, keyHash, type BallotFormSheet, type TicketKey } from '@shuping/ballot-box';
import { canonicalJson, err, ok, type Problem, type Result } from '@shuping/kernel';
import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { SealDb } from '../../platform/persistence/pools.ts';
import { checkInLock } from './box-lock.ts';
import { IS_FOR, slipHash } from './slips.store.ts';
import { TicketKeys } from './ticket-keys.ts';
import { isWaveStanding } from './waves.store.ts';
import { isMeetingId } from './vote-rounds.ts';

export type CheckIn = 'waiting' | 'open' | 'closed';
/** What a phone is told when it shows a slip: its class, whether tickets are given now, the keys of its class and the hashes of the others, so that the fingerprint can be checked. */
export type Entry = { readonly class: string; readonly classTitle: string; readonly title: string; readonly checkIn: CheckIn; readonly used: boolean; readonly fingerprint: string; readonly rehearsal: boolean; readonly keys: readonly TicketKey[]; readonly others: readonly { readonly round: string; readonly class: string; readonly hash: string }[] };

/** Check-in as a slip meets it: one of a wave of late-comers while the wave is open (step 3), a replacement after closing too, until the first round opens (security 2.4 step 9). */
const CHECK_IN = `case when s.wave > 0 then case when s.wave = b.wave then 'open' else 'closed' end when s.replacement and b.check_in = 'closed' and not exists (select 1 from ballot.round r where r.meeting = s.meeting and r.phase <> 'waiting') then 'open' else b.check_in end as check_in`;

/** Rounds for which a slip may take tickets: those of its class that still wait, and of them what it is for. */
const ROUNDS = `array(select k.round from ballot.key k join ballot.round r on r.meeting = k.meeting and r.round = k.round where k.meeting = s.meeting and ${IS_FOR} and r.phase = 'waiting' and (s.rounds is null or k.round = any(s.rounds)) order by k.round collate "C")`;

type SlipRow = { readonly class: string; readonly tickets: readonly string[] | null; readonly request_hash: Buffer | null; readonly check_in: CheckIn; readonly wave: number; readonly rounds: string[] };

/** Stamps envelopes at check-in: one request takes all tickets of a slip, and asking again with the same envelopes gives the same stamps (security 2.4 step 2). */
@Injectable()
export class TicketOffice {
  constructor(private readonly db: SealDb, private readonly keys: TicketKeys) {}

  /** Changes nothing, so that a link previewer consumes nothing. Errors: `ticket.unknown-slip`. */
  async entry(meeting: string, secret: string): Promise<Result<Entry, Problem>> {
    if (!isMeetingId(meeting) || !isSlipSecret(secret)) return err({ code: 'ticket.unknown-slip' });
    const { rows } = await this.db.query<{ class: string; tickets: readonly string[] | null; used: boolean; check_in: CheckIn; rounds: string[]; fingerprint: string; rehearsal: boolean; form: BallotFormSheet }>(
      `select s.class, s.tickets, s.request_hash is not null as used, ${CHECK_IN}, case when s.request_hash is null then ${ROUNDS} else s.rounds end as rounds, b.fingerprint, b.kind = 'rehearsal' as rehearsal, (select form from ballot.round r where r.meeting = s.meeting order by jsonb_exists(form->'classes', s.class) desc, round limit 1) as form
       from ballot.slip s join ballot.box b on b.meeting = s.meeting where s.meeting = $1 and s.slip_hash = $2`,
      [meeting, slipHash(secret)],
    );
    const [row] = rows;
    if (!row) return err({ code: 'ticket.unknown-slip' });
    const keys = await this.keys.list(meeting);
    const isOwn = (key: TicketKey): boolean => row.rounds.includes(key.round) && classIn(row, key.round) === key.class;
    const others = keys.filter((key) => !isOwn(key)).map((key) => ({ round: key.round, class: key.class, hash: keyHash(key.n) }));
    return ok({ class: row.class, classTitle: row.form.classes[row.class]?.title ?? '', title: row.form.title, checkIn: row.check_in, used: row.used, fingerprint: row.fingerprint, rehearsal: row.rehearsal, keys: keys.filter(isOwn), others });
  }

  /**
   * Round → stamped envelope, for every round of the class that still waits. A late-comer's request is kept, and stamped once its wave stands (`ticket.wave-waits` until then; the same request asks again).
   * Errors: `ticket.unknown-slip`, `ticket.not-open`, `ticket.closed`, `ticket.slip-used` (other envelopes than the first time), `ticket.rounds-differ`, `ticket.bad-envelope`; these consume nothing.
   */
  async issue(meeting: string, secret: string, blinded: Readonly<Record<string, string>>): Promise<Result<Record<string, string>, Problem>> {
    if (!isMeetingId(meeting) || !isSlipSecret(secret)) return err({ code: 'ticket.unknown-slip' });
    const requestHash = createHash('sha256').update(canonicalJson(blinded)).digest();
    return this.db.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock_shared($1)', [checkInLock(meeting)]);
      const { rows } = await client.query<SlipRow>(
        `select s.class, s.tickets, s.request_hash, ${CHECK_IN}, s.wave, case when s.request_hash is null then ${ROUNDS} else s.rounds end as rounds
         from ballot.slip s join ballot.box b on b.meeting = s.meeting where s.meeting = $1 and s.slip_hash = $2 for update of s`,
        [meeting, slipHash(secret)],
      );
      const [row] = rows;
      if (!row) return err({ code: 'ticket.unknown-slip' });
      if (row.request_hash !== null && !row.request_hash.equals(requestHash)) return err({ code: 'ticket.slip-used' });
      // an answer that was lost on the way is given again, after closing too
      if (row.request_hash === null && row.check_in !== 'open') return err({ code: row.check_in === 'waiting' ? 'ticket.not-open' : 'ticket.closed' });
      if (canonicalJson(Object.keys(blinded).sort()) !== canonicalJson(row.rounds)) return err({ code: 'ticket.rounds-differ', params: { rounds: row.rounds.join(' ') } });
      const waits = async (): Promise<boolean> => row.wave > 0 && !(await isWaveStanding(client, meeting, row.wave)).ok;
      if (row.request_hash !== null && (await waits())) return err({ code: 'ticket.wave-waits' });
      const stamped: Record<string, string> = {};
      for (const round of row.rounds) {
        const one = await this.keys.stamp(client, meeting, round, classIn(row, round), blinded[round]!);
        if (one === null) return err({ code: 'ticket.bad-envelope', at: `/blinded/${round}` });
        stamped[round] = one;
        await breath();
      }
      if (row.request_hash === null) await client.query('update ballot.slip set request_hash = $3, rounds = $4 where meeting = $1 and slip_hash = $2', [meeting, slipHash(secret), requestHash, row.rounds]);
      return row.request_hash === null && (await waits()) ? err({ code: 'ticket.wave-waits' }) : ok(stamped);
    });
  }
}

/** Class of the ticket that a slip is for in a round. */
function classIn({ class: own, tickets }: Pick<SlipRow, 'class' | 'tickets'>, round: string): string {
  return tickets?.find((one) => one.startsWith(`${round}/`))?.slice(round.length + 1) ?? own;
}
