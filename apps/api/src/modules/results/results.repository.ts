import { Injectable } from '@nestjs/common';
import { asSystem, type Tx } from '../../platform/persistence/index.ts';
import { ActionItemRecord, LetterRecord, ObjectionRecord, OpinionRecord, ResultRecord } from './result.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;
type Where = Record<string, unknown>;

/** The only file of the module that writes its rows. */
@Injectable()
export class ResultsRepository {
  current(tx: Tx, cycleId: string): Promise<ResultRecord[]> {
    return tx.em.find(ResultRecord, { cycleId, current: true }, { orderBy: { id: 'asc' } });
  }

  currentOf(tx: Tx, assesseeId: string): Promise<ResultRecord | null> {
    return tx.em.findOne(ResultRecord, { assesseeId, current: true });
  }

  versionsOf(tx: Tx, assesseeId: string): Promise<ResultRecord[]> {
    return tx.em.find(ResultRecord, { assesseeId }, { orderBy: { number: 'desc' } });
  }

  /** Results of several years, oldest first. */
  past(tx: Tx, where: Where): Promise<ResultRecord[]> {
    return tx.em.find(ResultRecord, where as never, { orderBy: { year: 'asc', orgPath: 'asc', id: 'asc' }, limit: 5000 });
  }

  /** Keeps two committee members from deciding about the same cycle at once. */
  async lock(tx: Tx, cycleId: string): Promise<void> {
    await tx.sql('select id from result where cycle_id = ? and current order by id for update', [cycleId]);
  }

  newResult(tx: Tx, data: Data<ResultRecord>): ResultRecord {
    const record = tx.em.create(ResultRecord, data as never);
    tx.em.persist(record);
    return record;
  }

  opinions(tx: Tx, where: Where): Promise<OpinionRecord[]> {
    return tx.em.find(OpinionRecord, where as never, { orderBy: { id: 'asc' } });
  }

  opinionOf(tx: Tx, assesseeId: string): Promise<OpinionRecord | null> {
    return tx.em.findOne(OpinionRecord, { assesseeId });
  }

  newOpinion(tx: Tx, data: Data<OpinionRecord>): OpinionRecord {
    const record = tx.em.create(OpinionRecord, data as never);
    tx.em.persist(record);
    return record;
  }

  objection(tx: Tx, id: string): Promise<ObjectionRecord | null> {
    return tx.em.findOne(ObjectionRecord, { id });
  }

  objections(tx: Tx, where: Where, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<ObjectionRecord[]> {
    return tx.em.find(ObjectionRecord, where as never, { orderBy: orderBy as never, limit });
  }

  newObjection(tx: Tx, data: Data<ObjectionRecord>): ObjectionRecord {
    const record = tx.em.create(ObjectionRecord, data as never);
    tx.em.persist(record);
    return record;
  }

  letter(tx: Tx, id: string): Promise<LetterRecord | null> {
    return tx.em.findOne(LetterRecord, { id });
  }

  /** Oldest first, numbers in their running order: 2号 before 10号. */
  async letters(tx: Tx, where: Where): Promise<LetterRecord[]> {
    const rows = await tx.em.find(LetterRecord, where as never, { orderBy: { issuedOn: 'asc', id: 'asc' } });
    return rows.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : a.number.length - b.number.length || (a.number < b.number ? -1 : 1)));
  }

  /** Whether a document of the host, of another office perhaps, bears the number. Whoever gives one out at the same time waits until the transaction ends. */
  async numberTaken(tx: Tx, hostId: string, number: string): Promise<boolean> {
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 16))', [hostId]);
    return (await asSystem(tx, () => tx.sql('select 1 from letter where host_id = ? and number = ? limit 1', [hostId, number]))).length > 0;
  }

  newLetter(tx: Tx, data: Data<LetterRecord>): LetterRecord {
    const record = tx.em.create(LetterRecord, data as never);
    tx.em.persist(record);
    return record;
  }

  action(tx: Tx, id: string): Promise<ActionItemRecord | null> {
    return tx.em.findOne(ActionItemRecord, { id });
  }

  actions(tx: Tx, where: Where, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<ActionItemRecord[]> {
    return tx.em.find(ActionItemRecord, where as never, { orderBy: orderBy as never, limit });
  }

  newAction(tx: Tx, data: Data<ActionItemRecord>): void {
    tx.em.persist(tx.em.create(ActionItemRecord, data as never));
  }

  flush(tx: Tx): Promise<void> {
    return tx.em.flush();
  }
}
