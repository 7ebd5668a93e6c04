import { Injectable } from '@nestjs/common';
import type { Day } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';

/** An organisation as other modules see it. */
export type Org = { readonly id: string; readonly path: string; readonly name: string; readonly shortName: string; readonly sector: string; readonly kind: string; readonly parentId: string | null };

const COLUMNS = 'o.id, o.org_path as path, o.name, o.short_name as "shortName", o.sector, o.kind, o.parent_id as "parentId"';

/** Read port of the tree; everything under the row policies of the asking transaction. */
@Injectable()
export class OrganisationsApi {
  async get(tx: Tx, id: string): Promise<Org | null> {
    const [org] = await tx.sql<Org>(`select ${COLUMNS} from organisation o where o.id = ?`, [id]);
    return org ?? null;
  }

  /** Organisations that report directly to the host on `day`, in their order; one that came after it belongs to where it was, and one that left since is no longer the host's to read. */
  units(tx: Tx, hostId: string, day: Day): Promise<Org[]> {
    return tx.sql<Org>(
      `select ${COLUMNS} from organisation o where o.parent_id = ? and o.opens_on <= ? and (o.closed_on is null or o.closed_on > ?)
         and not exists (select 1 from organisation_edge e where e.org_id = o.id and e.line = 'leading' and e.superior_id = o.parent_id and e.to_day is null and e.from_day > ?) order by o.position, o.org_path`,
      [hostId, day, day, day],
    );
  }

  /**
   * Line of layers of an organisation for a sector, top first, itself last (R-B2): along 领导, unless a guiding body leads the nearest ancestor
   * in this line on `day`; from there the line goes on above the guiding body.
   */
  async lineOf(tx: Tx, orgId: string, day: Day): Promise<Org[]> {
    const line: Org[] = [];
    const seen = new Set<string>();
    for (let id: string | null = orgId; id !== null && !seen.has(id); ) {
      seen.add(id);
      const org: Org | null = await this.get(tx, id);
      if (!org) break;
      line.unshift(org);
      const [guide]: { superior_id: string }[] = await tx.sql<{ superior_id: string }>("select superior_id from organisation_edge where org_id = ? and line = 'guiding' and from_day <= ? and (to_day is null or to_day >= ?) order by from_day desc limit 1", [id, day, day]);
      id = guide?.superior_id ?? org.parentId;
    }
    return line;
  }

  /** Sectors switched on at the organisation or above it on `day`. */
  async enabledSectors(tx: Tx, orgPath: string, day: Day): Promise<{ sector: string; orgId: string; path: string; pluginVersion: string }[]> {
    return tx.sql("select sector, org_id as \"orgId\", org_path as path, plugin_version as \"pluginVersion\" from sector_enablement where ? ^@ org_path and from_day <= ? and (to_day is null or to_day > ?) order by length(org_path) desc", [orgPath, day, day]);
  }

  /** Names by id, as far as visible. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.sql<{ id: string; name: string }>(`select id, name from organisation where id in (${ids.map(() => '?').join(', ')})`, [...ids]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Names by closed path, as far as visible. */
  async namesByPath(tx: Tx, paths: readonly string[]): Promise<Map<string, string>> {
    if (paths.length === 0) return new Map();
    const rows = await tx.sql<{ path: string; name: string }>(`select org_path as path, name from organisation where org_path in (${paths.map(() => '?').join(', ')})`, [...paths]);
    return new Map(rows.map((row) => [row.path, row.name]));
  }

  /** Organisations of a subtree that are open on `day`. */
  subtree(tx: Tx, rootPath: string, day: Day): Promise<Org[]> {
    return tx.sql<Org>(`select ${COLUMNS} from organisation o where o.org_path >= ? and o.org_path < ? and (o.closed_on is null or o.closed_on > ?) order by o.org_path`, [rootPath, `${rootPath}~`, day]);
  }
}
