import type { PolicyDef } from '@mikro-orm/core';

/**
 * Row policies of the tables, spread into `defineEntity`. They read the transaction-local settings that the unit of work sets
 * (`session-settings.ts`) through the functions of `migrations/sql/policy-functions.sql.ts`, and show nothing without them.
 * Column arguments are column names, not property names.
 */
export type RowPolicies = { readonly rowLevelSecurity: 'force'; readonly policies: PolicyDef[] };

export type ScopedOptions = {
  /** Column with the closed path of the organisation. */
  readonly pathColumn?: string;
  /** Column with the sector; without it only scopes over all sectors reach the table, unless `anySector`. */
  readonly sectorColumn?: string | null;
  /** The table is no matter of sectors: every scope over the path reaches it. */
  readonly anySector?: boolean;
};

export type MineOptions = ScopedOptions & {
  readonly personColumn: string;
  /** The person may also write the own rows. */
  readonly mineWritable?: boolean;
};

export type PublishedOptions = ScopedOptions & {
  readonly personColumn?: string;
  readonly mineWritable?: boolean;
  /** Text column, not null, default '': closed path of the circle that may read the row. */
  readonly publishedColumn?: string;
};

/** Rows of the subtrees in scope. */
export function scoped(options: ScopedOptions = {}): RowPolicies {
  return forced([scopePolicy(options)]);
}

/** Rows in scope, and rows about the person. */
export function scopedOrMine(options: MineOptions): RowPolicies {
  return forced([scopePolicy(options), minePolicy(options.personColumn, options.mineWritable)]);
}

/** Rows in scope, rows about the person (when `personColumn` is given), and rows published to a circle the person is in. */
export function scopedOrMineOrPublished(options: PublishedOptions = {}): RowPolicies {
  const mine = options.personColumn === undefined ? [] : [minePolicy(options.personColumn, options.mineWritable)];
  const using = `${ident(options.publishedColumn ?? 'published_to')} = any ((select app_circles())::text[])`;
  return forced([scopePolicy(options), ...mine, { name: 'published', command: 'select', using }]);
}

/** Rows of the person only, readable and writable. */
export function ownRow(options: { readonly personColumn: string }): RowPolicies {
  const using = `(select app_system()) or ${mine(options.personColumn)}`;
  return forced([{ name: 'own', command: 'all', using, check: using }]);
}

/** Catalogue rows: everybody reads them, only the system writes them, or whoever `writable` lets. */
export function openRead(options: { readonly writable?: 'system' | 'everybody' } = {}): RowPolicies {
  const write = options.writable === 'everybody' ? 'true' : '(select app_system())';
  return forced([
    { name: 'read', command: 'select', using: 'true' },
    { name: 'write', command: 'all', using: write, check: write },
  ]);
}

/** Rows that only the system touches (sessions, queues, the audit chain). */
export function systemOnly(): RowPolicies {
  const using = '(select app_system())';
  return forced([{ name: 'system', command: 'all', using, check: using }]);
}

function forced(policies: PolicyDef[]): RowPolicies {
  return { rowLevelSecurity: 'force', policies };
}

function scopePolicy(options: ScopedOptions): PolicyDef {
  const using = scopeExpression(options);
  return { name: 'scope', command: 'all', using, check: using };
}

function minePolicy(column: string, writable = false): PolicyDef {
  const using = mine(column);
  return writable ? { name: 'mine', command: 'all', using, check: using } : { name: 'mine', command: 'select', using };
}

function mine(column: string): string {
  return `${ident(column)} = (select app_person())`;
}

// the sub-selects are evaluated once per statement; the comparison per row is a plain prefix test
function scopeExpression({ pathColumn = 'org_path', sectorColumn = 'sector', anySector = false }: ScopedOptions): string {
  const path = ident(pathColumn);
  if (anySector) return `(select app_system()) or ${path} ^@ any ((select app_paths())::text[])`;
  const all = `${path} ^@ any ((select app_scope_all())::text[])`;
  const own = sectorColumn === null ? '' : ` or ((${ident(sectorColumn)} || ':') || ${path}) ^@ any ((select app_scope_sector())::text[])`;
  return `(select app_system()) or ${all}${own}`;
}

function ident(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a plain column name: ${name}`);
  return name;
}
