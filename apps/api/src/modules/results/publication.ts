import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { RESULT_MACHINE, stageReached, step } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import { STAGES, type Scheme } from '@shuping/scheme';
import { z } from 'zod';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { PoolReader } from './pool-reader.ts';
import { ResultActs } from './result-acts.ts';
import type { ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { StarReader } from './star-reader.ts';

const StageOpened = z.object({ cycleId: z.string(), stage: z.enum(STAGES) });
const FlowRecorded = z.object({ assesseeId: z.string(), rule: z.string(), name: z.string() });
const NAME = 'results';

type Scope = NonNullable<Scheme['grading']['publication']>['scope'];

/** Below which organisation a published result may be seen (R47): the host's by default, the own unit's, or nobody's but the person's. */
function audienceOf(scope: Scope | undefined, cycle: CycleView, result: ResultRecord): string {
  if (scope === 'person') return '';
  return scope === 'unit' ? result.orgPath : cycle.orgPath;
}

/** Publishes results when publicity opens, takes them back when the cycle returns to grading, and makes them final when feedback opens (R-H1, R-H2). */
@Injectable()
export class Publication implements OnModuleInit {
  private readonly logger = new Logger(NAME);
  constructor(private readonly events: EventDispatcher, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository, private readonly stars: StarReader, private readonly acts: ResultActs) {}

  onModuleInit(): void {
    this.events.onEvent('cycle.stage-opened', NAME, (tx, event) => this.stageOpened(tx, event.payload));
    this.events.onEvent('routine.flow-recorded', NAME, (tx, event) => this.flowRecorded(tx, event.payload));
    this.events.onEvent('cycle.stage-reopened', NAME, (tx, event) => this.stageReopened(tx, event.payload));
  }

  async stageOpened(tx: Tx, payload: unknown): Promise<void> {
    const { cycleId, stage } = StageOpened.parse(payload);
    const cycle = await this.cycles.cycle(tx, cycleId);
    if (!cycle) return;
    const results = await this.rows.current(tx, cycleId);
    if (stage === 'publicity') await this.publish(tx, cycle, results);
    if (stage === 'feedback') await this.finalise(tx, cycle, results);
  }

  async stageReopened(tx: Tx, payload: unknown): Promise<void> {
    const { cycleId, stage } = StageOpened.parse(payload);
    if (!stageReached(stage, 'publicity')) await this.takeBack(tx, await this.rows.current(tx, cycleId));
  }

  /** A flow that has reached the other's record is done (R55). */
  private async flowRecorded(tx: Tx, payload: unknown): Promise<void> {
    const { assesseeId, rule, name } = FlowRecorded.parse(payload);
    const [item] = await this.rows.actions(tx, { assesseeId, rule, state: 'open' }, [{ id: 'asc' }], 1);
    if (item) Object.assign(item, { state: 'done', doneOn: dayOf(tx.now), record: name });
  }

  private async publish(tx: Tx, cycle: CycleView, results: readonly ResultRecord[]): Promise<void> {
    const scopes = new Map<string, Scope>();
    for (const sector of new Set(results.map((result) => result.sector))) scopes.set(sector, (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.grading.publication?.scope ?? 'host');
    for (const result of results) {
      const next = step(RESULT_MACHINE, result.state, 'publish');
      if (next === null) continue;
      Object.assign(result, { state: next, publishedTo: audienceOf(scopes.get(result.sector), cycle, result) });
      tx.audit({ action: 'result.publish', subject: { type: 'Result', id: result.id }, orgPath: result.orgPath, after: { grade: result.grade } });
    }
  }

  private async finalise(tx: Tx, cycle: CycleView, results: readonly ResultRecord[]): Promise<void> {
    const today = dayOf(tx.now);
    const pools = await this.pools.pools(tx, cycle);
    const all = pools.ok ? pools.value : [];
    const sources = await this.stars.sources(tx, cycle, all);
    const done: { assesseeId: string; personId: string; orgId: string; grade: string; score: string | null }[] = [];
    for (const result of results) {
      const next = step(RESULT_MACHINE, result.state, 'finalise');
      if (next === null || !result.grade) {
        this.logger.warn({ code: 'result.not-final', result: result.id, state: result.state });
        continue;
      }
      Object.assign(result, { state: next, finalOn: today });
      const pool = all.find((one) => one.entries.some(({ assessee }) => assessee.id === result.assesseeId));
      if (pool) this.acts.draw(tx, cycle, pool, result, sources);
      tx.audit({ action: 'result.finalise', subject: { type: 'Result', id: result.id }, orgPath: result.orgPath, after: { grade: result.grade, score: result.score, stars: result.stars ?? null } });
      done.push({ assesseeId: result.assesseeId, personId: result.personId, orgId: result.orgId, grade: result.grade, score: result.score ?? null });
    }
    tx.emit({ type: 'results.final', key: cycle.id, payload: { cycleId: cycle.id, hostId: cycle.hostId, year: cycle.year, finalOn: today, results: done }, orgPath: cycle.orgPath, hostId: cycle.hostId });
  }

  /** A cycle taken back to grading: what was published counts as computed again, the published version stays as it was. */
  private async takeBack(tx: Tx, results: readonly ResultRecord[]): Promise<void> {
    for (const result of results) {
      if (step(RESULT_MACHINE, result.state, 'recheck') === null) continue;
      Object.assign(result, { current: false, publishedTo: '' });
      await this.rows.flush(tx);
      const copy = this.rows.newResult(tx, {
        hostId: result.hostId, id: randomUUID(), orgPath: result.orgPath, sector: result.sector, publishedTo: '', cycleId: result.cycleId, assesseeId: result.assesseeId, personId: result.personId, orgId: result.orgId, year: result.year, period: result.period,
        number: result.number + 1, current: true, state: 'computed', schemeHash: result.schemeHash, engine: result.engine, computedAt: result.computedAt, inputs: result.inputs, inputsHash: result.inputsHash, figures: result.figures,
        score: result.score ?? null, computedGrade: result.computedGrade ?? null, grade: null, moves: [], quotaReasons: {}, chain: null, stars: null, marks: null, finalOn: null, reason: '', decidedBy: '', versionReason: '',
      });
      tx.audit({ action: 'result.take-back', subject: { type: 'Result', id: copy.id }, orgPath: copy.orgPath, before: { number: result.number, grade: result.grade }, after: { number: copy.number } });
    }
  }
}
