import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ComputeOut } from '@shuping/contracts';
import { err, hashOf, ok, type Problem, type Result } from '@shuping/kernel';
import { ENGINE_VERSION } from '@shuping/scoring';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../../cycles/index.ts';
import { InputGatherer } from '../gather.ts';
import { PoolReader } from '../pool-reader.ts';
import { computedOf, figuresOf, poolsOf, type Entry } from '../pools.ts';
import { byOffice } from '../reach.ts';
import type { ResultRecord } from '../result.entity.ts';
import { ResultsRepository } from '../results.repository.ts';
import { scoresOf, type Scored } from '../score-all.ts';

/** Computes the scores of a cycle from all that was gathered (R-G1). Done again it replaces; a decided grade stays where nothing under it changed. */
@Injectable()
export class ComputeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly gather: InputGatherer, private readonly rows: ResultsRepository) {}

  execute(who: AppPrincipal, cycleId: string): Promise<Result<ComputeOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const entries = await this.pools.entries(tx, cycle);
      if (!entries.ok) return entries;
      if (entries.value.length === 0 || entries.value.some(({ assessee }) => !byOffice(who, 'create', 'Grading', assessee))) return err({ code: 'permission.denied' });
      const stage = this.cycles.requireStage(cycle, 'grading', 'publicity');
      if (!stage.ok) return stage;
      await this.rows.lock(tx, cycleId);
      return this.compute(tx, cycle, entries.value);
    });
  }

  /** The same inside another act on the cycle, whose own permission it is. */
  async again(tx: Tx, cycle: CycleView): Promise<Result<ComputeOut, Problem>> {
    await this.rows.lock(tx, cycle.id);
    const entries = await this.pools.entries(tx, cycle);
    return entries.ok ? this.compute(tx, cycle, entries.value) : entries;
  }

  private async compute(tx: Tx, cycle: CycleView, entries: readonly Entry[]): Promise<Result<ComputeOut, Problem>> {
    const gotten = this.gather.each(cycle, entries, await this.gather.all(tx, cycle));
    if (!gotten.ok) return gotten;
    const scoreOf = scoresOf(gotten.value);
    const done: Entry[] = [];
    const touched = new Set<string>();
    for (const entry of entries) {
      const { result } = entry;
      const scored = scoreOf(entry.assessee.id, (inputs) => result !== null && result.inputsHash === hashOf(inputs) && result.schemeHash === entry.frozen.hash && result.engine === ENGINE_VERSION);
      if (scored) touched.add(entry.assessee.id);
      done.push(scored ? { ...entry, result: this.store(tx, cycle, entry, scored) } : entry);
    }
    this.grade(done, touched);
    const held = done.filter(({ result }) => result?.score === null).length;
    tx.audit({ action: 'grading.compute', subject: { type: 'Cycle', id: cycle.id }, orgPath: cycle.orgPath, after: { computed: touched.size, held, engine: ENGINE_VERSION } });
    return ok({ computed: touched.size, unchanged: done.length - touched.size, held });
  }

  /** Computed grades of every pool; a decision falls where the score or the computed grade under it changed. */
  private grade(entries: readonly Entry[], touched: ReadonlySet<string>): void {
    for (const pool of poolsOf(entries)) {
      for (const { assessee, result } of pool.entries) {
        if (!result) continue;
        const computed = computedOf(pool, assessee.id);
        if (touched.has(assessee.id) || computed !== result.computedGrade) Object.assign(result, { state: 'computed', grade: null, reason: '', decidedBy: '', chain: null });
        result.computedGrade = computed;
      }
    }
  }

  private store(tx: Tx, cycle: CycleView, { assessee, frozen, result }: Entry, { inputs, result: score }: Scored): ResultRecord {
    const figures = {
      schemeHash: frozen.hash, engine: ENGINE_VERSION, inputs, inputsHash: hashOf(inputs), figures: figuresOf(frozen.scheme, score), score: score.root.value?.toString() ?? null, computedAt: tx.now,
    };
    if (result) return Object.assign(result, figures);
    return this.rows.newResult(tx, {
      ...figures, hostId: assessee.hostId, id: randomUUID(), orgPath: assessee.orgPath, sector: assessee.sector, cycleId: cycle.id, assesseeId: assessee.id, personId: assessee.personId, orgId: assessee.orgId, year: cycle.year, period: cycle.period,
      number: 1, current: true, state: 'computed', computedGrade: null, grade: null, moves: [], quotaReasons: {}, chain: null, stars: null, marks: null, finalOn: null, publishedTo: '', reason: '', decidedBy: '', versionReason: '',
    });
  }
}
