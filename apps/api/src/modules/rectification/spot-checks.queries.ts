import { Injectable } from '@nestjs/common';
import type { SpotDrawsOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** The draws of a cycle with what became of them, newest first (R-I6). */
@Injectable()
export class SpotChecksQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  of(who: AppPrincipal, cycleId: string): Promise<Result<SpotDrawsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      return cycle && can(who.ability, 'read', 'Cycle', cycle) ? ok(await this.out(tx, who, cycle)) : err<Problem>({ code: 'cycle.not-found' });
    });
  }

  async out(tx: Tx, who: AppPrincipal, cycle: CycleView): Promise<SpotDrawsOut> {
    const draws = await this.rows.draws(tx, cycle.id);
    const waiting = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { cycleId: cycle.id, spot: 'drawn' }] });
    return {
      items: draws.map((draw) => ({
        id: draw.id, sector: draw.sector, number: draw.number, seed: draw.seed, share: draw.share, pool: draw.pool, drawn: draw.drawn, waiting: waiting.filter((row) => row.spotDraw === draw.id).length,
        held: draw.held, failed: draw.failed, byName: draw.byName, at: draw.at.toISOString(),
      })),
      may: mayOf(who.ability, 'Problem', { orgPath: cycle.orgPath, sector: '', personId: '' }, { draw: 'verify' }),
    };
  }
}
