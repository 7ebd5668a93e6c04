import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { PaperBatchRecord } from './paper.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;

/** The only file of the module that sees its rows. */
@Injectable()
export class PaperRepository {
  ofMeeting(tx: Tx, meetingId: string): Promise<PaperBatchRecord[]> {
    return tx.em.find(PaperBatchRecord, { meetingId }, { orderBy: { round: 'asc', voterClass: 'asc', number: 'asc' } });
  }

  async batch(tx: Tx, meetingId: string, id: string): Promise<Result<PaperBatchRecord, Problem>> {
    const row = await tx.em.findOne(PaperBatchRecord, { meetingId, id });
    return row ? ok(row) : err({ code: 'paper.batch-not-found' });
  }

  async add(tx: Tx, data: Data<PaperBatchRecord>): Promise<void> {
    tx.em.persist(tx.em.create(PaperBatchRecord, data as never));
    await tx.em.flush();
  }

  async remove(tx: Tx, row: PaperBatchRecord): Promise<void> {
    tx.em.remove(row);
    await tx.em.flush();
  }
}
