import { Injectable } from '@nestjs/common';
import { reopenStage, stageReached } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Stage } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toCycle } from '../cycles.presenter.ts';
import { CyclesRepository } from '../cycles.repository.ts';
import type { Opened } from './advance-cycle.handler.ts';

/** Takes a cycle back to an earlier stage with a reason (R-C2); refused once results are final. What the schemes froze stays frozen. */
@Injectable()
export class ReopenCycleHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: CyclesRepository) {}

  execute(who: AppPrincipal, id: string, version: number, to: Stage, reason: string): Promise<Result<Opened, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.rows.locked(tx, id);
      if (!cycle || !can(who.ability, 'reopen', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      if (cycle.version !== version) return stale(toCycle(cycle, who), cycle.version);
      const stage = reopenStage(cycle.stage, to, reason);
      if (!stage.ok) return stage;
      const from = cycle.stage;
      cycle.stage = stage.value;
      if (!stageReached(stage.value, 'publicity')) tx.em.assign(cycle, { publicityFrom: null, publicityEnds: null });
      await tx.em.flush();
      const number = await this.rows.enter(tx, cycle, stage.value, who.name, reason.trim());
      tx.audit({ action: 'cycle.reopen', subject: { type: 'Cycle', id }, orgPath: cycle.orgPath, before: { stage: from }, after: { stage: stage.value }, reason: reason.trim() });
      tx.emit({ type: 'cycle.stage-reopened', key: `${id}:${number}`, payload: { cycleId: id, stage: stage.value, from }, orgPath: cycle.orgPath, hostId: cycle.hostId });
      return ok({ stage: stage.value, version: cycle.version, publicityEnds: cycle.publicityEnds ?? null });
    });
  }
}
