import { Injectable } from '@nestjs/common';
import { publish, type Published } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, type Action } from '@shuping/permissions';
import type { GroupTally } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { AgendaItemRecord, LeaderCommentRecord, MeetingRecord, TallyRecord } from './meeting.entity.ts';
import { namedClasses } from './meeting.rules.ts';

/** A row of the table of tallies with counts that may be shown. */
export type ShownTally = Pick<TallyRecord, 'hostId' | 'orgPath' | 'sector' | 'cycleId' | 'meetingId' | 'assesseeId' | 'group'> & { readonly tally: Published<GroupTally> };

type Data<T> = Partial<Record<keyof T, unknown>>;

/** Acts of those who count the votes. */
const COUNTING: ReadonlySet<Action> = new Set(['sign', 'seal']);

/** The only file of the module that sees its rows. */
@Injectable()
export class MeetingsRepository {
  meeting(tx: Tx, id: string): Promise<MeetingRecord | null> {
    return tx.em.findOne(MeetingRecord, { id });
  }

  /** The meeting when the asker may do `action` to it; not there, not visible and not allowed answer alike unless the asker can see it. */
  async meetingFor(tx: Tx, who: AppPrincipal, id: string, action: Action): Promise<Result<MeetingRecord, Problem>> {
    const row = await this.meeting(tx, id);
    if (!row || !can(who.ability, 'read', 'Meeting', row)) return err({ code: 'meeting.not-found' });
    if (!can(who.ability, action, 'Meeting', row)) return err({ code: 'permission.denied' });
    return COUNTING.has(action) && (await this.hears(tx, id, who)) ? err({ code: 'permission.own-debrief' }) : ok(row);
  }

  /** True when the asker is on the agenda: whoever is heard neither counts nor confirms (R-F5). */
  async hears(tx: Tx, id: string, { personId }: Pick<AppPrincipal, 'personId'>): Promise<boolean> {
    return personId !== null && (await tx.em.count(AgendaItemRecord, { meetingId: id, personId })) > 0;
  }

  ofCycle(tx: Tx, cycleId: string): Promise<MeetingRecord[]> {
    return tx.em.find(MeetingRecord, { cycleId }, { orderBy: { startsAt: 'asc', id: 'asc' } });
  }

  agenda(tx: Tx, meetingId: string): Promise<AgendaItemRecord[]> {
    return tx.em.find(AgendaItemRecord, { meetingId }, { orderBy: { position: 'asc', id: 'asc' } });
  }

  /** Assessees on the agendas of meetings, each agenda in its order. */
  async agendas(tx: Tx, meetings: readonly string[]): Promise<string[][]> {
    const items = await tx.em.find(AgendaItemRecord, { meetingId: { $in: [...meetings] } }, { orderBy: { position: 'asc', id: 'asc' } });
    return meetings.map((id) => items.filter((item) => item.meetingId === id).map((item) => item.assesseeId));
  }

  agendaItem(tx: Tx, meetingId: string, assesseeId: string): Promise<AgendaItemRecord | null> {
    return tx.em.findOne(AgendaItemRecord, { meetingId, assesseeId });
  }

  /** Time and state of a debrief, past its version: two clerks at the same debrief, one at the clock and one at the questions, do not stop each other. */
  async setClock(tx: Tx, { hostId, id }: Pick<AgendaItemRecord, 'hostId' | 'id'>, clock: Partial<Pick<AgendaItemRecord, 'spokenSeconds' | 'done'>>): Promise<void> {
    if (clock.spokenSeconds !== undefined) await tx.sql('update agenda_item set spoken_seconds = ? where host_id = ? and id = ?', [clock.spokenSeconds, hostId, id]);
    if (clock.done !== undefined) await tx.sql('update agenda_item set done = ? where host_id = ? and id = ?', [clock.done, hostId, id]);
  }

  comments(tx: Tx, where: { meetingId?: string; cycleId?: string }): Promise<LeaderCommentRecord[]> {
    return tx.em.find(LeaderCommentRecord, where, { orderBy: { id: 'asc' } });
  }

  comment(tx: Tx, meetingId: string, assesseeId: string): Promise<LeaderCommentRecord | null> {
    return tx.em.findOne(LeaderCommentRecord, { meetingId, assesseeId });
  }

  /** Tallies that may be shown (R-F3): whatever stands in the table, none of a class with one to four ballots comes out of here unless its marks are signed. */
  async tallies(tx: Tx, where: { meetingId?: string; cycleId?: string }): Promise<ShownTally[]> {
    const rows = await tx.em.find(TallyRecord, where, { orderBy: { assesseeId: 'asc', group: 'asc' } });
    const named = new Map((await tx.em.find(MeetingRecord, { id: { $in: [...new Set(rows.map((row) => row.meetingId))] } })).map((meeting) => [meeting.id, namedClasses(meeting)]));
    return rows.flatMap((row): ShownTally[] => {
      const { hostId, orgPath, sector, cycleId, meetingId, assesseeId, group } = row;
      const tally = publish({ [group]: row.tally }, { named: named.get(meetingId) ?? [] })[group];
      return tally ? [{ hostId, orgPath, sector, cycleId, meetingId, assesseeId, group, tally }] : [];
    });
  }

  createMeeting(tx: Tx, data: Data<MeetingRecord>): MeetingRecord {
    return tx.em.create(MeetingRecord, data as never);
  }

  createAgendaItem(tx: Tx, data: Data<AgendaItemRecord>): AgendaItemRecord {
    return tx.em.create(AgendaItemRecord, data as never);
  }

  createComment(tx: Tx, data: Data<LeaderCommentRecord>): LeaderCommentRecord {
    return tx.em.create(LeaderCommentRecord, data as never);
  }

  createTally(tx: Tx, data: Data<Omit<TallyRecord, 'tally'>> & { readonly tally: Published<GroupTally> }): object {
    return tx.em.create(TallyRecord, data as never);
  }

  async save(tx: Tx, ...rows: object[]): Promise<void> {
    tx.em.persist(rows);
    await tx.em.flush();
  }
}
