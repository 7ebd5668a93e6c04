import { Injectable } from '@nestjs/common';
import type { CommonOut } from '@shuping/contracts';
import { commonProblems, isCarriedItem, isClosedItem } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { toRow } from './rectification.presenter.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** Groups offered at a time. */
const MOST = 50;

/** 共性问题 (R-I3): like items of several units that nobody has raised yet, and what was raised to a measure of the host. */
@Injectable()
export class CommonQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  of(who: AppPrincipal, cycleId: string): Promise<Result<CommonOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      return cycle && can(who.ability, 'read', 'Cycle', cycle) ? ok(await this.out(tx, who, cycle)) : err<Problem>({ code: 'cycle.not-found' });
    });
  }

  private async out(tx: Tx, who: AppPrincipal, cycle: CycleView): Promise<CommonOut> {
    const all = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { cycleId: cycle.id }] });
    const groups = commonProblems(all.filter((row) => row.source !== 'common' && row.commonId == null && !isCarriedItem(row.state))).slice(0, MOST);
    const today = dayOf(tx.now);
    return {
      cycleId: cycle.id,
      groups: groups.map(({ title, orgs, members }) => ({ title, orgs, members: members.map(({ id, orgId, orgName, personName, title: own, state }) => ({ id, orgId, orgName, personName, title: own, state })) })),
      raised: all.filter((row) => row.source === 'common').map((row) => {
        const members = all.filter((one) => one.commonId === row.id);
        return { ...toRow(row, who, today), members: members.length, closed: members.filter((one) => isClosedItem(one.state)).length };
      }),
      may: mayOf(who.ability, 'Problem', { orgPath: cycle.orgPath, sector: '', personId: '' }, { raise: 'create' }, { raise: who.personId === null ? 'problem.no-person' : null }),
    };
  }
}
