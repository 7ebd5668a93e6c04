import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { OrganisationEdgeRecord, OrganisationRecord, SectorEnablementRecord } from './organisation.entity.ts';

/** The only file of the module that sees its rows. */
@Injectable()
export class OrganisationsRepository {
  get(tx: Tx, id: string): Promise<OrganisationRecord | null> {
    return tx.em.findOne(OrganisationRecord, { id });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<OrganisationRecord[]> {
    return tx.em.find(OrganisationRecord, where as never, { orderBy: orderBy as never, limit });
  }

  /** As `find`, by walking the tree in its order until there are enough: for conditions that many units meet, which the planner takes for rare. */
  async walk(tx: Tx, where: Record<string, unknown>, limit: number): Promise<OrganisationRecord[]> {
    await tx.sql("select set_config('enable_sort', 'off', true)");
    const found = await this.find(tx, where, [{ orgPath: 'asc' }], limit);
    await tx.sql("select set_config('enable_sort', 'on', true)");
    return found;
  }

  /** Units in scope whose names or spellings contain the words or begin with them, in the order of the tree, at most `most` behind `behind`; null when the words are common, so that a scan fills a page sooner. */
  async search(tx: Tx, by: Sought): Promise<{ id: string; path: string }[] | null> {
    const rows = await tx.sql<{ id: string | null; path: string }>('select id, org_path as path from search_organisations(?, ?, ?, ?, ?, ?, ?) order by org_path', [by.words, by.spelled, by.atBeginning, by.behind, by.under, by.sector, by.most]);
    return rows.some((row) => row.id === null) ? null : (rows as { id: string; path: string }[]);
  }

  save(tx: Tx, record: OrganisationRecord | OrganisationEdgeRecord | SectorEnablementRecord): Promise<void> {
    tx.em.persist(record);
    return tx.em.flush();
  }

  create(tx: Tx, data: ConstructorData<OrganisationRecord>): OrganisationRecord {
    return tx.em.create(OrganisationRecord, data as never);
  }

  createEdge(tx: Tx, data: ConstructorData<OrganisationEdgeRecord>): OrganisationEdgeRecord {
    return tx.em.create(OrganisationEdgeRecord, data as never);
  }

  edge(tx: Tx, orgId: string, id: string): Promise<OrganisationEdgeRecord | null> {
    return tx.em.findOne(OrganisationEdgeRecord, { id, orgId });
  }

  createEnablement(tx: Tx, data: ConstructorData<SectorEnablementRecord>): SectorEnablementRecord {
    return tx.em.create(SectorEnablementRecord, data as never);
  }

  enablement(tx: Tx, orgId: string, sector: string): Promise<SectorEnablementRecord | null> {
    return tx.em.findOne(SectorEnablementRecord, { orgId, sector, toDay: null });
  }

  /** Whether an open sibling bears the name; keeps it for this unit of work. */
  async nameTaken(tx: Tx, parentId: string, name: string, exceptId: string): Promise<boolean> {
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`unit:${parentId}:${name}`]);
    return (await tx.sql('select 1 from organisation where parent_id = ? and name = ? and id <> ? and closed_on is null limit 1', [parentId, name, exceptId])).length > 0;
  }

  /** Label never used under this parent: twelve bits of chance are tried until the path is free. */
  async freePath(tx: Tx, parentPath: string, random: () => number): Promise<string> {
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    for (;;) {
      const label = Array.from({ length: 5 }, () => letters[Math.floor(random() * 32)]!).join('');
      const path = `${parentPath}${label}/`;
      if (await this.neverUsed(tx, path)) return path;
    }
  }

  /** False for a path that an organisation bears, or bore before it moved: rows of past years may still lie under it. */
  async neverUsed(tx: Tx, path: string): Promise<boolean> {
    const [used] = await tx.sql('select 1 from organisation where org_path = ? union all select 1 from organisation_change where path_then = ? limit 1', [path, path]);
    return !used;
  }
}

type ConstructorData<T> = Partial<Record<keyof T, unknown>>;
type Sought = { readonly words: string; readonly spelled: string; readonly atBeginning: boolean; readonly behind: string; readonly under: string | null; readonly sector: string | null; readonly most: number };
