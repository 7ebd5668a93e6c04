import { Injectable } from '@nestjs/common';
import type { DecisionsIn } from '@shuping/contracts';
import { step, RESULT_MACHINE } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { checkDecision, type GradeDecision } from '@shuping/scoring';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { PoolReader } from '../pool-reader.ts';
import { chainOf, chainProblems, interimOf, spoken } from '../chain-decision.ts';
import { computedOf, gradeInForce, type Pool } from '../pools.ts';
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
      const issues = [...checkDecision(pool.scheme, pool.grading, decisionsOf(pool, body), body.quotaReasons), ...chainProblems(pool, body, { by: who.name, at: tx.now })];
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
      const grade = choice?.grade ?? gradeInForce(pool, assessee.id) ?? computed;
      if (this.one(tx, who, pool, result, { grade, reason: choice?.reason ?? '', computed, step: body.step })) {
        decided += 1;
        tx.audit({ action: 'grading.decide', subject: { type: 'Result', id: result.id }, orgPath: result.orgPath, after: { computed, grade, ...(result.chain ? { step: result.chain.at(-1)?.step ?? '' } : {}) }, ...(choice?.reason ? { reason: choice.reason } : {}) });
      }
      result.quotaReasons = { ...result.quotaReasons, ...body.quotaReasons };
    }
    return decided;
  }

  /** One result: at once where the scheme has no steps, else one step of its chain; the last one decides. */
  private one(tx: Tx, who: AppPrincipal, pool: Pool, result: ResultRecord, choice: { readonly grade: string; readonly reason: string; readonly computed: string; readonly step: string | undefined }): boolean {
    const act = { grade: choice.grade, reason: choice.reason, by: who.name, at: tx.now, computed: choice.computed };
    const before = chainOf(pool, result, result.assesseeId);
    if (before === null) return decideOne(result, act);
    const { chain, entries } = spoken(pool, result, choice, choice.step, { by: who.name, at: tx.now });
    // a step that asks for a reason each time speaks only of whom it names
    if (chain.problems.length > before.problems.length) return false;
    result.chain = [...entries];
    if (chain.next === null) return decideOne(result, { ...act, reason: choice.reason || (chain.grade === choice.computed ? '' : lastReason(entries)) });
    noteMove(result, before.grade ?? choice.computed, act);
    return true;
  }
}

function lastReason(entries: readonly { readonly reason: string }[]): string {
  return entries.findLast((entry) => entry.reason !== '')?.reason ?? '';
}

type Act = { readonly grade: string; readonly reason: string; readonly by: string; readonly at: Date; readonly computed: string };

function noteMove(result: ResultRecord, from: string, { grade, by, at, reason }: Act): void {
  if (from !== grade) result.moves = [...result.moves, { at: at.toISOString(), by, from, to: grade, reason: reason.trim() }];
}

/** Named decisions first, so that the places of issues are those of the request; then what was decided before. */
export function decisionsOf(pool: Pool, body: Pick<DecisionsIn, 'decisions'>): GradeDecision[] {
  const named = new Set(body.decisions.map((one) => one.assesseeId));
  const earlier = pool.entries.flatMap(({ assessee, result }): GradeDecision[] => {
    const grade = result?.grade ?? interimOf(result);
    return result && grade && !named.has(assessee.id) ? [{ id: assessee.id, grade, reason: result.reason || lastReason(result.chain ?? []) }] : [];
  });
  return [...body.decisions.map(({ assesseeId, grade, reason }) => ({ id: assesseeId, grade, reason })), ...earlier];
}

/** Puts the committee's grade on a result; false when the state does not allow it. */
export function decideOne(result: ResultRecord, choice: Act): boolean {
  const next = step(RESULT_MACHINE, result.state, 'decide');
  if (next === null) return false;
  const from = result.grade ?? (result.chain ? (result.chain.at(-2)?.grade ?? choice.computed) : choice.computed);
  noteMove(result, from, choice);
  Object.assign(result, { state: next, grade: choice.grade, reason: choice.reason.trim(), decidedBy: choice.by, computedGrade: choice.computed });
  return true;
}
