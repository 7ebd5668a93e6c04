import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ToleranceIn, ToleranceOut } from '@shuping/contracts';
import { toleranceBar, toleranceDues } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { RoutineApi, type Deduction } from '../../routine/index.ts';
import { allowed } from '../reach.ts';
import { isAbout, ToleranceQueries } from './tolerance.queries.ts';
import { ToleranceRepository } from './tolerance.repository.ts';

/** The person concerned, or the office for him, applies for a deduction not to count (R-H3): which one, on which ground, with proof. One application at a time about one deduction. */
@Injectable()
export class FileToleranceHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly routine: RoutineApi, private readonly rows: ToleranceRepository, private readonly queries: ToleranceQueries) {}

  execute(who: AppPrincipal, input: ToleranceIn): Promise<Result<ToleranceOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, input.assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle || !allowed(who, 'read', 'Tolerance', assessee)) return err({ code: 'assessee.not-found', at: '/assesseeId' });
      if (!allowed(who, 'create', 'Tolerance', assessee)) return err({ code: 'permission.denied' });
      const shut = await this.queries.shut(tx, cycle, assessee);
      if (shut !== null) return err({ code: shut });
      await this.rows.lock(tx, assessee.id);
      const deduction = (await this.routine.deductions(tx, assessee)).find((one) => names(one, input.deduction));
      if (!deduction) return err({ code: 'tolerance.no-deduction', at: '/deduction' });
      const rules = await this.queries.rules(tx, cycle, assessee.sector);
      const bar = toleranceBar(rules, input.ground, deduction);
      if (!rules || bar) return err(bar ?? { code: 'tolerance.not-offered' });
      const dues = toleranceDues(rules, dayOf(tx.now), null);
      if ((await this.rows.live(tx, assessee.id)).some((row) => isAbout(row, deduction))) return err({ code: 'tolerance.applied', at: '/deduction' });
      const files = [...new Set(input.files)];
      if ((await this.rows.filesAt(tx, files, assessee.orgPath)) !== files.length) return err({ code: 'file.not-found', at: '/files' });
      const { hostId, orgPath, sector, cycleId, personId } = assessee;
      const row = this.rows.add(tx, {
        hostId, id: randomUUID(), orgPath, sector, cycleId, assesseeId: assessee.id, personId, kind: deduction.kind, eventId: deduction.eventId, place: deduction.place, item: deduction.item, matter: deduction.matter, day: deduction.day,
        points: deduction.points, ground: input.ground, reason: input.reason, files, state: 'filed', filedBy: who.name.slice(0, 60), filedOn: dayOf(tx.now), supports: null, opinion: '', opinionBy: '', opinionOn: null, opinionDue: dues.opinion, decisionDue: dues.decision, decision: '', decidedBy: '', decidedOn: null, result: null,
      });
      await tx.em.flush();
      tx.audit({ action: 'tolerance.file', subject: { type: 'Tolerance', id: row.id }, orgPath, after: { assesseeId: assessee.id, deduction: input.deduction, points: deduction.points, ground: input.ground, files: files.length } });
      return ok(await this.queries.out(tx, who, row));
    });
  }
}

function names(one: Deduction, input: ToleranceIn['deduction']): boolean {
  return input.kind === 'event' ? one.eventId === input.eventId : one.kind === 'item' && one.place === input.node && one.item === input.item;
}
