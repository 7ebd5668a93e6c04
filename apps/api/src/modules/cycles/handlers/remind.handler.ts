import { Injectable } from '@nestjs/common';
import type { RemindedOut, RemindIn } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { AssesseesQueries, waitsForStep, type AssesseeLine } from '../assessees.queries.ts';
import { NOBODY } from '../cycle.entity.ts';
import { CyclesApi } from '../cycles.api.ts';
import { CyclesRepository } from '../cycles.repository.ts';

/** 催办: reminds the authors of late reports, and the roles at whose step a report is late (R-C3). Each person and each matter once a day. */
@Injectable()
export class RemindHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly assessees: AssesseesQueries, private readonly rows: CyclesRepository) {}

  execute(who: AppPrincipal, cycleId: string, input: RemindIn): Promise<Result<RemindedOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      // under the lock, so that two at once do not remind twice
      const cycle = await this.rows.locked(tx, cycleId);
      if (!cycle || !can(who.ability, 'update', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const inTime = this.cycles.requireStage(cycle, 'reporting', 'meeting');
      if (!inTime.ok) return inTime;
      const day = dayOf(tx.now);
      const { schemes, rows } = await this.assessees.lines(tx, cycle, { late: '1' });
      const asked = input.assesseeIds === undefined ? null : new Set(input.assesseeIds);
      const late = rows.filter((row) => asked === null || asked.has(row.id));
      const today = await this.rows.remindersOn(tx, cycleId, day);
      const matters = new Set(today.map((one) => one.assesseeId));
      const people = new Set(today.map((one) => one.personId).filter((id) => id !== NOBODY));
      const due = late.filter((row) => !matters.has(row.id) && !(waitsForAuthor(row) && people.has(row.personId)));
      for (const row of due) {
        this.rows.addReminder(tx, {
          id: randomUUID(), hostId: cycle.hostId, cycleId, orgPath: row.orgPath, sector: row.sector, assesseeId: row.id, personId: waitsForAuthor(row) ? row.personId : NOBODY,
          state: row.state, stepIndex: row.stepIndex, subjectId: NOBODY, role: waitsForAuthor(row) ? '' : (schemes[row.sector]?.vetting[row.stepIndex]?.role ?? ''), due: row.due, day, at: tx.now, by: who.name.slice(0, 60), note: input.note,
        });
      }
      const counted = { sent: due.length, already: late.length - due.length, inTime: asked === null ? 0 : asked.size - late.length };
      if (due.length > 0) tx.audit({ action: 'cycle.remind', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, after: { ...counted, day, assessees: due.slice(0, 200).map((row) => row.id) } });
      return ok(counted);
    });
  }
}

const waitsForAuthor = (row: AssesseeLine): boolean => !waitsForStep(row);
