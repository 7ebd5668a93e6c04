import { Injectable } from '@nestjs/common';
import type { LateKind, RemindActsIn, RemindedOut } from '@shuping/contracts';
import { awaitsVerification, type ProblemState } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { NOBODY } from '../cycle.entity.ts';
import { CyclesRepository } from '../cycles.repository.ts';
import { LateActsQueries, type LateAct } from '../late-acts.queries.ts';

/** What the assessee owes in person; the rest waits for a role or the office. */
const OWN: ReadonlySet<LateKind> = new Set(['problem', 'list', 'letter']);

/** 催办 of what is late beside reports (R-C3): it stands with the to-do of whoever owes it, each matter once a day, on record. */
@Injectable()
export class RemindActsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: CyclesRepository, private readonly late: LateActsQueries) {}

  execute(who: AppPrincipal, cycleId: string, input: RemindActsIn): Promise<Result<RemindedOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      // under the lock, so that two at once do not remind twice
      const cycle = await this.rows.locked(tx, cycleId);
      if (!cycle || !can(who.ability, 'update', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const day = dayOf(tx.now);
      const asked = input.ids === undefined ? null : new Set(input.ids);
      const late = (await this.late.rows(tx, cycle)).filter((row) => asked === null || asked.has(row.id));
      const due = late.filter((row) => row.remindedOn !== day);
      for (const row of due) {
        this.rows.addReminder(tx, {
          id: randomUUID(), hostId: cycle.hostId, cycleId, orgPath: row.orgPath, sector: row.sector, assesseeId: row.assesseeId ?? NOBODY, personId: owes(row), subjectId: row.id,
          state: row.state, stepIndex: 0, role: row.role, due: row.due, day, at: tx.now, by: who.name.slice(0, 60), note: input.note,
        });
      }
      const counted = { sent: due.length, already: late.length - due.length, inTime: asked === null ? 0 : asked.size - late.length };
      if (due.length > 0) tx.audit({ action: 'cycle.remind-acts', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, after: { ...counted, day, acts: due.slice(0, 200).map((row) => ({ kind: row.kind, id: row.id })) } });
      return ok(counted);
    });
  }
}

/** A measure handed in waits for the office, not for its author. */
function owes(row: LateAct): string {
  return OWN.has(row.kind) && !awaitsVerification(row.state as ProblemState) ? row.personId : NOBODY;
}
