import type { OrgPath } from '@shuping/kernel';
import type { Tx } from '../../../platform/persistence/index.ts';

type Meta = { readonly tableName: string; readonly properties: Readonly<Record<string, { readonly fieldNames?: readonly string[] }>> };
/** A table whose rows belong to an organisation: columns that hold closed paths of today, and whether the rows belong to the host of a cycle. */
export type PathTable = { readonly table: string; readonly circles: readonly string[]; readonly ofHost: boolean };

/** Entries keep the path under which the act was done: the chain is never rewritten. */
export const KEEPS_ITS_PATH: readonly string[] = ['audit_entry'];
const CIRCLES = ['published_to', 'listed_to'];

/** Every table with `org_path`, from the entities, so that a new one follows without being named here. */
export function pathTables(tx: Tx): PathTable[] {
  const tables = [...tx.em.getMetadata().getAll().values()].map((one) => one as unknown as Meta).map((meta) => {
    const columns = Object.values(meta.properties).flatMap((property) => property.fieldNames ?? []);
    return { table: meta.tableName, columns };
  });
  return tables.filter(({ table, columns }) => columns.includes('org_path') && !KEEPS_ITS_PATH.includes(table))
    .map(({ table, columns }) => ({ table, circles: CIRCLES.filter((one) => columns.includes(one)), ofHost: columns.includes('host_id') }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}

/** Files that are enclosed in rows of a host that stays, by the columns that name them. */
const ENCLOSED = `select l.file_id from letter l where l.org_path >= :lo and l.org_path < :hi and not l.host_id = any(:hosts)
  union select v::uuid from (select files, host_id, org_path from event_record union all select files, host_id, org_path from officer_score union all select files, host_id, org_path from problem_entry) f, jsonb_array_elements_text(f.files) v
  where f.org_path >= :lo and f.org_path < :hi and not f.host_id = any(:hosts)`;

/**
 * Rewrites the closed paths of a subtree from `from` to `to` in every table, in the acting transaction, which must run `alone` and as the system. Rows of a
 * cycle follow its host: where the host stays, they stay, with the names and paths they were printed with. Gives how many rows were rewritten by table.
 */
export async function followPath(tx: Tx, from: OrgPath, to: OrgPath): Promise<Record<string, number>> {
  const hosts = (await tx.sql<{ host_id: string }>('select distinct host_id from cycle c where exists (select 1 from organisation o where o.id = c.host_id and o.org_path >= ? and o.org_path < ?)', [from, `${from}~`])).map((row) => row.host_id);
  const counts: Record<string, number> = {};
  for (const table of pathTables(tx)) {
    const n = await rewrite(tx, table, { from, to, hosts });
    if (n > 0) counts[table.table] = n;
  }
  return counts;
}

async function rewrite(tx: Tx, { table, circles, ofHost }: PathTable, { from, to, hosts }: { from: OrgPath; to: OrgPath; hosts: readonly string[] }): Promise<number> {
  const list = `{${hosts.join(',')}}`;
  const optional = table === 'outbox';
  if (ofHost && !optional && hosts.length === 0) return 0;
  const moved = (column: string): string => `${column} = ?::text || substr(${column}, ?::int)`;
  const params: unknown[] = [to, from.length + 1];
  const sets = [moved('org_path'), ...circles.map((column) => {
    params.push(from, to, from.length + 1);
    return `${column} = case when ${column} ^@ ?::text then ?::text || substr(${column}, ?::int) else ${column} end`;
  })];
  params.push(from, `${from}~`);
  const where = ['org_path >= ?', 'org_path < ?'];
  if (ofHost) {
    where.push(optional ? '(host_id is null or host_id = any(?::uuid[]))' : 'host_id = any(?::uuid[])');
    params.push(list);
  }
  if (table === 'file') {
    where.push(`id not in (${ENCLOSED.replace(/:lo/g, '?').replace(/:hi/g, '?').replace(/:hosts/g, '?::uuid[]')})`);
    params.push(from, `${from}~`, list, from, `${from}~`, list);
  }
  const [row] = await tx.sql<{ n: number }>(`with done as (update "${table}" set ${sets.join(', ')} where ${where.join(' and ')} returning 1) select count(*)::int as n from done`, params);
  return row!.n;
}

/** Rows under a path that belongs to nobody any more, by table: none after any reorganisation. Rows of a cycle lie under their host, files under some organisation, all others at one. */
export async function orphanPaths(tx: Tx): Promise<{ table: string; path: string }[]> {
  const found: { table: string; path: string }[] = [];
  for (const { table, ofHost } of pathTables(tx)) {
    const owner = ofHost && table !== 'outbox' ? 'o.id = t.host_id and t.org_path ^@ o.org_path' : table === 'file' || ofHost ? 't.org_path ^@ o.org_path' : 't.org_path = o.org_path';
    const rows = await tx.sql<{ path: string }>(`select distinct t.org_path as path from "${table}" t where t.org_path <> '/' and not exists (select 1 from organisation o where ${owner})`);
    found.push(...rows.map(({ path }) => ({ table, path })));
  }
  return found;
}
