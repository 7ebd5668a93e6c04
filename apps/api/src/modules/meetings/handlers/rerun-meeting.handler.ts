import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import type { AgendaItemRecord, MeetingRecord } from '../meeting.entity.ts';
import { standingOf } from '../meeting.rules.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Plans the vote again on those whose vote did not stand: the same groups, heads due and order, with what was said about them; check-in, slips and keys are new (R19, S47). Once a meeting. */
@Injectable()
export class RerunMeetingHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly electors: ElectorsRepository) {}

  execute(who: AppPrincipal, id: string): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const old = found.value;
      if (!can(who.ability, 'create', 'Meeting', old)) return err({ code: 'permission.denied' });
      const { counts } = old;
      if (!counts?.void) return err({ code: 'meeting.not-void' });
      if (counts.rerun !== undefined) return err({ code: 'meeting.rerun-exists' });
      const agenda = await this.rows.agenda(tx, id);
      const voided = standingOf(old, agenda).rounds.flatMap((round) => round.subjects.filter((id) => counts.void?.[round.id] !== undefined || counts.void?.[id] !== undefined));
      const made = await this.plan(tx, old, agenda.filter((item) => voided.includes(item.assesseeId)));
      old.counts = { ...counts, rerun: made };
      await tx.em.flush();
      tx.audit({ action: 'meeting.rerun', subject: { type: 'Meeting', id }, orgPath: old.orgPath, after: { meeting: made, subjects: voided.length, void: counts.void } });
      return ok({ id: made });
    });
  }

  private async plan(tx: Tx, old: MeetingRecord, agenda: readonly AgendaItemRecord[]): Promise<string> {
    const id = randomUUID();
    const { hostId, orgPath, publishedTo, cycleId, title, place, startsAt, drawSeed, grouping } = old;
    const sectors = old.sectors.filter((sector) => agenda.some((item) => item.sector === sector));
    const groups = old.groups.filter((g) => g.sectors.some((one) => sectors.includes(one))).map((g) => ({ ...g, sectors: g.sectors.filter((one) => sectors.includes(one)), present: 0, printed: 0, voided: 0, handedOut: 0, stamped: 0, replaced: 0 }));
    const meeting = this.rows.createMeeting(tx, { hostId, id, orgPath, publishedTo, cycleId, sectors, title, place, startsAt, phase: 'planned', drawSeed, groups, confirmations: {}, grouping, roundPhases: {}, waves: [], sealRoot: '', counts: null, plan: null, observers: old.observers, login: old.login, paper: { handedOut: {}, ledgers: {} } });
    const items = agenda.map((item, position) => this.rows.createAgendaItem(tx, { hostId, id: randomUUID(), orgPath: item.orgPath, sector: item.sector, meetingId: id, assesseeId: item.assesseeId, personId: item.personId, position, mode: item.mode, spokenSeconds: item.spokenSeconds ?? null, done: item.done, questions: item.questions }));
    const comments = (await this.rows.comments(tx, { meetingId: old.id })).filter((one) => agenda.some((item) => item.assesseeId === one.assesseeId));
    const kept = comments.map((one) => this.rows.createComment(tx, { hostId, id: randomUUID(), orgPath: one.orgPath, sector: one.sector, cycleId, meetingId: id, assesseeId: one.assesseeId, personId: one.personId, speaker: one.speaker, text: one.text, problems: one.problems }));
    const roll = (await this.electors.all(tx, old.id)).map((one) => this.electors.create(tx, { hostId, id: randomUUID(), orgPath, meetingId: id, personId: one.personId, name: one.name, unit: one.unit, groups: one.groups, subject: one.subject, related: one.related.filter((other) => agenda.some((item) => item.assesseeId === other)), tickets: [], entry: 'none' }));
    await this.rows.save(tx, meeting, ...items, ...kept, ...roll);
    return id;
  }
}
