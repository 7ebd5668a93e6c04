import { Injectable } from '@nestjs/common';
import type { ReorganisationIn } from '@shuping/contracts';
import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../platform/persistence/index.ts';
import { OrganisationRecord } from '../organisation.entity.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';
import { searchText } from '../search-text.ts';
import { TreeWriter, type Ordered } from './tree-writer.ts';

type Of<K extends ReorganisationIn['act']> = Extract<ReorganisationIn, { act: K }>;
/** The unit with its superior as named today, and where it goes. */
export type Standing = { readonly unit: OrganisationRecord; readonly superior: OrganisationRecord | null; readonly target: OrganisationRecord | null };
export type Rewritten = Record<string, number>;

/** Acts on the tree (R-A5): each leaves the dated lines, the history of everyone concerned and the rows of past years as they were. */
@Injectable()
export class TreeActs {
  constructor(private readonly writer: TreeWriter, private readonly rows: OrganisationsRepository) {}

  async run(tx: Tx, act: ReorganisationIn, at: Standing, ordered: Ordered): Promise<Rewritten> {
    const rewritten = await this.one(tx, act, at, ordered);
    await tx.em.flush();
    return rewritten;
  }

  private async one(tx: Tx, act: ReorganisationIn, at: Standing, ordered: Ordered): Promise<Rewritten> {
    switch (act.act) {
      case 'rename': return this.rename(tx, act, at, ordered);
      case 'move': return this.move(tx, at, ordered);
      case 'merge': return this.merge(tx, at, ordered);
      case 'split': return this.split(tx, act, at, ordered);
      case 'close': {
        await this.writer.end(tx, at.unit, ordered.on);
        this.writer.record(tx, ordered, { org: at.unit, kind: 'closed' });
        return {};
      }
    }
  }

  private async rename(tx: Tx, act: Of<'rename'>, { unit }: Standing, ordered: Ordered): Promise<Rewritten> {
    const before = { nameBefore: unit.name, shortBefore: unit.shortName };
    tx.em.assign(unit, { name: act.name, shortName: act.shortName, ...searchText(act.name, act.shortName) });
    await tx.em.flush();
    this.writer.record(tx, ordered, { org: unit, kind: 'renamed', ...before, nameAfter: act.name });
    return {};
  }

  private async move(tx: Tx, { unit, superior, target }: Standing, ordered: Ordered): Promise<Rewritten> {
    const pathThen = unit.orgPath;
    const rewritten = await this.writer.place(tx, unit, target!, ordered.on);
    this.writer.record(tx, ordered, { org: unit, kind: 'moved', otherId: target!.id, otherName: target!.name, beforeName: superior?.name ?? '', pathThen });
    if (superior) this.writer.record(tx, ordered, { org: superior, kind: 'unit_left', otherId: unit.id, otherName: unit.name });
    this.writer.record(tx, ordered, { org: target!, kind: 'unit_joined', otherId: unit.id, otherName: unit.name });
    return rewritten;
  }

  /** The unit ends and lies, with its archive, below the one that takes over; its units and people go there, what it guided is guided from there. */
  private async merge(tx: Tx, { unit, superior, target }: Standing, ordered: Ordered): Promise<Rewritten> {
    const into = target!;
    const pathThen = unit.orgPath;
    let rewritten: Rewritten = {};
    for (const child of await tx.em.find(OrganisationRecord, { parentId: unit.id, closedOn: null }, { orderBy: { orgPath: 'asc' } })) rewritten = sum(rewritten, await this.move(tx, { unit: child, superior: unit, target: into }, ordered));
    await this.writer.end(tx, unit, ordered.on);
    for (const table of ['person', 'account']) await tx.sql(`update ${table} set org_path = ?, version = version + 1 where org_path = ?`, [into.orgPath, unit.orgPath]);
    const guided = await tx.sql<{ id: string; org_id: string; org_path: string; sector: string; line: string }>("select id, org_id, org_path, sector, line from organisation_edge where superior_id = ? and line <> 'leading' and to_day is null and org_id <> ?", [unit.id, into.id]);
    for (const edge of guided) {
      await tx.sql('update organisation_edge set to_day = greatest(from_day, ?) where id = ?', [ordered.on, edge.id]);
      const [same] = await tx.sql('select 1 from organisation_edge where org_id = ? and superior_id = ? and line = ? and to_day is null', [edge.org_id, into.id, edge.line]);
      if (!same) await this.writer.addLine(tx, { org: edge.org_id, path: edge.org_path, sector: edge.sector, superior: into.id, line: edge.line, on: ordered.on });
    }
    rewritten = sum(rewritten, await this.writer.place(tx, unit, into, ordered.on));
    await this.writer.endLine(tx, unit.id, 'leading', ordered.on);
    this.writer.record(tx, ordered, { org: unit, kind: 'merged', otherId: into.id, otherName: into.name, beforeName: superior?.name ?? '', pathThen });
    this.writer.record(tx, ordered, { org: into, kind: 'absorbed', otherId: unit.id, otherName: unit.name });
    return rewritten;
  }

  /** New units beside the old one, with its sector, guiding lines and switched-on sectors; chosen units and people go there. */
  private async split(tx: Tx, act: Of<'split'>, { unit, superior }: Standing, ordered: Ordered): Promise<Rewritten> {
    let rewritten: Rewritten = {};
    for (const part of act.parts) {
      const made = await this.open(tx, part, unit, superior!, ordered);
      for (const id of part.unitIds) {
        const child = await tx.em.findOneOrFail(OrganisationRecord, { id });
        rewritten = sum(rewritten, await this.move(tx, { unit: child, superior: unit, target: made }, ordered));
      }
      if (part.personIds.length > 0) await tx.sql('update person set org_path = ?, version = version + 1 where org_path = ? and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))', [made.orgPath, unit.orgPath, JSON.stringify(part.personIds)]);
      this.writer.record(tx, ordered, { org: made, kind: 'split_off', otherId: unit.id, otherName: unit.name });
      this.writer.record(tx, ordered, { org: unit, kind: 'split', otherId: made.id, otherName: made.name });
    }
    return rewritten;
  }

  private async open(tx: Tx, part: { name: string; shortName: string }, like: OrganisationRecord, superior: OrganisationRecord, { on }: Ordered): Promise<OrganisationRecord> {
    const id = randomUUID();
    const orgPath = await this.rows.freePath(tx, superior.orgPath, () => randomInt(2 ** 32) / 2 ** 32);
    const made = this.rows.create(tx, { id, orgPath, sector: like.sector, publishedTo: orgPath, parentId: superior.id, name: part.name, shortName: part.shortName, kind: like.kind, position: like.position, opensOn: on, closedOn: null, ...searchText(part.name, part.shortName) });
    await this.rows.save(tx, made);
    await this.writer.addLine(tx, { org: id, path: orgPath, sector: like.sector, superior: superior.id, line: 'leading', on });
    await tx.sql("insert into organisation_edge (id, org_path, sector, org_id, superior_id, line, from_day, to_day) select gen_random_uuid(), ?, sector, ?, superior_id, line, ?, null from organisation_edge where org_id = ? and line <> 'leading' and to_day is null", [orgPath, id, on, like.id]);
    await tx.sql('insert into sector_enablement (id, org_path, published_to, org_id, sector, plugin_version, from_day, to_day, version) select gen_random_uuid(), ?, ?, ?, sector, plugin_version, ?, null, 1 from sector_enablement where org_id = ? and to_day is null', [orgPath, orgPath, id, on, like.id]);
    return made;
  }
}

function sum(a: Rewritten, b: Rewritten): Rewritten {
  const all: Rewritten = { ...a };
  for (const [table, n] of Object.entries(b)) all[table] = (all[table] ?? 0) + n;
  return all;
}
