import { abilityFor, can, type Action, type Subject } from '@shuping/permissions';
import type { SectorManifest } from '../manifest.schema.ts';

/** Whether a role of the plugin, granted on a whole tree and all sectors, may do an act to another person's row of `sector` that is not published. R-K1 */
export function roleMay(plugin: Pick<SectorManifest, 'id' | 'roles'>, role: string, action: Action, subject: Subject, sector: string): boolean {
  const ability = abilityFor({ grants: [{ role, path: '/root/', sectors: '*', plugin: plugin.id }], personId: 'me', circles: [], roles: plugin.roles, today: '2026-12-01' });
  return can(ability, action, subject, { orgPath: '/root/unit/', sector, personId: 'somebody', publishedIn: '', circle: '', stepRole: '', ownerRole: '' });
}
