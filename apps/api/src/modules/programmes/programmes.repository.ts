import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/persistence/index.ts';
import { ProgrammeHostRecord, ProgrammeRecord, ProgrammeReminderRecord } from './programme.entity.ts';

type Data<T> = Partial<Record<keyof T, unknown>>;
export type HostPlace = { readonly id: string; readonly path: string; readonly name: string };

/** Open organisations below an owner: of its subtree, or of one that a body in its subtree guides. */
const BELOW = `select o.id, o.org_path as path, o.name from v_unit o where o.closed_on is null and o.org_path <> ? and (o.org_path ^@ ? or exists (
  select 1 from organisation_edge e join v_unit g on g.id = e.superior_id join v_unit u on u.id = e.org_id
  where e.line = 'guiding' and e.from_day <= ? and (e.to_day is null or e.to_day >= ?) and g.org_path ^@ ? and o.org_path ^@ u.org_path))`;

/** The only file of the module that sees its rows. */
@Injectable()
export class ProgrammesRepository {
  get(tx: Tx, id: string): Promise<ProgrammeRecord | null> {
    return tx.em.findOne(ProgrammeRecord, { id });
  }

  locked(tx: Tx, id: string): Promise<ProgrammeRecord | null> {
    return tx.em.findOne(ProgrammeRecord, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<ProgrammeRecord[]> {
    return tx.em.find(ProgrammeRecord, where as never, { orderBy: orderBy as never, limit });
  }

  /** Issued programmes of organisations at these paths, newest year first. */
  issuedAt(tx: Tx, paths: readonly string[], limit: number): Promise<ProgrammeRecord[]> {
    return paths.length === 0 ? Promise.resolve([]) : tx.em.find(ProgrammeRecord, { orgPath: { $in: [...paths] }, state: 'issued' }, { orderBy: { year: 'desc', issuedAt: 'desc', id: 'asc' }, limit });
  }

  async add(tx: Tx, data: Data<ProgrammeRecord>): Promise<ProgrammeRecord> {
    const row = tx.em.create(ProgrammeRecord, data as never);
    await tx.em.persist(row).flush();
    return row;
  }

  async remove(tx: Tx, row: ProgrammeRecord): Promise<void> {
    await tx.em.remove(row).flush();
  }

  /** Those of the named organisations that lie below an owner, or all where none is named. Asked by the system. */
  below(tx: Tx, ownerPath: string, day: string, ids: readonly string[]): Promise<HostPlace[]> {
    return tx.sql<HostPlace>(`${BELOW} and o.id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by o.org_path`, [ownerPath, ownerPath, day, day, ownerPath, JSON.stringify(ids)]);
  }

  /** Organisations below an owner in the order of their paths. Asked by the system. */
  candidates(tx: Tx, ownerPath: string, day: string, query: { readonly after: string; readonly q: string; readonly proposed: boolean; readonly limit: number }): Promise<{ id: string; name: string; path: string; depth: number; proposed: boolean }[]> {
    return tx.sql(
      `select * from (select x.id, x.name, x.path, greatest(1, (length(x.path) - length(replace(x.path, '/', ''))) - (length(?::text) - length(replace(?::text, '/', ''))))::int as depth,
        (exists (select 1 from role_grant g where g.org_path = x.path and g.role = 'host_officer' and (g.to_day is null or g.to_day >= ?)) or exists (select 1 from v_cycle c where c.host_id = x.id)) as proposed from (${BELOW}) x) y
       where path > ?::text collate "C" and strpos(name, ?) > 0 and (proposed or not ?::boolean) order by path limit ?`,
      [ownerPath, ownerPath, day, ownerPath, ownerPath, day, day, ownerPath, query.after, query.q, query.proposed, query.limit],
    );
  }

  /** Addresses an issued programme; its hosts may lie outside the owner's reach, so the system writes them. */
  async address(tx: Tx, programmeId: string, hosts: readonly HostPlace[]): Promise<void> {
    for (const host of hosts) tx.em.persist(tx.em.create(ProgrammeHostRecord, { hostId: host.id, id: randomUUID(), orgPath: host.path, programmeId, hostName: host.name, notedAt: null } as never));
    await tx.em.flush();
  }

  /** Hosts of a programme that the asker sees. */
  hosts(tx: Tx, programmeId: string, paths?: readonly string[]): Promise<ProgrammeHostRecord[]> {
    return tx.em.find(ProgrammeHostRecord, { programmeId, ...(paths ? { orgPath: { $in: [...paths] } } : {}) }, { orderBy: { orgPath: 'asc' } });
  }

  host(tx: Tx, programmeId: string, hostId: string): Promise<ProgrammeHostRecord | null> {
    return tx.em.findOne(ProgrammeHostRecord, { programmeId, hostId });
  }

  /** Programmes that are addressed to organisations at these paths. */
  async addressedAt(tx: Tx, paths: readonly string[]): Promise<string[]> {
    if (paths.length === 0) return [];
    const rows = await tx.em.find(ProgrammeHostRecord, { orgPath: { $in: [...paths] } }, { fields: ['programmeId'], limit: 500 });
    return [...new Set(rows.map((row) => row.programmeId))];
  }

  addReminder(tx: Tx, data: Data<ProgrammeReminderRecord>): void {
    tx.em.persist(tx.em.create(ProgrammeReminderRecord, data as never));
  }
}
