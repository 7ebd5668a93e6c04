import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/persistence/index.ts';
import type { Field } from './coverage.ts';
import type { CycleView } from './cycles.api.ts';
import type { CyclesRepository } from './cycles.repository.ts';

/** How many were put into the list, and how many units have nobody by the rules. */
export type Placed = { readonly proposed: number; readonly missing: number };

/** Puts whom tree, posts and schemes propose into the list of a new cycle (R-C1); the office confirms them, and says why others are missing. */
export async function placeProposed(tx: Tx, rows: CyclesRepository, cycle: CycleView, field: Field): Promise<Placed> {
  for (const one of field.proposed) {
    const at = field.units.findIndex((unit) => unit.id === one.orgId);
    const unit = field.units[at]!;
    rows.addAssessee(tx, {
      id: randomUUID(), hostId: cycle.hostId, cycleId: cycle.id, orgPath: unit.path, sector: unit.sector, orgId: unit.id, personId: one.personId, orgName: unit.name, orgKind: unit.kind, personName: field.names.get(one.personId) ?? '',
      pathThen: unit.path, facts: {}, included: true, reasonCode: '', reason: '', position: at, appointmentId: one.appointmentId, post: one.post, listedTo: '',
    });
  }
  await tx.em.flush();
  return { proposed: field.proposed.length, missing: field.missing.length };
}
