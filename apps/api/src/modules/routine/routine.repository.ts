import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { EventRecordRecord, OfficerScoreRecord } from './routine.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;

/** The only file of the module that sees its rows. */
@Injectable()
export class RoutineRepository {
  scores(tx: Tx, where: { cycleId: string } | { assesseeId: string }): Promise<OfficerScoreRecord[]> {
    return tx.em.find(OfficerScoreRecord, where, { orderBy: { node: 'asc', item: 'asc' } });
  }

  /** The cell, kept from changing until the transaction ends. */
  score(tx: Tx, assesseeId: string, node: string, item: string): Promise<OfficerScoreRecord | null> {
    return tx.em.findOne(OfficerScoreRecord, { assesseeId, node, item }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  events(tx: Tx, where: { cycleId: string } | { assesseeId: string }): Promise<EventRecordRecord[]> {
    return tx.em.find(EventRecordRecord, where, { orderBy: { day: 'asc', id: 'asc' } });
  }

  event(tx: Tx, id: string): Promise<EventRecordRecord | null> {
    return tx.em.findOne(EventRecordRecord, { id });
  }

  async addScore(tx: Tx, data: Data<OfficerScoreRecord>): Promise<OfficerScoreRecord> {
    const row = tx.em.create(OfficerScoreRecord, data as never);
    await tx.em.persist(row).flush();
    return row;
  }

  async addEvent(tx: Tx, data: Data<EventRecordRecord>): Promise<EventRecordRecord> {
    const row = tx.em.create(EventRecordRecord, data as never);
    await tx.em.persist(row).flush();
    return row;
  }

  async removeScore(tx: Tx, row: OfficerScoreRecord): Promise<void> {
    await tx.em.remove(row).flush();
  }

  /** True when every file is stored and visible to the asker. */
  async haveFiles(tx: Tx, ids: readonly string[]): Promise<boolean> {
    const distinct = [...new Set(ids)];
    if (distinct.length === 0) return true;
    const [found] = await tx.sql<{ count: number }>('select count(*)::int as count from file where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(distinct)]);
    return found?.count === distinct.length;
  }
}
