import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { RehearsalRecord } from './rehearsal.entity.ts';

/** Rows of rehearsals. */
@Injectable()
export class RehearsalsRepository {
  /** Newest first. */
  ofMeeting(tx: Tx, meetingId: string): Promise<RehearsalRecord[]> {
    return tx.em.find(RehearsalRecord, { meetingId }, { orderBy: { startedAt: 'desc', id: 'asc' } });
  }

  one(tx: Tx, meetingId: string, id: string): Promise<RehearsalRecord | null> {
    return tx.em.findOne(RehearsalRecord, { meetingId, id });
  }

  create(tx: Tx, data: Partial<Record<keyof RehearsalRecord, unknown>>): RehearsalRecord {
    return tx.em.create(RehearsalRecord, data as never);
  }
}
