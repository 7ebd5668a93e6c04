import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ObjectionDecisionIn, ObjectionIn, ObjectionOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { publicityRuns, PublicityQueries, toObjection } from '../publicity.queries.ts';
import { allowed } from '../reach.ts';
import { Rechecker } from '../recheck.ts';
import { ResultsRepository } from '../results.repository.ts';

/** Objections during publicity (R-H1, R-G5): raised by anybody of the circle, decided by leader or committee. */
@Injectable()
export class ObjectionsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository, private readonly rechecker: Rechecker) {}

  raise(who: AppPrincipal, body: z.infer<typeof ObjectionIn>): Promise<Result<ObjectionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, body.assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      const result = await this.rows.currentOf(tx, body.assesseeId);
      if (!assessee || !cycle || !result || !can(who.ability, 'read', 'Result', result)) return err({ code: 'result.not-found' });
      if (!publicityRuns(cycle, dayOf(tx.now)) || result.state !== 'published') return err({ code: 'objection.not-running' });
      if (who.personId === null) return err({ code: 'objection.no-person' });
      const { orgPath, sector } = assessee;
      if (!allowed(who, 'create', 'Objection', { orgPath, sector, personId: who.personId })) return err({ code: 'permission.denied' });
      const row = this.rows.newObjection(tx, {
        hostId: assessee.hostId, id: randomUUID(), orgPath, sector, cycleId: cycle.id, assesseeId: assessee.id, personId: who.personId, raisedName: who.name, text: body.text, raisedAt: tx.now, state: 'open', decision: '', decidedBy: '',
      });
      await this.rows.flush(tx);
      tx.audit({ action: 'objection.raise', subject: { type: 'Objection', id: row.id }, orgPath, after: { assesseeId: assessee.id } });
      tx.emit({ type: 'objection.raised', key: row.id, payload: { objectionId: row.id, cycleId: cycle.id, assesseeId: assessee.id }, orgPath, hostId: assessee.hostId });
      return ok(toObjection(who, row, assessee));
    });
  }

  decide(who: AppPrincipal, id: string, version: number, body: z.infer<typeof ObjectionDecisionIn>): Promise<Result<ObjectionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.objection(tx, id);
      const assessee = row && (await this.cycles.assessee(tx, row.assesseeId));
      const cycle = row && (await this.cycles.cycle(tx, row.cycleId));
      if (!row || !assessee || !cycle || !can(who.ability, 'read', 'Objection', row)) return err({ code: 'objection.not-found' });
      const no = PublicityQueries.closed(who, row, assessee);
      if (no) return err({ code: no });
      if (row.version !== version) return stale(toObjection(who, row, assessee), row.version);
      if (row.state !== 'open') return err({ code: 'objection.decided' });
      if (body.upheld) {
        const again = await this.rechecker.run(tx, cycle, { assesseeId: assessee.id, reason: body.decision, by: who.name, grade: body.grade });
        if (!again.ok) return again;
      }
      Object.assign(row, { state: body.upheld ? 'upheld' : 'rejected', decision: body.decision, decidedBy: who.name });
      await this.rows.flush(tx);
      tx.audit({ action: 'objection.decide', subject: { type: 'Objection', id }, orgPath: row.orgPath, after: { state: row.state }, reason: body.decision });
      return ok(toObjection(who, row, assessee));
    });
  }
}
