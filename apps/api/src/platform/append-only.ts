import type { PolicyDef } from '@mikro-orm/core';
import type { RowPolicies } from './persistence/policies.ts';

const SYSTEM = '(select app_system())';

/** Rows are added where `addable` holds (everybody, by default); only `readable` sees them and only `removable` takes them away. Nobody changes one. */
export function appendOnly(readable = SYSTEM, removable?: string, addable = 'true'): RowPolicies {
  const policies: PolicyDef[] = [
    { name: 'add', command: 'insert', check: addable },
    { name: 'read', command: 'select', using: readable },
    ...(removable === undefined ? [] : [{ name: 'remove', command: 'delete' as const, using: removable }]),
  ];
  return { rowLevelSecurity: 'force', policies };
}

/** Readers of rows that carry `org_path`: scopes over the path, whatever their sectors, and the system. */
export const IN_SCOPE = "(select app_system()) or org_path ^@ any ((select app_paths())::text[])";
