import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { RESULT_MACHINE, stageReached, step } from '@shuping/domain';
import { dayOf, type Day } from '@shuping/kernel';
import { STAGES, type Scheme } from '@shuping/scheme';
import { pairings, resultFlows, resultUses, undecidedUses, type UseFacts } from '@shuping/scoring';
import { z } from 'zod';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { PoolReader } from './pool-reader.ts';
import { gradeInForce, type Pool } from './pools.ts';
import type { ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { starsIn, StarReader, type StarSources } from './star-reader.ts';
import { useFactsOf } from './use-facts.ts';

const StageOpened = z.object({ cycleId: z.string(), stage: z.enum(STAGES) });
const FlowRecorded = z.object({ assesseeId: z.string(), rule: z.string(), name: z.string() });
const NAME = 'results';

type Scope = NonNullable<Scheme['grading']['publication']>['scope'];

/** Below which organisation a published result may be seen (R47): the host's by default, the own unit's, or nobody's but the person's. */
function audienceOf(scope: Scope | undefined, cycle: CycleView, result: ResultRecord): string {
  if (scope === 'person') return '';
  return scope === 'unit' ? result.orgPath : cycle.orgPath;
}

/** Flows of one result with the rule of each. The person responsible is in no record: that flow stays an act for the office. */
function flowsOf(scheme: Scheme, result: ResultRecord, facts: UseFacts, today: Day): { readonly rule: string; readonly to: 'superior' | 'unit'; readonly event: ReturnType<typeof resultFlows>[number]['event'] }[] {
  return scheme.results.flatMap((rule) => resultFlows({ ...scheme, results: [rule] }, result.id, facts, today).flatMap(({ to, event }) => (to === 'responsible' ? [] : [{ rule: rule.id, to, event }])));
}

/** Publishes results when publicity opens, takes them back when the cycle returns to grading, and makes them final when feedback opens (R-H1, R-H2). */
@Injectable()
export class Publication implements OnModuleInit {
  private readonly logger = new Logger(NAME);
  constructor(private readonly events: EventDispatcher, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository, private readonly stars: StarReader) {}

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
      if (pool) this.use(tx, cycle, pool, result, { today, sources });
      tx.audit({ action: 'result.finalise', subject: { type: 'Result', id: result.id }, orgPath: result.orgPath, after: { grade: result.grade, score: result.score, stars: result.stars ?? null } });
      done.push({ assesseeId: result.assesseeId, personId: result.personId, orgId: result.orgId, grade: result.grade, score: result.score ?? null });
    }
    tx.emit({ type: 'results.final', key: cycle.id, payload: { cycleId: cycle.id, hostId: cycle.hostId, year: cycle.year, finalOn: today, results: done }, orgPath: cycle.orgPath, hostId: cycle.hostId });
  }

  /** Stars and marks are kept for the years after; what follows from the result becomes acts, and what flows to others is announced (R43, R53–R56, R60). */
  private use(tx: Tx, cycle: CycleView, pool: Pool, result: ResultRecord, { today, sources }: { readonly today: Day; readonly sources: StarSources }): void {
    const stars = starsIn(pool, result.assesseeId, sources);
    const facts = useFactsOf(pool, result, cycle.year, sources.past.persons.get(`${result.personId} ${result.orgId}`) ?? [], stars);
    Object.assign(result, { stars: stars?.stars ?? null, marks: [...facts.marks] });
    const scheme = pool.entries.find(({ assessee }) => assessee.id === result.assesseeId)!.frozen.scheme;
    const pairs = pairings(scheme, pool.grading.members.map(({ id, rank }) => ({ id, rank, grade: gradeInForce(pool, id) }))).filter((one) => one.helper === result.assesseeId);
    const act = (rule: string, action: string, more: { role: string | null; due: Day | null; amount: string | null; undecided: boolean }): void => this.rows.newAction(tx, {
      hostId: result.hostId, id: randomUUID(), orgPath: result.orgPath, sector: result.sector, cycleId: cycle.id, assesseeId: result.assesseeId, personId: result.personId, grade: result.grade!,
      rule, action, state: 'open', doneOn: null, record: '', partners: pairs.filter((one) => one.rule === rule).map((one) => one.helped), ...more,
    });
    for (const due of resultUses(scheme, facts, today)) act(due.rule, due.action, { role: due.role, due: due.due, amount: due.amount?.exact ?? null, undecided: false });
    for (const id of undecidedUses(scheme, facts)) {
      const rule = scheme.results.find((one) => one.id === id)!;
      act(id, rule.action, { role: rule.role ?? null, due: null, amount: null, undecided: true });
    }
    for (const { rule, to, event } of flowsOf(scheme, result, facts, today)) {
      tx.emit({ type: 'result.flowed', key: `${result.id}:${rule}`, payload: { assesseeId: result.assesseeId, rule, to, orgId: to === 'superior' ? cycle.hostId : result.orgId, year: cycle.year, event }, orgPath: result.orgPath, hostId: result.hostId });
    }
  }

  /** A cycle taken back to grading: what was published counts as computed again, the published version stays as it was. */
  private async takeBack(tx: Tx, results: readonly ResultRecord[]): Promise<void> {
    for (const result of results) {
      if (step(RESULT_MACHINE, result.state, 'recheck') === null) continue;
      Object.assign(result, { current: false, publishedTo: '' });
      await this.rows.flush(tx);
      const copy = this.rows.newResult(tx, {
        hostId: result.hostId, id: randomUUID(), orgPath: result.orgPath, sector: result.sector, publishedTo: '', cycleId: result.cycleId, assesseeId: result.assesseeId, personId: result.personId, orgId: result.orgId, year: result.year,
        number: result.number + 1, current: true, state: 'computed', schemeHash: result.schemeHash, engine: result.engine, computedAt: result.computedAt, inputs: result.inputs, inputsHash: result.inputsHash, figures: result.figures,
        score: result.score ?? null, computedGrade: result.computedGrade ?? null, grade: null, moves: [], quotaReasons: {}, chain: null, stars: null, marks: null, finalOn: null, reason: '', decidedBy: '', versionReason: '',
      });
      tx.audit({ action: 'result.take-back', subject: { type: 'Result', id: copy.id }, orgPath: copy.orgPath, before: { number: result.number, grade: result.grade }, after: { number: copy.number } });
    }
  }
}
