import { Injectable } from '@nestjs/common';
import type { DecisionsIn } from '@shuping/contracts';
import { step, RESULT_MACHINE } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { checkDecision, type GradeDecision } from '@shuping/scoring';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { PoolReader } from '../pool-reader.ts';
import { computedOf, type Pool } from '../pools.ts';
import { allowed, byOffice } from '../reach.ts';
import type { ResultRecord } from '../result.entity.ts';
import { ResultsRepository } from '../results.repository.ts';

/** The committee decides the grades of a pool (R-G3): who is not named keeps the grade decided before, else the computed one. The computed grade is kept beside. */
@Injectable()
export class DecideHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository) {}

  execute(who: AppPrincipal, cycleId: string, body: DecisionsIn): Promise<Result<{ decided: number }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      await this.rows.lock(tx, cycleId);
      const pools = await this.pools.pools(tx, cycle);
      if (!pools.ok) return pools;
      const pool = pools.value.find((one) => one.id === body.pool);
      if (!pool) return err({ code: 'result.pool-unknown' });
      if (pool.entries.some(({ assessee }) => !byOffice(who, 'decide', 'Grading', assessee))) return err({ code: 'permission.denied' });
      const named = new Set(body.decisions.map((one) => one.assesseeId));
      if (pool.entries.some(({ assessee }) => named.has(assessee.id) && !allowed(who, 'decide', 'Grading', assessee))) return err({ code: 'permission.own-grade' });
      const stage = this.cycles.requireStage(cycle, 'grading', 'publicity');
      if (!stage.ok) return stage;
      if (pool.entries.some(({ result }) => result === null)) return err({ code: 'result.not-computed' });
      const issues = checkDecision(pool.scheme, pool.grading, decisionsOf(pool, body), body.quotaReasons);
      if (issues.length > 0) return err({ code: 'decision.refused', issues });
      return ok({ decided: this.apply(tx, who, pool, body) });
    });
  }

  private apply(tx: Tx, who: AppPrincipal, pool: Pool, body: DecisionsIn): number {
    const named = new Map(body.decisions.map((one) => [one.assesseeId, one]));
    let decided = 0;
    for (const { assessee, result } of pool.entries) {
      const computed = computedOf(pool, assessee.id);
      const choice = named.get(assessee.id);
      if (!result || computed === null || (!choice && (result.state === 'decided' || !allowed(who, 'decide', 'Grading', assessee)))) continue;
      const grade = choice?.grade ?? computed;
      if (decideOne(result, { grade, reason: choice?.reason ?? '', by: who.name, at: tx.now, computed })) {
        decided += 1;
        tx.audit({ action: 'grading.decide', subject: { type: 'Result', id: result.id }, orgPath: result.orgPath, after: { computed, grade }, ...(choice?.reason ? { reason: choice.reason } : {}) });
      }
      result.quotaReasons = { ...result.quotaReasons, ...body.quotaReasons };
    }
    return decided;
  }
}

/** Named decisions first, so that the places of issues are those of the request; then what was decided before. */
export function decisionsOf(pool: Pool, body: Pick<DecisionsIn, 'decisions'>): GradeDecision[] {
  const named = new Set(body.decisions.map((one) => one.assesseeId));
  const before = pool.entries.flatMap(({ assessee, result }) => (result?.grade && !named.has(assessee.id) ? [{ id: assessee.id, grade: result.grade, reason: result.reason }] : []));
  return [...body.decisions.map(({ assesseeId, grade, reason }) => ({ id: assesseeId, grade, reason })), ...before];
}

/** Puts the committee's grade on a result; false when the state does not allow it. */
export function decideOne(result: ResultRecord, choice: { readonly grade: string; readonly reason: string; readonly by: string; readonly at: Date; readonly computed: string }): boolean {
  const next = step(RESULT_MACHINE, result.state, 'decide');
  if (next === null) return false;
  const from = result.grade ?? choice.computed;
  const moved = from !== choice.grade;
  Object.assign(result, {
    state: next, grade: choice.grade, reason: choice.reason.trim(), decidedBy: choice.by, computedGrade: choice.computed,
    ...(moved ? { moves: [...result.moves, { at: choice.at.toISOString(), by: choice.by, from, to: choice.grade, reason: choice.reason.trim() }] } : {}),
  });
  return true;
}
