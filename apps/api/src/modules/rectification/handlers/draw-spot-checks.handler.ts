import { Injectable } from '@nestjs/common';
import type { SpotDrawsOut } from '@shuping/contracts';
import { drawableFrom, drawSpotChecks, SPOT_CHECK_AFTER_DAYS } from '@shuping/domain';
import { addDays, dayOf, err, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import { randomInt } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../../cycles/index.ts';
import { RectificationRepository } from '../rectification.repository.ts';
import { SpotChecksQueries } from '../spot-checks.queries.ts';

/** Closed items that no check has found in order. */
const DRAWABLE = { state: 'closed', $or: [{ spot: null }, { spot: 'failed' }] };

/** 抽查: draws closed items by lot, each sector by the share of its scheme, from so many days after closing as it says; the seed is kept, so that anybody can repeat the draw (R-I6). */
@Injectable()
export class DrawSpotChecksHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi, private readonly queries: SpotChecksQueries) {}

  execute(who: AppPrincipal, cycleId: string): Promise<Result<SpotDrawsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const refused = whyNot(who.ability, 'verify', 'Problem', { orgPath: cycle.orgPath, sector: '', personId: '' });
      if (refused !== null) return err({ code: refused });
      await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 14))', [cycleId]);
      let drawn = 0;
      for (const sector of Object.keys(cycle.schemes).sort()) drawn += await this.draw(tx, cycle, sector, who);
      const first = drawn === 0 ? await this.first(tx, cycle) : null;
      if (first !== null) return err({ code: 'problem.draw-too-early', params: { from: first } });
      return drawn === 0 ? err({ code: 'problem.nothing-to-draw' }) : { ok: true as const, value: await this.queries.out(tx, who, cycle) };
    });
  }

  private async draw(tx: Tx, cycle: CycleView, sector: string, who: AppPrincipal): Promise<number> {
    const rules = await this.rules(tx, cycle, sector);
    const share = rules?.spotCheckShare ?? 0;
    const closedBy = addDays(dayOf(tx.now), -(rules?.spotCheckAfterDays ?? SPOT_CHECK_AFTER_DAYS));
    // one that failed before may be drawn again once it is closed again
    const pool = await this.rows.problems(tx, { cycleId: cycle.id, sector, closedOn: { $lte: closedBy }, ...DRAWABLE }, [{ id: 'asc' }]);
    const seed = randomInt(2 ** 32);
    const drawn = drawSpotChecks(pool.map((row) => row.id), share, seed);
    if (drawn.length === 0) return 0;
    const draw = await this.rows.addDraw(tx, cycle, sector, { seed: String(seed), share, pool: pool.map((row) => row.id), drawn: [...drawn], byName: who.name.slice(0, 60) });
    for (const row of pool.filter((one) => drawn.includes(one.id))) {
      Object.assign(row, { spot: 'drawn', spotDraw: draw.id });
      this.rows.enter(tx, row, { kind: 'drawn', text: '', byName: who.name });
    }
    await tx.em.flush();
    tx.audit({ action: 'problem.draw', subject: { type: 'Cycle', id: cycle.id }, orgPath: cycle.orgPath, after: { draw: draw.id, sector, seed: draw.seed, share, pool: pool.length, drawn } });
    return drawn.length;
  }

  private async rules(tx: Tx, cycle: CycleView, sector: string): Promise<Scheme['rectification'] | null> {
    return (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.rectification ?? null;
  }

  /** Day from which the first of the items that are closed, but have not held long enough, may be drawn; null where there is none. */
  private async first(tx: Tx, cycle: CycleView): Promise<Day | null> {
    const days: Day[] = [];
    for (const sector of Object.keys(cycle.schemes)) {
      const rules = await this.rules(tx, cycle, sector);
      const closed = (rules?.spotCheckShare ?? 0) > 0 ? await this.rows.problems(tx, { cycleId: cycle.id, sector, ...DRAWABLE }) : [];
      days.push(...closed.flatMap((row) => (row.closedOn ? [drawableFrom(row.closedOn, rules?.spotCheckAfterDays)] : [])));
    }
    return days.sort()[0] ?? null;
  }
}
