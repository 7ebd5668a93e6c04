import { Injectable } from '@nestjs/common';
import type { BoardOut, WhatIfIn, WhatIfOut } from '@shuping/contracts';
import { countsAsYear } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { systemLines, whatIf, type YearGrade } from '@shuping/scoring';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { toPool } from './board.presenter.ts';
import { PoolReader } from './pool-reader.ts';
import { gradeInForce, type Pool } from './pools.ts';
import { byOffice } from './reach.ts';
import { ResultsApi } from './results.api.ts';
import { StarReader } from './star-reader.ts';

/** The grading board and dry runs, for those who see a pool as a whole. */
@Injectable()
export class BoardQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly stars: StarReader, private readonly results: ResultsApi) {}

  board(who: AppPrincipal, cycleId: string): Promise<Result<BoardOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.visible(tx, who, cycleId);
      if (!found.ok) return found;
      const { cycle, pools } = found.value;
      const stage = this.cycles.requireStage(cycle, 'grading', 'publicity');
      const closed = stage.ok ? null : stage.error.code;
      const all = pools.flatMap((pool) => pool.entries);
      const may = (action: 'create' | 'decide' | 'export', shut: string | null): true | { reason: string } => {
        if (!all.every(({ assessee }) => byOffice(who, action, action === 'export' ? 'Result' : 'Grading', assessee))) return { reason: 'permission.denied' };
        return shut === null ? true : { reason: shut };
      };
      const computed = all.some(({ result }) => result !== null) ? null : 'result.not-computed';
      const sources = await this.stars.sources(tx, cycle, pools);
      const yearly = countsAsYear(cycle.period);
      const grades = yearly ? await this.grades(tx, cycle, pools) : [];
      return ok({
        cycleId, stage: cycle.stage, pools: pools.map((pool) => toPool(pool, { year: cycle.year, yearly, who, closed: closed ?? computed, sources, system: yearly ? systemLines(pool.scheme, cycle.year, grades) : [] })),
        may: { compute: may('create', closed), decide: may('decide', closed ?? computed), export: may('export', computed) },
      });
    });
  }

  /** Pools under other weights, lines or shares (R-G4); nothing is stored. */
  whatIf(who: AppPrincipal, cycleId: string, body: WhatIfIn): Promise<Result<WhatIfOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.visible(tx, who, cycleId);
      if (!found.ok) return found;
      const pool = found.value.pools.find((one) => one.id === body.pool);
      if (!pool) return err({ code: 'result.pool-unknown' });
      const tried = whatIf(pool.scheme, pool.members, body);
      if (!tried.ok) return tried;
      const names = new Map(pool.entries.map(({ assessee }) => [assessee.id, assessee.personName]));
      const { before, after, moved } = tried.value;
      return ok({ before: { ...before.counts }, after: { ...after.counts }, moved: moved.map(({ id, score, grade }) => ({ assesseeId: id, personName: names.get(id) ?? '', score, grade })) });
    });
  }

  /** Grades of the host's years up to this one, for limits over the whole system (R38); this year's as they stand. */
  private async grades(tx: Tx, cycle: CycleView, pools: readonly Pool[]): Promise<YearGrade[]> {
    if (!pools.some((pool) => (pool.scheme.grading.system ?? []).length > 0)) return [];
    const now = pools.flatMap((pool) => pool.entries.map(({ assessee }): YearGrade => ({ year: cycle.year, person: assessee.personId, grade: gradeInForce(pool, assessee.id) })));
    return [...(await this.results.gradesOfHost(tx, cycle.hostId, cycle.year)), ...now];
  }

  /** Cycle with its pools for who may read the grading by office; for anybody else it is not there. */
  async visible(tx: Tx, who: AppPrincipal, cycleId: string): Promise<Result<{ cycle: CycleView; pools: Pool[] }, Problem>> {
    const cycle = await this.cycles.cycle(tx, cycleId);
    if (!cycle) return err({ code: 'cycle.not-found' });
    const pools = await this.pools.pools(tx, cycle);
    if (!pools.ok) return pools;
    const entries = pools.value.flatMap((pool) => pool.entries);
    const office = entries.length > 0 ? entries.every(({ assessee }) => byOffice(who, 'read', 'Grading', assessee)) : byOffice(who, 'read', 'Grading', { orgPath: cycle.orgPath, sector: '' });
    return office ? ok({ cycle, pools: pools.value }) : err({ code: 'cycle.not-found' });
  }
}
