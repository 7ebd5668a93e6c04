import { Injectable } from '@nestjs/common';
import type { OrgImportRow } from '@shuping/contracts';
import { can, type AppAbility } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/persistence/index.ts';
import { OrganisationsBulk, type OrgRow } from '../organisations/index.ts';
import { OrgImportPartRecord, OrgImportRecord, SheetColumnsRecord, type OrgImportAct } from './org-import.entity.ts';
import type { OrgWorld } from './org-import.rules.ts';
import { countsOf } from './org-imports.presenter.ts';

const SHEET = 'organisations';
const ROWS_IN_A_PART = 500;
type Data<T> = Partial<Record<keyof T, unknown>>;
type ConstructorPart = Omit<OrgImportPartRecord, 'id'>;
type Import = Pick<OrgImportRecord, 'id' | 'orgPath'>;

/** Imports of organisations with their rows, and the headers that units use. */
@Injectable()
export class OrgImportsRepository {
  constructor(private readonly organisations: OrganisationsBulk) {}

  get(tx: Tx, id: string): Promise<OrgImportRecord | null> {
    return tx.em.findOne(OrgImportRecord, { id });
  }

  /** The import, held until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<OrgImportRecord | null> {
    await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`org-import:${id}`]);
    return this.get(tx, id);
  }

  create(tx: Tx, data: Data<OrgImportRecord>): OrgImportRecord {
    const row = tx.em.create(OrgImportRecord, data as never);
    tx.em.persist(row);
    return row;
  }

  /** Keeps the rows of an import, instead of those kept before. */
  async keepRows(tx: Tx, { id: importId, orgPath }: Import, rows: readonly OrgImportRow[]): Promise<void> {
    await tx.em.nativeDelete(OrgImportPartRecord, { importId, kind: 'rows' });
    await this.keep(tx, this.parts(rows), (part, position) => ({ importId, orgPath, kind: 'rows', position, counts: countsOf(part), lastRow: part.at(-1)?.row ?? 0, rows: part, acts: [] }));
  }

  async keepActs(tx: Tx, { id: importId, orgPath }: Import, acts: readonly OrgImportAct[]): Promise<void> {
    await this.keep(tx, this.parts(acts), (part, position) => ({ importId, orgPath, kind: 'acts', position, counts: countsOf([]), lastRow: 0, rows: [], acts: part }));
  }

  async rows(tx: Tx, importId: string): Promise<OrgImportRow[]> {
    const parts = await tx.sql<{ rows: OrgImportRow[] }>("select rows from org_import_part where import_id = ? and kind = 'rows' order by position", [importId]);
    return parts.flatMap((part) => part.rows);
  }

  async acts(tx: Tx, importId: string): Promise<OrgImportAct[]> {
    const parts = await tx.sql<{ acts: OrgImportAct[] }>("select acts from org_import_part where import_id = ? and kind = 'acts' order by position", [importId]);
    return parts.flatMap((part) => part.acts);
  }

  /** Up to `most` rows behind row `after`, of one status or all; reads no more parts than they need. */
  async rowsAfter(tx: Tx, importId: string, after: number, status: OrgImportRow['status'] | undefined, most: number): Promise<OrgImportRow[]> {
    const found: OrgImportRow[] = [];
    for (let from = after; found.length < most; ) {
      const wanted = status === undefined ? '' : ' and (counts->>?)::int > 0';
      const [part] = await tx.sql<{ rows: OrgImportRow[]; lastRow: number }>(`select rows, last_row as "lastRow" from org_import_part where import_id = ? and kind = 'rows' and last_row > ?${wanted} order by position limit 1`, [importId, from, ...(status === undefined ? [] : [status])]);
      if (!part) break;
      found.push(...part.rows.filter((row) => row.row > after && (status === undefined || row.status === status)));
      from = part.lastRow;
    }
    return found.slice(0, most);
  }

  /** The open units of the subtree with what the asker may do in it, and every path that was ever used there. Null when the root is not there. */
  async world(tx: Tx, ability: AppAbility, rootPath: string): Promise<{ readonly world: OrgWorld; readonly taken: Set<string>; readonly counts: Map<string, number> } | null> {
    const all = await this.organisations.tree(tx, rootPath);
    const orgs = all.filter((org) => org.closedOn === null);
    const root = orgs.find((org) => org.path === rootPath);
    if (!root) return null;
    const known = new Map<string, boolean>();
    const may: OrgWorld['may'] = (action, path, sector) => {
      const key = `${action}|${path}|${sector}`;
      const answer = known.get(key) ?? can(ability, action, 'Organisation', { orgPath: path, sector, publishedTo: path });
      known.set(key, answer);
      return answer;
    };
    return { world: { root, orgs, may }, taken: new Set(all.map((org) => org.path)), counts: childCounts(all) };
  }

  /** Headers that the unit's tables use, and those of the units above it. */
  async remembered(tx: Tx, orgPath: string): Promise<Record<string, string>> {
    const rows = await tx.sql<{ headers: Record<string, string> }>('select headers from sheet_columns where sheet = ? and ? ^@ org_path order by length(org_path)', [SHEET, orgPath]);
    return Object.assign({}, ...rows.map((row) => row.headers)) as Record<string, string>;
  }

  async remember(tx: Tx, org: { readonly id: string; readonly path: string }, headers: Readonly<Record<string, string>>): Promise<void> {
    const known = await tx.em.findOne(SheetColumnsRecord, { orgId: org.id, sheet: SHEET });
    if (known) known.headers = { ...known.headers, ...headers };
    else tx.em.persist(tx.em.create(SheetColumnsRecord, { id: randomUUID(), orgPath: org.path, orgId: org.id, sheet: SHEET, headers: { ...headers } } as never));
    await tx.em.flush();
  }

  /** One part is written while the next is made ready. */
  private async keep<T>(tx: Tx, parts: readonly T[], of: (part: T, position: number) => ConstructorPart): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    for (const [position, part] of parts.entries()) {
      const next = this.part(tx, of(part, position));
      await writing.catch(async (error: unknown) => {
        await next.catch(() => undefined);
        throw error;
      });
      writing = next;
    }
    await writing;
  }

  private async part(tx: Tx, { importId, orgPath, kind, position, counts, lastRow, rows, acts }: ConstructorPart): Promise<void> {
    await tx.bulk('insert into org_import_part (id, org_path, import_id, kind, position, counts, last_row, rows, acts) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::json, $9::json)', [
      randomUUID(), orgPath, importId, kind, position, JSON.stringify(counts), lastRow, JSON.stringify(rows), JSON.stringify(acts),
    ]);
  }

  private parts<T>(all: readonly T[]): T[][] {
    return Array.from({ length: Math.ceil(all.length / ROWS_IN_A_PART) }, (_, n) => all.slice(n * ROWS_IN_A_PART, (n + 1) * ROWS_IN_A_PART));
  }
}

function childCounts(orgs: readonly OrgRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const org of orgs) counts.set(org.parentId ?? '', (counts.get(org.parentId ?? '') ?? 0) + 1);
  return counts;
}
