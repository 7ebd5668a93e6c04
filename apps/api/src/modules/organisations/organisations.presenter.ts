import type { OrganisationOut } from '@shuping/contracts';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { OrganisationRecord } from './organisation.entity.ts';

/** Row as the console sees it, with what the asker may do. */
export function toOrganisation(row: OrganisationRecord, who: AppPrincipal): OrganisationOut {
  const may = (action: 'update' | 'create' | 'delete'): true | { reason: string } => {
    if (row.closedOn !== null) return { reason: 'organisation.closed' };
    return can(who.ability, action, 'Organisation', row) ? true : { reason: 'permission.denied' };
  };
  return {
    id: row.id, name: row.name, shortName: row.shortName, kind: row.kind as OrganisationOut['kind'], sector: row.sector, path: row.orgPath, parentId: row.parentId ?? null,
    opensOn: row.opensOn, closedOn: row.closedOn ?? null, version: row.version, may: { edit: may('update'), addUnit: may('create'), close: may('delete') },
  };
}
