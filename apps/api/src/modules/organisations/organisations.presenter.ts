import type { OrganisationOut } from '@shuping/contracts';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { OrganisationRecord } from './organisation.entity.ts';

/** Row as the console sees it, with what the asker may do. */
export function toOrganisation(row: OrganisationRecord, who: AppPrincipal): OrganisationOut {
  // an act that the asker's roles never allow here is absent; one that the state shuts says why
  const may: OrganisationOut['may'] = {};
  for (const [name, action] of [['edit', 'update'], ['addUnit', 'create'], ['close', 'delete']] as const) {
    if (can(who.ability, action, 'Organisation', row)) may[name] = row.closedOn === null ? true : { reason: 'organisation.closed' };
  }
  return {
    id: row.id, code: row.code, name: row.name, shortName: row.shortName, kind: row.kind as OrganisationOut['kind'], sector: row.sector, path: row.orgPath, parentId: row.parentId ?? null,
    opensOn: row.opensOn, closedOn: row.closedOn ?? null, version: row.version, may,
  };
}
