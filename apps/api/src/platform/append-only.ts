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

/**
 * The same rows for the same people, but only to read and to add: nobody changes or takes away one. Only their path follows a reorganisation, by the
 * server; the login may change no other column (`migrations/sql/grants.sql.ts`).
 */
export function addOnly(rows: RowPolicies): RowPolicies {
  return { ...rows, policies: [...rows.policies.flatMap((policy) => split(policy, false)), { name: 'follow', command: 'update', using: SYSTEM, check: SYSTEM }] };
}

/** The same rows for the same people, but nobody takes one away. */
export function undeletable(rows: RowPolicies): RowPolicies {
  return { ...rows, policies: rows.policies.flatMap((policy) => split(policy, true)) };
}

function split(policy: PolicyDef, changeable: boolean): PolicyDef[] {
  const { name, command, using, check } = policy;
  if (command !== 'all') return [policy];
  return [
    { name: `${name}_read`, command: 'select', using: using! },
    { name: `${name}_add`, command: 'insert', check: check! },
    ...(changeable ? [{ name: `${name}_change`, command: 'update' as const, using: using!, check: check! }] : []),
  ];
}

/** Everybody adds rows; the system takes them up, with row locks, and away. */
export function queue(): RowPolicies {
  return { rowLevelSecurity: 'force', policies: [{ name: 'add', command: 'insert', check: 'true' }, { name: 'system', command: 'all', using: SYSTEM, check: SYSTEM }] };
}
