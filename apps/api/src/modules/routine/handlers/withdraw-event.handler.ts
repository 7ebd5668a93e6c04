import { Injectable } from '@nestjs/common';
import type { EventOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { toEvent } from '../routine.presenter.ts';
import { RoutineRepository } from '../routine.repository.ts';

/** Takes an event back with a reason; it stays on record and no longer counts. */
@Injectable()
export class WithdrawEventHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<EventOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.event(tx, id);
      const cycle = row && (await this.cycles.cycle(tx, row.cycleId));
      if (!row || !cycle || !can(who.ability, 'read', 'EventRecord', row)) return err({ code: 'event.not-found' });
      const denied = whyNot(who.ability, 'update', 'EventRecord', row);
      if (denied) return err({ code: denied });
      if (row.version !== version) return stale(toEvent(row, who, null), row.version);
      const inTime = this.cycles.requireStage(cycle, 'research', 'grading');
      if (!inTime.ok) return inTime;
      if (row.withdrawn) return err({ code: 'event.withdrawn' });
      if (reason.trim() === '') return err({ code: 'reason.required', at: '/reason' });
      tx.em.assign(row, { withdrawn: true, withdrawnReason: reason.trim() });
      await tx.em.flush();
      tx.audit({ action: 'event.withdraw', subject: { type: 'EventRecord', id }, orgPath: row.orgPath, reason: reason.trim() });
      return ok(toEvent(row, who, null));
    });
  }
}
