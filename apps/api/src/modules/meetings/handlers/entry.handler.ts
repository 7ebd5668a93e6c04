import { Injectable } from '@nestjs/common';
import { writeSlip } from '@shuping/ballot-box';
import type { MyEntryOut, MyEvaluationsOut } from '@shuping/contracts';
import { checksIn, PHASES } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { AppConfig } from '../../../config/index.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, HttpRule, SlipsStore, type Way } from '../../ballots/index.ts';
import type { ElectorRecord } from '../elector.entity.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { isSigner, sheetsOfSigner } from '../meeting-plan.rules.ts';
import { presenceBar } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedRepository } from '../named.repository.ts';
import { countSigners } from './named-presence.handler.ts';
import { namedSlipHash } from './named-voters.handler.ts';
import { homeClass } from './roll-slips.handler.ts';

const READER = systemActor('my-evaluations');
type State = z.infer<typeof MyEvaluationsOut>['items'][number]['state'];

/** 「我的测评」: who stands on a roll with their person gets, by their account and once, the entry to the check-in page (N8). What they do there nobody here learns. Who votes by name gets the page of those, and has checked in by that. */
@Injectable()
export class EntryHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: ElectorsRepository, private readonly box: BallotBoxStore, private readonly slips: SlipsStore,
    private readonly named: NamedRepository, private readonly contexts: MeetingContexts, private readonly rule: HttpRule, private readonly config: AppConfig,
  ) {}

  async list(who: AppPrincipal): Promise<Result<z.infer<typeof MyEvaluationsOut>, Problem>> {
    const mine = await this.uow.run(who, async (tx) => ok(who.personId === null ? [] : await this.rows.mine(tx, who.personId)));
    if (!mine.ok || mine.value.length === 0) return ok({ items: [] });
    // the roll gives its people nothing else of the meeting than when, where and what they can do
    return this.uow.run(READER, async (tx) => {
      const items: z.infer<typeof MyEvaluationsOut>['items'] = [];
      for (const one of mine.value) {
        const meeting = await this.meetings.meeting(tx, one.meetingId);
        if (meeting) items.push({ meetingId: meeting.id, title: meeting.title, place: meeting.place, startsAt: meeting.startsAt.toISOString(), state: stateOf(one, meeting, await this.signsAs(tx, one, meeting)) });
      }
      return ok({ items: items.sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1)) });
    });
  }

  /** The entry, once. Errors: `entry.not-found`, `entry.taken`, `entry.not-open`, `entry.closed`, `entry.in-the-hall`, `meeting.plain-http`. */
  async take(who: AppPrincipal, meetingId: string, way: Way, origin: string): Promise<Result<z.infer<typeof MyEntryOut>, Problem>> {
    if ((await this.rule.real(way)) === 'refused') return err({ code: 'meeting.plain-http' });
    const rolls = await this.uow.run(who, async (tx) => ok(who.personId === null ? null : ((await this.rows.mine(tx, who.personId)).find((row) => row.meetingId === meetingId) ?? null)));
    const own = rolls.ok ? rolls.value : null;
    const seen = await this.uow.run(READER, async (tx) => {
      const meeting = own && (await this.meetings.meeting(tx, meetingId));
      return ok({ meeting, signs: meeting ? await this.signsAs(tx, own!, meeting) : null });
    });
    const { meeting, signs } = seen.ok ? seen.value : { meeting: null, signs: null };
    const fingerprint = await this.box.fingerprint(meetingId);
    // taken before it is made: a crash in between loses an entry, which two scrutineers replace, and never makes two
    const taken = await this.uow.run(who, async (tx) => {
      const own = who.personId === null || meeting === null ? [] : await this.rows.mine(tx, who.personId);
      const one = own.find((row) => row.meetingId === meetingId);
      if (!one || meeting === null) return err({ code: 'entry.not-found' });
      const refused = REFUSED[stateOf(one, meeting, signs)];
      if (refused !== undefined) return err({ code: refused });
      one.entry = 'taken';
      await tx.em.flush();
      tx.audit({ action: 'meeting.take-entry', subject: { type: 'Meeting', id: meetingId }, orgPath: one.orgPath });
      return ok({ elector: one, slip: signs === null ? { class: homeClass(one, meeting), tickets: [...one.tickets] } : null });
    });
    if (!taken.ok) return taken;
    const { elector, slip } = taken.value;
    const code = slip === null ? await this.sign(elector, signs!) : writeSlip((await this.slips.printFor(meetingId, [slip]))[0]!, fingerprint);
    const host = this.config.ballotHost ? `https://${this.config.ballotHost}` : (this.config.publicUrl ?? origin);
    return ok({ address: `${host.replace(/\/$/, '')}/v/${meetingId}#${code}` });
  }

  /** Group as which somebody signs whose groups all sign; null for those who vote in secret and those who have nobody to rate. */
  private async signsAs(tx: Tx, elector: ElectorRecord, meeting: MeetingRecord): Promise<string | null> {
    if (!isSigner(elector, meeting)) return null;
    const context = await this.contexts.of(tx, meeting);
    return context.ok ? (elector.groups.find((group) => sheetsOfSigner(meeting, context.value, group, elector).length > 0) ?? null) : null;
  }

  /** Their slip, and with it they are checked in. */
  private async sign(elector: ElectorRecord, group: string): Promise<string> {
    const secret = randomBytes(16).toString('base64url');
    await this.uow.run(READER, async (tx) => {
      await tx.sql('select id from meeting where id = ? for update', [elector.meetingId]);
      const meeting = (await this.meetings.meeting(tx, elector.meetingId))!;
      tx.em.persist(this.named.createVoter(tx, { hostId: meeting.hostId, id: randomUUID(), orgPath: meeting.orgPath, meetingId: meeting.id, group, name: elector.name, slipHash: namedSlipHash(secret), electorId: elector.id, present: true }));
      meeting.groups = meeting.groups.map((one) => (one.id === group ? { ...one, printed: one.printed + 1 } : one));
      await tx.em.flush();
      await countSigners(tx, meeting, this.named);
      return ok(null);
    });
    return `named.${secret}`;
  }
}

const REFUSED: Partial<Record<State, string>> = { early: 'entry.not-open', taken: 'entry.taken', printed: 'entry.in-the-hall', hall: 'entry.in-the-hall', closed: 'entry.closed', nobody: 'entry.nobody-to-rate' };

/** What somebody can do; `signs`: the group as which they sign. */
function stateOf(elector: ElectorRecord, meeting: MeetingRecord, signs: string | null): State {
  if (elector.entry === 'taken') return 'taken';
  if (elector.entry === 'printed') return 'printed';
  if (!meeting.login) return 'hall';
  if (signs !== null) return presenceBar(meeting.phase) === null ? 'open' : PHASES.indexOf(meeting.phase) === 0 ? 'early' : 'closed';
  if (checksIn(meeting.phase)) return elector.tickets.length > 0 ? 'open' : 'nobody';
  return PHASES.indexOf(meeting.phase) === 0 ? 'early' : 'closed';
}
