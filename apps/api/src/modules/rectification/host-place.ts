import type { CycleView } from '../cycles/index.ts';
import type { Place } from './rectification.repository.ts';

/** Stands for the assessee of items that are the host's own. */
export const NOBODY_ASSESSED = '00000000-0000-0000-0000-000000000000';

/** Where a measure of the host itself stands: with the host, in the name of whoever raised it (R-I3). */
export function hostPlace(cycle: Pick<CycleView, 'id' | 'hostId' | 'orgPath' | 'hostName'>, sector: string, person: { readonly id: string; readonly name: string }): Place {
  return { hostId: cycle.hostId, id: NOBODY_ASSESSED, cycleId: cycle.id, orgPath: cycle.orgPath, sector, orgId: cycle.hostId, orgName: cycle.hostName, personId: person.id, personName: person.name.slice(0, 60) };
}
