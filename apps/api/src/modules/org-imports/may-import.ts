import { can } from '@shuping/permissions';
import type { Actor } from '../../platform/persistence/index.ts';
import type { OrgImportRecord } from './org-import.entity.ts';

/** May the asker import into the unit that the import was read for? */
export function mayImportOrgs(actor: Actor, record: OrgImportRecord): actor is Extract<Actor, { kind: 'person' }> {
  return actor.kind === 'person' && can(actor.ability, 'import', 'Organisation', { orgPath: record.orgPath, sector: '', publishedTo: record.orgPath });
}
