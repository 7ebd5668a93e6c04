import { Injectable } from '@nestjs/common';
import { addDays, type Day, type OrgPath } from '@shuping/kernel';
import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../platform/persistence/index.ts';
import { OrganisationRecord } from '../organisation.entity.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';
import { followPath } from './follow-path.ts';
import { OrganisationChangeRecord } from './reorganisation.entity.ts';

export type Change = {
  readonly org: OrganisationRecord; readonly kind: string; readonly nameBefore?: string; readonly shortBefore?: string; readonly nameAfter?: string;
  readonly otherId?: string | null; readonly otherName?: string; readonly beforeName?: string; readonly pathThen?: string;
};
/** The order at hand: from which day, on what ground, by whom. */
export type Ordered = { readonly id: string; readonly on: Day; readonly reason: string; readonly byName: string };

/** Steps of which acts on the tree are made; all inside a unit of work that runs alone and as the system. */
@Injectable()
export class TreeWriter {
  constructor(private readonly rows: OrganisationsRepository) {}

  /** Puts `unit` with everything below under `superior`: paths in all tables, superior, leading line. Gives rows rewritten by table. */
  async place(tx: Tx, unit: OrganisationRecord, superior: OrganisationRecord, on: Day): Promise<Record<string, number>> {
    const from = unit.orgPath;
    const to = await this.pathUnder(tx, superior.orgPath, from);
    // history written so far must lie in the tables, or it would stay behind
    await tx.em.flush();
    const counts = await followPath(tx, from, to);
    await tx.sql('update organisation set parent_id = ?, version = version + 1 where id = ?', [superior.id, unit.id]);
    await this.endLine(tx, unit.id, 'leading', on);
    // a guiding body that becomes the superior guides no longer beside itself
    await tx.sql("update organisation_edge set to_day = greatest(from_day, ?) where org_id = ? and superior_id = ? and line <> 'leading' and to_day is null", [addDays(on, -1), unit.id, superior.id]);
    await this.addLine(tx, { org: unit.id, path: to, sector: unit.sector, superior: superior.id, line: 'leading', on });
    await tx.em.refresh(unit);
    return counts;
  }

  /** The same label where it was never used under the new superior, else a new one. */
  private async pathUnder(tx: Tx, superior: OrgPath, from: OrgPath): Promise<OrgPath> {
    const kept = `${superior}${from.slice(0, -1).split('/').at(-1)!}/`;
    return (await this.rows.neverUsed(tx, kept)) ? kept : this.rows.freePath(tx, superior, () => randomInt(2 ** 32) / 2 ** 32);
  }

  async endLine(tx: Tx, orgId: string, line: string, on: Day): Promise<void> {
    await tx.sql('update organisation_edge set to_day = greatest(from_day, ?) where org_id = ? and line = ? and to_day is null', [addDays(on, -1), orgId, line]);
  }

  async addLine(tx: Tx, edge: { org: string; path: OrgPath; sector: string; superior: string; line: string; on: Day }): Promise<void> {
    await tx.sql('insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day, to_day) values (?, ?, ?, ?, ?, ?, ?, null)', [randomUUID(), edge.path, edge.sector, edge.org, edge.superior, edge.line, edge.on]);
  }

  /** Ends the unit on a day: open lines, posts held in it and roles on it alone; everything written stays. */
  async end(tx: Tx, unit: OrganisationRecord, on: Day): Promise<void> {
    await tx.sql('update organisation set closed_on = ?, version = version + 1 where id = ?', [on, unit.id]);
    await tx.sql('update organisation_edge set to_day = greatest(from_day, ?) where org_id = ? and to_day is null', [on, unit.id]);
    await tx.sql('update appointment set to_day = greatest(from_day, ?), version = version + 1 where org_id = ? and to_day is null', [on, unit.id]);
    await tx.sql('update role_grant set to_day = ?, version = version + 1 where org_path = ? and (to_day is null or to_day > ?)', [addDays(on, -1), unit.orgPath, on]);
    await tx.em.refresh(unit);
  }

  record(tx: Tx, ordered: Ordered, change: Change): void {
    const { org } = change;
    tx.em.persist(tx.em.create(OrganisationChangeRecord, {
      id: randomUUID(), orgPath: org.orgPath, sector: org.sector, publishedTo: org.orgPath, orgId: org.id, reorganisationId: ordered.id, kind: change.kind, onDay: ordered.on, at: tx.now, reason: ordered.reason, byName: ordered.byName,
      nameBefore: change.nameBefore ?? org.name, shortBefore: change.shortBefore ?? org.shortName, nameAfter: change.nameAfter ?? org.name, otherId: change.otherId ?? null, otherName: change.otherName ?? '', beforeName: change.beforeName ?? '', pathThen: change.pathThen ?? org.orgPath,
    }));
  }
}
