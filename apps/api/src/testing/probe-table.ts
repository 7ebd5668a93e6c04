import type { RowPolicies } from '../platform/persistence/policies.ts';

/** Statements, for the owner, that put row policies on a hand-made table, as the schema generator would. */
export function policyStatements(table: string, { policies }: RowPolicies): string[] {
  const made = policies.map(({ name, command, using, check }) => {
    const using_ = using === undefined ? '' : ` using (${String(using)})`;
    const check_ = check === undefined ? '' : ` with check (${String(check)})`;
    return `create policy "${name}" on ${table} for ${command ?? 'all'}${using_}${check_}`;
  });
  return [`alter table ${table} enable row level security`, `alter table ${table} force row level security`, ...made];
}
