import { filterFor, type Action, type AppAbility, type Filter, type Subject } from '@shuping/permissions';

/** A condition with its parameters, written `?`, in order. */
export type Sql = { readonly sql: string; readonly params: readonly unknown[] };

const COMPARE = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const COLUMNS: Readonly<Record<string, string>> = { id: 'id', orgPath: 'org_path', sector: 'sector', personId: 'person_id', publishedTo: 'published_to', listedTo: 'listed_to', ownerRole: 'owner_role' };

/** What an ability reaches of a subject, as a condition on the columns of `alias`. Row policies hold besides. */
export function reachOf(ability: AppAbility, action: Action, subject: Subject, alias: string): Sql {
  return sqlOf(filterFor(ability, action, subject), alias);
}

export function sqlOf(filter: Filter, alias: string): Sql {
  switch (filter.op) {
    case 'all': return { sql: 'true', params: [] };
    case 'none': return { sql: 'false', params: [] };
    case 'and': return joined(filter.of.map((one) => sqlOf(one, alias)), 'and', 'true');
    case 'or': return joined(filter.of.map((one) => sqlOf(one, alias)), 'or', 'false');
    case 'not': {
      const inner = sqlOf(filter.of, alias);
      return { sql: `(${inner.sql}) is not true`, params: inner.params };
    }
    case 'under': return { sql: `${column(filter.field, alias)} ^@ ?`, params: [filter.path] };
    case 'in':
    case 'nin': {
      if (filter.values.length === 0) return { sql: filter.op === 'in' ? 'false' : 'true', params: [] };
      return { sql: `${column(filter.field, alias)} ${filter.op === 'in' ? 'in' : 'not in'} (${filter.values.map(() => '?').join(', ')})`, params: filter.values };
    }
    default: return filter.value === null
      ? { sql: `${column(filter.field, alias)} is ${filter.op === 'ne' ? 'not ' : ''}null`, params: [] }
      : { sql: `${column(filter.field, alias)} ${COMPARE[filter.op]} ?`, params: [filter.value] };
  }
}

/** Conditions joined by `and` or `or`; `nothing` where there is none. */
export function joined(parts: readonly Sql[], word: 'and' | 'or', nothing: 'true' | 'false' = 'true'): Sql {
  if (parts.length === 0) return { sql: nothing, params: [] };
  return { sql: `(${parts.map((part) => part.sql).join(` ${word} `)})`, params: parts.flatMap((part) => part.params) };
}

function column(field: string, alias: string): string {
  const name = COLUMNS[field];
  if (name === undefined) throw new Error(`no column for ${field}`);
  return `${alias}.${name}`;
}
