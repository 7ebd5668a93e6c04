import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isFinalResult, RESULT_MACHINE, step } from '@shuping/domain';
import { dayOf, err, hashOf, ok, type Problem, type Result } from '@shuping/kernel';
import { checkDecision, ENGINE_VERSION } from '@shuping/scoring';
import type { Tx } from '../../platform/persistence/index.ts';
import type { CycleView } from '../cycles/index.ts';
import { InputGatherer } from './gather.ts';
import { decideOne, decisionsOf } from './handlers/decide.handler.ts';
import { PoolReader } from './pool-reader.ts';
import { computedOf, figuresOf, withMember, type Entry, type Pool } from './pools.ts';
import { ResultActs } from './result-acts.ts';
import type { ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { scoresOf } from './score-all.ts';
import { StarReader } from './star-reader.ts';

export type Recheck = { readonly assesseeId: string; readonly reason: string; readonly by: string; readonly grade?: string | undefined; /** what is final may be corrected, by a decision of fault tolerance alone (R-H3) */ readonly correct?: boolean };

/** Computes a published result again (R-G5): a new version with its reason, from the inputs as they are now; the old one is kept. A final one stays final in its new version (R-H3). */
@Injectable()
export class Rechecker {
  constructor(private readonly pools: PoolReader, private readonly gather: InputGatherer, private readonly rows: ResultsRepository, private readonly stars: StarReader, private readonly acts: ResultActs) {}

  async run(tx: Tx, cycle: CycleView, recheck: Recheck): Promise<Result<ResultRecord, Problem>> {
    await this.rows.lock(tx, cycle.id);
    const pools = await this.pools.pools(tx, cycle);
    if (!pools.ok) return pools;
    const pool = pools.value.find((one) => one.entries.some(({ assessee }) => assessee.id === recheck.assesseeId));
    const entry = pool?.entries.find(({ assessee }) => assessee.id === recheck.assesseeId);
    const old = entry?.result;
    const final = recheck.correct === true && old != null && isFinalResult(old.state);
    if (!pool || !entry || !old || step(RESULT_MACHINE, old.state, final ? 'correct' : 'recheck') === null) return err({ code: 'result.not-found' });
    const gotten = this.gather.each(cycle, pools.value.flatMap((one) => one.entries), await this.gather.all(tx, cycle));
    if (!gotten.ok) return gotten;
    const { inputs, result } = scoresOf(gotten.value)(entry.assessee.id)!;
    const next = withMember(pool, { id: entry.assessee.id, inputs, result });
    const computed = computedOf(next, entry.assessee.id);
    if (computed === null) return err({ code: 'result.not-computed', params: { name: entry.assessee.personName } });
    const grade = recheck.grade ?? computed;
    const issues = checkDecision(next.scheme, next.grading, decisionsOf(next, { decisions: [{ assesseeId: entry.assessee.id, grade, reason: recheck.reason }] }), reasonsOf(pool));
    if (issues.length > 0) return err({ code: 'decision.refused', issues });
    old.current = false;
    const publishedTo = old.publishedTo;
    old.publishedTo = '';
    await this.rows.flush(tx);
    const made = this.version(tx, entry, old, { inputs, inputsHash: hashOf(inputs), figures: figuresOf(entry.frozen.scheme, result), score: result.root.value?.toString() ?? null, computedGrade: computed, publishedTo, versionReason: recheck.reason });
    decideOne(made, { grade, reason: grade === computed ? '' : recheck.reason, by: recheck.by, at: tx.now, computed: old.grade ?? computed });
    made.computedGrade = computed;
    made.state = step(RESULT_MACHINE, made.state, 'publish')!;
    if (final) await this.settle(tx, cycle, next, made, recheck.reason);
    tx.audit({ action: 'result.recheck', subject: { type: 'Result', id: made.id }, orgPath: made.orgPath, before: { number: old.number, score: old.score, grade: old.grade }, after: { number: made.number, score: made.score, computed, grade }, reason: recheck.reason });
    return ok(made);
  }

  /** The new version of a final result is final at once, and what follows from it is drawn up again. */
  private async settle(tx: Tx, cycle: CycleView, pool: Pool, made: ResultRecord, reason: string): Promise<void> {
    Object.assign(made, { state: step(RESULT_MACHINE, made.state, 'finalise')!, finalOn: dayOf(tx.now) });
    const entries = pool.entries.map((entry) => (entry.assessee.id === made.assesseeId ? { ...entry, result: made } : entry));
    const corrected = { ...pool, entries };
    await this.acts.redraw(tx, cycle, corrected, made, { sources: await this.stars.sources(tx, cycle, [corrected]), reason });
    tx.emit({ type: 'result.corrected', key: made.id, payload: { cycleId: cycle.id, assesseeId: made.assesseeId, number: made.number }, orgPath: made.orgPath, hostId: made.hostId });
  }

  private version(tx: Tx, { frozen }: Entry, old: ResultRecord, figures: Partial<Record<keyof ResultRecord, unknown>>): ResultRecord {
    return this.rows.newResult(tx, {
      hostId: old.hostId, id: randomUUID(), orgPath: old.orgPath, sector: old.sector, cycleId: old.cycleId, assesseeId: old.assesseeId, personId: old.personId, orgId: old.orgId, year: old.year, period: old.period,
      number: old.number + 1, current: true, state: 'computed', schemeHash: frozen.hash, engine: ENGINE_VERSION, computedAt: tx.now, grade: null, moves: [], quotaReasons: old.quotaReasons, chain: old.chain ?? null, stars: null, marks: null, finalOn: null, reason: '', decidedBy: '', ...figures,
    });
  }
}

function reasonsOf(pool: Pool): Record<string, string> {
  return Object.assign({}, ...pool.entries.map(({ result }) => result?.quotaReasons ?? {})) as Record<string, string>;
}
