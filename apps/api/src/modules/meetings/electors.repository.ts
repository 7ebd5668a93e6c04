import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { ElectorRecord, type ElectorEntry } from './elector.entity.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { homeGroup } from './meeting.rules.ts';

/** Rows of the roll. */
@Injectable()
export class ElectorsRepository {
  all(tx: Tx, meetingId: string): Promise<ElectorRecord[]> {
    return tx.em.find(ElectorRecord, { meetingId }, { orderBy: { name: 'asc', id: 'asc' } });
  }

  one(tx: Tx, meetingId: string, id: string): Promise<ElectorRecord | null> {
    return tx.em.findOne(ElectorRecord, { meetingId, id });
  }

  mine(tx: Tx, personId: string): Promise<ElectorRecord[]> {
    return tx.em.find(ElectorRecord, { personId }, { orderBy: { id: 'asc' } });
  }

  page(tx: Tx, meetingId: string, ask: { readonly q: string; readonly group: string | undefined; readonly after: string; readonly limit: number }): Promise<ElectorRecord[]> {
    const [name, id] = ask.after === '' ? ['', ''] : [ask.after.slice(37), ask.after.slice(0, 36)];
    return tx.em.find(ElectorRecord, {
      meetingId,
      ...(ask.q === '' ? {} : { $or: [{ name: { $like: `%${ask.q.replace(/[\\%_]/g, '\\$&')}%` } }, { unit: { $like: `%${ask.q.replace(/[\\%_]/g, '\\$&')}%` } }] }),
      ...(ask.group === undefined ? {} : { groups: { $contains: [ask.group] } as never }),
      ...(ask.after === '' ? {} : { $and: [{ $or: [{ name: { $gt: name } }, { name, id: { $gt: id } }] }] }),
    }, { orderBy: { name: 'asc', id: 'asc' }, limit: ask.limit });
  }

  /** Group → people on the roll, and how many entries of them were taken or printed. */
  async counts(tx: Tx, meetingId: string): Promise<{ readonly group: string; readonly entry: ElectorEntry; readonly home: boolean; readonly count: number }[]> {
    return tx.sql(
      `select g.value as "group", e.entry, (g.ordinality = 1) as home, count(*)::int as count from elector e, jsonb_array_elements_text(e.groups) with ordinality as g where e.meeting_id = ? group by g.value, e.entry, g.ordinality = 1`, [meetingId]);
  }

  /** Home group → entries to tickets taken by login; who signs is counted among those who checked in. */
  async taken(tx: Tx, meeting: MeetingRecord): Promise<Record<string, number>> {
    const rows = await tx.sql<{ groups: string[]; count: number }>(`select groups, count(*)::int as count from elector where meeting_id = ? and entry = 'taken' and tickets <> '[]' group by groups`, [meeting.id]);
    const taken: Record<string, number> = {};
    for (const { groups, count } of rows) {
      const home = homeGroup(groups, meeting) ?? groups[0]!;
      taken[home] = (taken[home] ?? 0) + count;
    }
    return taken;
  }

  create(tx: Tx, data: Partial<Record<keyof ElectorRecord, unknown>>): ElectorRecord {
    return tx.em.create(ElectorRecord, data as never);
  }

  async remove(tx: Tx, meetingId: string, ids: readonly string[]): Promise<number> {
    return tx.em.nativeDelete(ElectorRecord, { meetingId, id: { $in: [...ids] } });
  }

  /** Writes what everybody's slip is for, all at once. */
  async setTickets(tx: Tx, meetingId: string, tickets: ReadonlyMap<string, readonly string[]>): Promise<void> {
    await tx.sql(
      `update elector e set tickets = u.value->'tickets', version = version + 1 from jsonb_array_elements(?::jsonb) as u where e.meeting_id = ? and e.id = (u.value->>'id')::uuid`,
      [JSON.stringify([...tickets].map(([id, own]) => ({ id, tickets: own }))), meetingId],
    );
  }

  async setEntry(tx: Tx, meetingId: string, from: ElectorEntry, to: ElectorEntry, ids: readonly string[] | null): Promise<void> {
    await tx.sql(
      `update elector set entry = ?, version = version + 1 where meeting_id = ? and entry = ? and (?::jsonb is null or id in (select value::uuid from jsonb_array_elements_text(?::jsonb)))`,
      [to, meetingId, from, ids === null ? null : JSON.stringify(ids), ids === null ? null : JSON.stringify(ids)],
    );
  }
}
