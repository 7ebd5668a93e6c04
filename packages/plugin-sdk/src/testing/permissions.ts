import { actionsOf, PLATFORM_SUBJECTS, SUBJECT_COLUMNS, subjectsOf } from '@shuping/permissions';
import type { SectorManifest } from '../manifest.schema.ts';
import { finding, type Finding } from './findings.ts';

/** Acts that belong to the core's own offices; a sector's role never has them. */
const NEVER: readonly (readonly [action: string, subject: string])[] = [['seal', 'Meeting'], ['decide', 'Grading'], ['decide', 'Result'], ['enable', 'SectorEnablement'], ['publish', 'SchemeLayer']];

/**
 * Roles stay inside their sector: permission.everything (`manage` or `all`), permission.outside-sector (a subject whose rows carry no sector, so that the grant could
 * not be clipped), permission.platform (a subject of the installation), permission.core-office (an act that only the core's roles have).
 */
export function permissionFindings(plugin: SectorManifest): Finding[] {
  return plugin.roles.flatMap((role) => role.cells.flatMap((cell, index) => {
    const at = `roles/${role.id}/cells/${index}`;
    if (cell.action === 'manage' || cell.subject === 'all') return [finding('permission.everything', at)];
    const actions = actionsOf(cell);
    return subjectsOf(cell).flatMap((subject) => {
      if (PLATFORM_SUBJECTS.includes(subject)) return [finding('permission.platform', at, { subject })];
      if (!SUBJECT_COLUMNS[subject].sector) return [finding('permission.outside-sector', at, { subject })];
      return NEVER.filter(([action, of]) => of === subject && actions.some((own) => own === action)).map(([action]) => finding('permission.core-office', at, { subject, action }));
    });
  }));
}
