import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { dayOf } from '@shuping/kernel';
import type { Stage } from '@shuping/scheme';
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/persistence/index.ts';
import { AssesseeRecord, CycleRecord, NOBODY, ReminderRecord, StageEntryRecord } from './cycle.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;

const GUIDED = `select distinct c.id from organisation_edge e join v_unit g on g.id = e.superior_id join v_unit u on u.id = e.org_id join v_cycle c on c.org_path ^@ u.org_path
  where c.year = ? and e.line = 'guiding' and e.from_day <= ? and (e.to_day is null or e.to_day >= ?) and g.org_path ^@ ?::text`;

/** The only file of the module that writes its rows. */
@Injectable()
export class CyclesRepository {
  /** Cycle under a lock, so that two openings of a stage follow one another. */
  locked(tx: Tx, id: string): Promise<CycleRecord | null> {
    return tx.em.findOne(CycleRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** Running cycles of a programme's year, those of the whole year only, at or below its owner, at or below a unit that somebody there guides, or that answer to it from elsewhere; locked. Asked by the system. */
  async under(tx: Tx, { id, orgPath, year }: { readonly id: string; readonly orgPath: string; readonly year: number }): Promise<CycleRecord[]> {
    const today = dayOf(tx.now);
    const guided = (await tx.sql<{ id: string }>(GUIDED, [year, today, today, orgPath])).map((row) => row.id);
    return tx.em.find(CycleRecord, { period: String(year), stage: { $ne: 'archive' }, $or: [{ orgPath: { $gte: orgPath, $lt: `${orgPath}~` } }, { programmeId: id }, { id: { $in: guided } }] }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<CycleRecord[]> {
    return tx.em.find(CycleRecord, where as never, { orderBy: orderBy as never, limit });
  }

  ofHost(tx: Tx, hostId: string): Promise<CycleRecord[]> {
    return tx.em.find(CycleRecord, { hostId }, { orderBy: { year: 'desc' } });
  }

  async add(tx: Tx, data: Data<CycleRecord>): Promise<CycleRecord> {
    const row = tx.em.create(CycleRecord, data as never);
    await tx.em.persist(row).flush();
    return row;
  }

  rows(tx: Tx, cycleId: string): Promise<AssesseeRecord[]> {
    return tx.em.find(AssesseeRecord, { cycleId }, { orderBy: { position: 'asc', id: 'asc' } });
  }

  addAssessee(tx: Tx, data: Data<AssesseeRecord>): AssesseeRecord {
    const row = tx.em.create(AssesseeRecord, data as never);
    tx.em.persist(row);
    return row;
  }

  remove(tx: Tx, row: AssesseeRecord): void {
    tx.em.remove(row);
  }

  entries(tx: Tx, cycleId: string): Promise<StageEntryRecord[]> {
    return tx.em.find(StageEntryRecord, { cycleId }, { orderBy: { number: 'asc' } });
  }

  /** Records that a stage was opened or reopened; gives the entry's number in the cycle. */
  async enter(tx: Tx, cycle: CycleRecord, stage: Stage, by: string, reason = ''): Promise<number> {
    const number = (await tx.em.count(StageEntryRecord, { cycleId: cycle.id })) + 1;
    const row = tx.em.create(StageEntryRecord, { id: randomUUID(), hostId: cycle.hostId, orgPath: cycle.orgPath, cycleId: cycle.id, stage, number, openedAt: tx.now, openedBy: by.slice(0, 60), reason });
    tx.em.persist(row);
    return number;
  }

  /** Reminders about reports of a cycle that were given on a day. */
  remindersOn(tx: Tx, cycleId: string, day: string): Promise<ReminderRecord[]> {
    return tx.em.find(ReminderRecord, { cycleId, day, subjectId: NOBODY });
  }

  addReminder(tx: Tx, data: Data<ReminderRecord>): void {
    tx.em.persist(tx.em.create(ReminderRecord, data as never));
  }
}
