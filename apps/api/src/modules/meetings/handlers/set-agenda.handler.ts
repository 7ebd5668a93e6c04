import { Injectable } from '@nestjs/common';
import type { AgendaIn, AgendaItemIn, DrawIn } from '@shuping/contracts';
import { drawnAgenda, drawnStage } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { touch, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import type { AgendaItemRecord, MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Order and mode of the debriefs, the lot, and what happened to each on the day. */
@Injectable()
export class AgendaHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts) {}

  /** Sets modes, and the order unless it has been drawn. */
  set(who: AppPrincipal, id: string, version: number, input: z.infer<typeof AgendaIn>): Promise<Result<null, Problem>> {
    return this.planned(who, id, version, async (tx, meeting, agenda) => {
      const now = agenda.map((item) => item.assesseeId);
      const wanted = input.items.map((item) => item.assesseeId);
      if (JSON.stringify([...now].sort()) !== JSON.stringify([...wanted].sort())) return err({ code: 'meeting.agenda-differs', at: '/items' });
      if (meeting.drawSeed !== '' && JSON.stringify(now) !== JSON.stringify(wanted)) return err({ code: 'meeting.order-drawn', at: '/items' });
      for (const item of agenda) {
        item.position = wanted.indexOf(item.assesseeId);
        item.mode = input.items[item.position]!.mode;
      }
      // a change of the row itself counts its version
      if (input.observers && JSON.stringify(input.observers) !== JSON.stringify(meeting.observers)) meeting.observers = input.observers.map((one) => ({ ...one }));
      else if (!(await touch(tx, 'meeting', meeting))) return err({ code: 'request.version-stale', params: { version: meeting.version } });
      await tx.em.flush();
      tx.audit({ action: 'meeting.agenda', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { items: input.items, ...(input.observers ? { observers: input.observers } : {}) } });
      return ok(null);
    });
  }

  /** Draws the order, and who speaks on the stage where not everybody does; the seed is kept so that the draw can be repeated in public. A second draw needs a reason. */
  draw(who: AppPrincipal, id: string, version: number, input: z.infer<typeof DrawIn>): Promise<Result<null, Problem>> {
    return this.planned(who, id, version, async (tx, meeting, agenda) => {
      const context = await this.contexts.of(tx, meeting);
      if (!context.ok) return context;
      if (context.value.rules(null).order !== 'lot') return err({ code: 'meeting.listed-order' });
      if (meeting.drawSeed !== '' && input.reason === '') return err({ code: 'reason.required', at: '/reason' });
      const before = meeting.drawSeed;
      const seed = randomInt(2 ** 32);
      const { rules } = context.value;
      const people = agenda.map(({ assesseeId, sector }) => ({ id: assesseeId, sector }));
      const byLot = (sector: string): boolean => rules(sector).order === 'lot';
      const order = drawnAgenda(people, byLot, seed);
      const drawn = input.onStage === undefined ? null : drawnStage(people, byLot, seed, input.onStage);
      for (const item of agenda) {
        item.position = order.indexOf(item.assesseeId);
        if (drawn?.stage.includes(item.assesseeId)) item.mode = 'stage';
        if (drawn?.written.includes(item.assesseeId)) item.mode = 'written';
      }
      meeting.drawSeed = String(seed);
      await tx.em.flush();
      tx.audit({ action: 'meeting.draw', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before, after: { seed: meeting.drawSeed, order, ...(drawn ? { stage: drawn.stage } : {}) }, ...(input.reason === '' ? {} : { reason: input.reason }) });
      return ok(null);
    });
  }

  /**
   * Notes how long somebody spoke, that the debrief is done, and what was asked from the floor, by group and never by name. Questions replace those that were seen, so they name their version; the clock does not change it.
   * Errors: `meeting.groups-differ` for a group that the meeting has not, `request.version-required`, `request.version-stale`.
   */
  record(who: AppPrincipal, id: string, assesseeId: string, version: number | null, input: z.infer<typeof AgendaItemIn>): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'update');
      if (!found.ok) return found;
      const phase = inPhase(found.value.phase, ['check_in', 'check_in_closed', 'voting', 'closed']);
      if (!phase.ok) return phase;
      const item = await this.rows.agendaItem(tx, id, assesseeId);
      if (!item) return err({ code: 'assessee.not-found' });
      if (input.questions && version === null) return err({ code: 'request.version-required' });
      if (version !== null && item.version !== version) return stale({ questions: item.questions, version: item.version }, item.version);
      const stranger = input.questions?.find((one) => one.group !== '' && !found.value.groups.some((group) => group.id === one.group));
      if (stranger) return err({ code: 'meeting.groups-differ', at: '/questions', params: { group: stranger.group } });
      if (input.questions) item.questions = input.questions.map((one) => ({ ...one }));
      await tx.em.flush();
      await this.rows.setClock(tx, item, { ...(input.spokenSeconds === undefined ? {} : { spokenSeconds: input.spokenSeconds }), ...(input.done === undefined ? {} : { done: input.done }) });
      tx.audit({ action: 'meeting.debriefed', subject: { type: 'Meeting', id }, orgPath: item.orgPath, after: { assesseeId, ...input, ...(input.questions ? { questions: input.questions.length } : {}) } });
      return ok(null);
    });
  }

  private planned(who: AppPrincipal, id: string, version: number, work: (tx: Tx, meeting: MeetingRecord, agenda: AgendaItemRecord[]) => Promise<Result<null, Problem>>): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'update');
      if (!found.ok) return found;
      if (found.value.version !== version) return err({ code: 'request.version-stale', params: { version: found.value.version } });
      const phase = inPhase(found.value.phase, ['planned']);
      if (!phase.ok) return phase;
      return work(tx, found.value, await this.rows.agenda(tx, id));
    });
  }
}
