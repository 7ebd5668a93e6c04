import { Injectable } from '@nestjs/common';
import type { RehearsalCommandIn, RehearsalIn } from '@shuping/contracts';
import { err, ok, resolveText, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can, type Action } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { SectorPlugins } from '../../../platform/plugins/index.ts';
import { RehearsalBoxStore, SlipsStore, type IssuedSlip, type Wiped } from '../../ballots/index.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { classSums, inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import type { RehearsalPhase, RehearsalRecord } from '../rehearsal.entity.ts';
import { RehearsalsRepository } from '../rehearsals.repository.ts';

type Started = { readonly id: string; readonly fingerprint: string; readonly slips: readonly (IssuedSlip & { readonly title: TextRef })[] };
type Command = z.infer<typeof RehearsalCommandIn>['command'];
type Found = { readonly meeting: MeetingRecord; readonly rehearsal: RehearsalRecord };

const FROM: Record<Command, readonly RehearsalPhase[]> = { open_voting: ['check_in', 'voting'], close_voting: ['voting', 'closed'], wipe: ['check_in', 'voting', 'closed', 'wiped'] };
const TO: Record<Command, RehearsalPhase> = { open_voting: 'voting', close_voting: 'closed', wipe: 'wiped' };

/** 演练: the whole way of a meeting that is still planned, in a box of its own under an id that no meeting has; it is wiped, and of it only the certificate stays (R-F8, ADR 0011). */
@Injectable()
export class RehearseHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: RehearsalsRepository, private readonly contexts: MeetingContexts,
    private readonly box: RehearsalBoxStore, private readonly slips: SlipsStore, private readonly plugins: SectorPlugins,
  ) {}

  /** Errors: `meeting.too-late` once check-in has begun, `meeting.guard` while groups are unsettled, `rehearsal.open` while another one is not wiped, `meeting.slips-unknown-class`, `rehearsal.nobody`. */
  async start(who: AppPrincipal, id: string, input: z.infer<typeof RehearsalIn>): Promise<Result<Started, Problem>> {
    const ready = await this.uow.run(who, (tx) => this.ready(tx, who, id, input));
    if (!ready.ok) return ready;
    const { meeting, context } = ready.value;
    const rehearsalId = randomUUID();
    const fingerprint = await this.box.open(rehearsalId, this.contexts.whole(meeting, context));
    const slips = await this.slips.print(rehearsalId, input.numbers);
    const kept = await this.uow.run(who, async (tx): Promise<Result<null, Problem>> => {
      const again = await this.ready(tx, who, id, input);
      if (!again.ok) return again;
      const row = this.rows.create(tx, { hostId: meeting.hostId, id: rehearsalId, orgPath: meeting.orgPath, meetingId: id, phase: 'check_in', startedAt: tx.now, startedBy: who.name, walkIn: input.walkIn ?? '', fingerprint, certificate: null });
      await this.meetings.save(tx, row);
      tx.audit({ action: 'meeting.rehearse', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { rehearsal: rehearsalId, slips: input.numbers, walkIn: input.walkIn ?? null, fingerprint } });
      return ok(null);
    });
    if (!kept.ok) {
      await this.box.wipe(rehearsalId);
      return kept;
    }
    const titles = new Map(context.groups.map((g) => [g.id, g.title as TextRef]));
    return ok({ id: rehearsalId, fingerprint, slips: slips.map((slip) => ({ ...slip, title: titles.get(slip.class)! })) });
  }

  /** Moves it on, or wipes it; repeating is harmless. Errors: `rehearsal.not-found`, `rehearsal.illegal-phase`. */
  async run(who: AppPrincipal, id: string, rehearsalId: string, command: Command): Promise<Result<null, Problem>> {
    const found = await this.uow.run(who, (tx) => this.find(tx, who, id, rehearsalId, command));
    if (!found.ok) return found;
    const { meeting, rehearsal } = found.value;
    if (command === 'wipe') return rehearsal.phase === 'wiped' ? ok(null) : this.wipe(who, meeting, rehearsal);
    await this.box.move(rehearsalId, command === 'open_voting' ? 'voting' : 'closed');
    if (rehearsal.phase === TO[command]) return ok(null);
    return this.uow.run(who, async (tx) => {
      const again = await this.find(tx, who, id, rehearsalId, command);
      if (!again.ok) return again;
      again.value.rehearsal.phase = TO[command];
      await tx.em.flush();
      tx.audit({ action: 'meeting.rehearsal-phase', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { rehearsal: rehearsalId, phase: TO[command] } });
      return ok(null);
    });
  }

  /** The box goes first. After a crash in between the same command ends the rehearsal with a certificate that says that nothing was left to wipe. */
  private async wipe(who: AppPrincipal, meeting: MeetingRecord, rehearsal: RehearsalRecord): Promise<Result<null, Problem>> {
    const wiped: Wiped = (await this.box.wipe(rehearsal.id)) ?? { classes: {}, keys: 0, fingerprint: rehearsal.fingerprint, root: '', left: 0 };
    return this.uow.run(who, async (tx) => {
      const context = await this.contexts.of(tx, meeting);
      const row = await this.rows.one(tx, meeting.id, rehearsal.id);
      if (!context.ok || !row) return err({ code: 'rehearsal.not-found' });
      const words = this.plugins.catalogue('zh-CN');
      const titles = Object.fromEntries(Object.keys(wiped.classes).map((one) => [one, resolveText(context.value.groups.find((g) => g.id === one)!.title, words)]));
      const certificate = { ...wiped, by: who.name, at: tx.now.toISOString(), titles };
      Object.assign(row, { phase: 'wiped', certificate });
      await tx.em.flush();
      tx.audit({ action: 'meeting.wipe-rehearsal', subject: { type: 'Meeting', id: meeting.id }, orgPath: meeting.orgPath, after: { rehearsal: rehearsal.id, ...certificate } });
      return ok(null);
    });
  }

  private async ready(tx: Tx, who: AppPrincipal, id: string, { numbers, walkIn }: z.infer<typeof RehearsalIn>): Promise<Result<{ meeting: MeetingRecord; context: MeetingContext }, Problem>> {
    const found = await this.meetings.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, 'print', 'Slip', meeting) || !can(who.ability, 'open', 'Meeting', meeting)) return err({ code: 'permission.denied' });
    const phase = inPhase(meeting.phase, ['planned']);
    if (!phase.ok) return phase;
    const classes = Object.keys(classSums(meeting.groups));
    if (classes.length === 0) return err({ code: 'meeting.guard', issues: [{ code: 'meeting.small-groups-unsettled', params: { count: meeting.groups.length } }] });
    const stranger = [...Object.keys(numbers), ...(walkIn === undefined ? [] : [walkIn])].find((one) => !classes.includes(one));
    if (stranger !== undefined) return err({ code: 'meeting.slips-unknown-class', at: `/numbers/${stranger}` });
    if (walkIn === undefined && Object.values(numbers).every((n) => n === 0)) return err({ code: 'rehearsal.nobody', at: '/numbers' });
    if ((await this.rows.ofMeeting(tx, id)).some((one) => one.phase !== 'wiped')) return err({ code: 'rehearsal.open' });
    const context = await this.contexts.of(tx, meeting);
    return context.ok ? ok({ meeting, context: context.value }) : context;
  }

  private async find(tx: Tx, who: AppPrincipal, id: string, rehearsalId: string, command: Command): Promise<Result<Found, Problem>> {
    const found = await this.meetings.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const action: Action = command === 'open_voting' ? 'open' : 'close';
    if (!can(who.ability, action, 'Meeting', found.value)) return err({ code: 'permission.denied' });
    const rehearsal = await this.rows.one(tx, id, rehearsalId);
    if (!rehearsal) return err({ code: 'rehearsal.not-found' });
    return FROM[command].includes(rehearsal.phase) ? ok({ meeting: found.value, rehearsal }) : err({ code: 'rehearsal.illegal-phase', params: { phase: rehearsal.phase } });
  }
}
