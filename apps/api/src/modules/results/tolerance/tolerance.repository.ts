import { Injectable } from '@nestjs/common';
import type { Waiver } from '@shuping/scoring';
import type { Tx } from '../../../platform/persistence/index.ts';
import { ToleranceRecord } from './tolerance.entity.ts';

type Where = Record<string, unknown>;
const LIVE = { $in: ['filed', 'reviewed', 'approved'] };

/** The only file that writes applications of fault tolerance. */
@Injectable()
export class ToleranceRepository {
  one(tx: Tx, id: string): Promise<ToleranceRecord | null> {
    return tx.em.findOne(ToleranceRecord, { id });
  }

  many(tx: Tx, where: Where, orderBy: Record<string, 'asc' | 'desc'>[] = [{ id: 'asc' }], limit?: number): Promise<ToleranceRecord[]> {
    return tx.em.find(ToleranceRecord, where as never, { orderBy: orderBy as never, ...(limit === undefined ? {} : { limit }) });
  }

  /** Applications about an assessee that wait or were approved. */
  live(tx: Tx, assesseeId: string): Promise<ToleranceRecord[]> {
    return this.many(tx, { assesseeId, state: LIVE });
  }

  /** Two applications about the same assessee wait for each other. */
  async lock(tx: Tx, assesseeId: string): Promise<void> {
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 25))', [assesseeId]);
  }

  add(tx: Tx, data: Partial<Record<keyof ToleranceRecord, unknown>>): ToleranceRecord {
    const row = tx.em.create(ToleranceRecord, data as never);
    tx.em.persist(row);
    return row;
  }

  fileNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return ids.length === 0 ? Promise.resolve([]) : tx.sql('select id, name from file where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [JSON.stringify(ids)]);
  }

  /** How many of the files lie with the unit, where office and committee can open them. */
  async filesAt(tx: Tx, ids: readonly string[], orgPath: string): Promise<number> {
    const [row] = await tx.sql<{ n: number }>('select count(*)::int as n from file where org_path = ? and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [orgPath, JSON.stringify(ids)]);
    return row?.n ?? 0;
  }

  /** What was approved in a cycle, by assessee, as scoring takes it; oldest decisions first, so that the same ones always mark the same. */
  async waivers(tx: Tx, cycleId: string): Promise<ReadonlyMap<string, readonly Waiver[]>> {
    const rows = await this.many(tx, { cycleId, state: 'approved' }, [{ decidedOn: 'asc' }, { id: 'asc' }]);
    const out = new Map<string, Waiver[]>();
    for (const row of rows) {
      const waived = { ground: row.ground, on: row.decidedOn ?? row.filedOn };
      const waiver: Waiver = row.kind === 'event' ? { ...waived, event: { question: row.place, matter: row.matter, day: row.day ?? '', points: Number(row.points) } } : { ...waived, node: row.place, item: row.item };
      out.set(row.assesseeId, [...(out.get(row.assesseeId) ?? []), waiver]);
    }
    return out;
  }
}
