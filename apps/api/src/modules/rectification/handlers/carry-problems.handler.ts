import { Injectable } from '@nestjs/common';
import type { CarryOut } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { Carry } from '../carry.ts';

/** The office carries the open items of a cycle into a later one of the same host (R-I5). */
@Injectable()
export class CarryProblemsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly carry: Carry) {}

  execute(who: AppPrincipal, fromId: string, toId: string): Promise<Result<CarryOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const from = await this.cycles.cycle(tx, fromId);
      if (!from || !can(who.ability, 'read', 'Cycle', from)) return err({ code: 'cycle.not-found' });
      if (!can(who.ability, 'update', 'Cycle', from)) return err({ code: 'permission.denied' });
      const to = await this.cycles.cycle(tx, toId);
      if (!to || !can(who.ability, 'update', 'Cycle', to)) return err({ code: 'cycle.not-found', at: '/toCycleId' });
      return this.carry.run(tx, from, to, who.name);
    });
  }
}
