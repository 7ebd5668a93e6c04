import { Injectable } from '@nestjs/common';
import type { RectificationOut } from '@shuping/contracts';
import { closingRates, PROBLEM_SOURCES, type ClosingRate } from '@shuping/domain';
import { dayOf, err, Fraction, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** Closing rates of a cycle by unit, over the items that the asker may read (R-I7). */
@Injectable()
export class RatesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  of(who: AppPrincipal, cycleId: string): Promise<Result<RectificationOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const rows = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { cycleId }] });
      const rates = closingRates(rows.map((row) => ({ orgId: row.orgId, orgName: row.orgName, state: row.state, deadline: row.deadline ?? null, reopened: row.reopened, repeat: Boolean(row.repeatOf) })), dayOf(tx.now));
      return ok({
        cycleId, total: shown(rates.total), units: rates.units.map(({ orgId, orgName, ...rate }) => ({ orgId, orgName, ...shown(rate) })),
        sources: PROBLEM_SOURCES.map((source) => ({ source, count: rows.filter((row) => row.source === source).length })).filter(({ count }) => count > 0),
        may: { ...mayOf(who.ability, 'Cycle', cycle, { carry: 'update' }), ...mayOf(who.ability, 'Problem', { orgPath: cycle.orgPath, sector: '', personId: '' }, { create: 'create', export: 'export' }) },
      });
    });
  }
}

function shown({ rate, ...counts }: ClosingRate): RectificationOut['total'] {
  return { ...counts, rate: rate && { exact: rate.toString(), shown: rate.mul(new Fraction(100n)).toFixed(1) } };
}
