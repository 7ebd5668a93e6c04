import { Injectable } from '@nestjs/common';
import { writeSlip } from '@shuping/ballot-box';
import type { MyEntryOut, MyEvaluationsOut } from '@shuping/contracts';
import { checksIn, PHASES } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { AppConfig } from '../../../config/index.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { systemActor, UnitOfWork } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, HttpRule, SlipsStore, type Way } from '../../ballots/index.ts';
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { homeClass } from './roll-slips.handler.ts';

const READER = systemActor('my-evaluations');
type State = z.infer<typeof MyEvaluationsOut>['items'][number]['state'];

/** 「我的测评」: who stands on a roll with their person gets, by their account and once, the entry to the check-in page (N8). What they do there nobody here learns. */
@Injectable()
export class EntryHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: ElectorsRepository, private readonly box: BallotBoxStore, private readonly slips: SlipsStore,
    private readonly rule: HttpRule, private readonly config: AppConfig,
  ) {}

  async list(who: AppPrincipal): Promise<Result<z.infer<typeof MyEvaluationsOut>, Problem>> {
    const mine = await this.uow.run(who, async (tx) => ok(who.personId === null ? [] : await this.rows.mine(tx, who.personId)));
    if (!mine.ok || mine.value.length === 0) return ok({ items: [] });
    // the roll gives its people nothing else of the meeting than when, where and what they can do
    return this.uow.run(READER, async (tx) => {
      const items: z.infer<typeof MyEvaluationsOut>['items'] = [];
      for (const one of mine.value) {
        const meeting = await this.meetings.meeting(tx, one.meetingId);
        if (meeting) items.push({ meetingId: meeting.id, title: meeting.title, place: meeting.place, startsAt: meeting.startsAt.toISOString(), state: stateOf(one, meeting) });
      }
      return ok({ items: items.sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1)) });
    });
  }

  /** The entry, once. Errors: `entry.not-found`, `entry.taken`, `entry.not-open`, `entry.closed`, `entry.in-the-hall`, `meeting.plain-http`. */
  async take(who: AppPrincipal, meetingId: string, way: Way, origin: string): Promise<Result<z.infer<typeof MyEntryOut>, Problem>> {
    if ((await this.rule.real(way)) === 'refused') return err({ code: 'meeting.plain-http' });
    const seen = await this.uow.run(READER, async (tx) => ok(await this.meetings.meeting(tx, meetingId)));
    const meeting = seen.ok ? seen.value : null;
    const fingerprint = await this.box.fingerprint(meetingId);
    // taken before it is made: a crash in between loses an entry, which two scrutineers replace, and never makes two
    const taken = await this.uow.run(who, async (tx) => {
      const own = who.personId === null || meeting === null ? [] : await this.rows.mine(tx, who.personId);
      const one = own.find((row) => row.meetingId === meetingId);
      if (!one || meeting === null) return err({ code: 'entry.not-found' });
      const refused = REFUSED[stateOf(one, meeting)];
      if (refused !== undefined) return err({ code: refused });
      one.entry = 'taken';
      await tx.em.flush();
      tx.audit({ action: 'meeting.take-entry', subject: { type: 'Meeting', id: meetingId }, orgPath: one.orgPath });
      return ok({ class: homeClass(one, meeting), tickets: [...one.tickets] });
    });
    if (!taken.ok) return taken;
    const [secret] = await this.slips.printFor(meetingId, [taken.value]);
    const host = this.config.ballotHost ? `https://${this.config.ballotHost}` : (this.config.publicUrl ?? origin);
    return ok({ address: `${host.replace(/\/$/, '')}/v/${meetingId}#${writeSlip(secret!, fingerprint)}` });
  }
}

const REFUSED: Partial<Record<State, string>> = { early: 'entry.not-open', taken: 'entry.taken', printed: 'entry.in-the-hall', hall: 'entry.in-the-hall', closed: 'entry.closed', nobody: 'entry.nobody-to-rate' };

function stateOf(elector: ElectorRecord, meeting: MeetingRecord): State {
  if (elector.entry === 'taken') return 'taken';
  if (elector.entry === 'printed') return 'printed';
  if (!meeting.login) return 'hall';
  if (checksIn(meeting.phase)) return elector.tickets.length > 0 ? 'open' : 'nobody';
  return PHASES.indexOf(meeting.phase) === 0 ? 'early' : 'closed';
}
