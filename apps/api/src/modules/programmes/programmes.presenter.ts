import type { ProgrammeItem } from '@shuping/contracts';
import { isProgrammeDraft, isProgrammeInForce } from '@shuping/domain';
import { can, mayOf } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { ProgrammeRecord } from './programme.entity.ts';

/** Programme as lists show it, with what the asker may do. */
export function toProgramme(row: ProgrammeRecord, who: AppPrincipal): ProgrammeItem {
  const { id, orgId, ownerName, year, title, number, tag, state, sectors, periodStart, periodEnd, withdrawReason, version } = row;
  const frozen = isProgrammeDraft(state) ? null : 'programme.frozen';
  const forceless = isProgrammeInForce(state) ? null : 'programme.not-issued';
  return {
    id, orgId, orgName: ownerName, year, title, number, tag, state, sectors, periodStart, periodEnd, issuedAt: row.issuedAt?.toISOString() ?? null, withdrawnAt: row.withdrawnAt?.toISOString() ?? null, withdrawReason, version,
    may: {
      ...mayOf(who.ability, 'Programme', row, { edit: 'update', discard: 'delete', issue: 'publish', withdraw: 'close', remind: 'update', moveDays: 'update' }, { edit: frozen, discard: frozen, issue: frozen, withdraw: forceless, remind: forceless, moveDays: forceless }),
      ...(isSuperior(who, row) ? { overview: true as const } : {}),
    },
  };
}

/** True for readers whose scope holds the owner: they look at all cycles below. */
export function isSuperior(who: AppPrincipal, row: Pick<ProgrammeRecord, 'orgPath'>): boolean {
  return can(who.ability, 'read', 'Programme', { orgPath: row.orgPath, publishedTo: '' });
}

/** Paths of the asker's own grants: where an organisation's office works. */
export function officePaths(who: AppPrincipal): string[] {
  return [...new Set(who.grants.map((grant) => grant.path))];
}
