import { Injectable } from '@nestjs/common';
import type { ScoreOut } from '@shuping/contracts';
import { dayOf, err, Fraction, hashOf, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { K_ANONYMITY, type Scheme, type ScoreInputs } from '@shuping/scheme';
import { contrast, effectiveTally, explainScore, type Explained } from '@shuping/scoring';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView, type FrozenScheme } from '../cycles/index.ts';
import { MeetingsApi } from '../meetings/index.ts';
import { gradesOf, quotasOf } from './board.presenter.ts';
import { PoolReader } from './pool-reader.ts';
import { figuresOf, gradeInForce, type Pool } from './pools.ts';
import { allowed, byOffice } from './reach.ts';
import type { ResultRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';
import { starsIn, StarReader } from './star-reader.ts';

type Found = { readonly cycle: CycleView; readonly assessee: AssesseeView; readonly office: boolean };

/** Explained scores (R-G2, R-G7): for the office always, for the person from publicity on. */
@Injectable()
export class ScoreQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository, private readonly starReader: StarReader, private readonly meetings: MeetingsApi) {}

  async one(who: AppPrincipal, assesseeId: string): Promise<Result<ScoreOut, Problem>> {
    const found = await this.uow.run(who, (tx) => this.find(tx, who, assesseeId));
    if (!found.ok) return found;
    // the place in the pool needs the others' scores, which the person does not see; what is shown of them is chosen below
    const explained = await this.uow.run(systemActor('score'), (tx) => this.explain(tx, who, found.value));
    return explained.ok && explained.value.remarks !== null ? ok({ ...explained.value, remarks: await this.remarks(found.value) }) : explained;
  }

  private async remarks({ cycle, assessee }: Found): Promise<string[]> {
    const meetings = await this.uow.run(systemActor('score'), (tx) => this.meetings.heardIn(tx, cycle.id, assessee.id));
    return this.meetings.remarks(meetings, assessee.id);
  }

  private async find(tx: Tx, who: AppPrincipal, assesseeId: string): Promise<Result<Found, Problem>> {
    const assessee = await this.cycles.assessee(tx, assesseeId);
    const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
    if (!assessee || !cycle) return err({ code: 'result.not-found' });
    const result = await this.rows.currentOf(tx, assesseeId);
    const office = byOffice(who, 'read', 'Score', assessee);
    const released = result !== null && (result.state === 'published' || result.state === 'final');
    if (!office && !(assessee.personId === who.personId && released && allowed(who, 'read', 'Score', assessee))) return err({ code: 'result.not-found' });
    return result === null ? err({ code: 'result.not-computed' }) : ok({ cycle, assessee, office });
  }

  private async explain(tx: Tx, who: AppPrincipal, { cycle, assessee, office }: Found): Promise<Result<ScoreOut, Problem>> {
    const pools = await this.pools.pools(tx, cycle);
    if (!pools.ok) return pools;
    const pool = pools.value.find((one) => one.entries.some((entry) => entry.assessee.id === assessee.id));
    const entry = pool?.entries.find((one) => one.assessee.id === assessee.id);
    if (!pool || !entry?.result) return err({ code: 'result.not-computed' });
    const { result, frozen } = { result: entry.result, frozen: entry.frozen };
    const grading = pool.grading.members.find((one) => one.id === assessee.id)!;
    const versions = (await this.rows.versionsOf(tx, assessee.id)).map((row) => ({ number: row.number, score: row.score ? Fraction.of(row.score).toFixed(frozen.scheme.score.digits) : null, grade: row.grade ?? row.computedGrade ?? null, versionReason: row.versionReason, computedAt: row.computedAt.toISOString() }));
    const shows = pool.scheme.grading.publication?.shows;
    const stars = office || !shows || shows.includes('stars') ? starsIn(pool, assessee.id, await this.starReader.sources(tx, cycle, [pool])) : null;
    const running = cycle.stage === 'publicity' && cycle.publicityEnds != null && dayOf(tx.now) <= cycle.publicityEnds;
    return ok({
      assesseeId: assessee.id, cycleId: cycle.id, personName: assessee.personName, orgName: assessee.orgName, post: assessee.post, sector: assessee.sector, year: cycle.year,
      number: result.number, state: result.state, computedAt: result.computedAt.toISOString(), score: grading.score, computed: result.computedGrade ?? null, grade: result.grade ?? null, reason: result.reason, versionReason: result.versionReason, finalOn: result.finalOn ?? null,
      rank: grading.rank, poolSize: pool.grading.graded, grades: gradesOf(pool), quotas: quotasOf(pool), dots: dotsOf(pool, assessee.id, office),
      explained: masked(explainScore(frozen.scheme, result.inputs, frozen.provenance), frozen.scheme, result.inputs), contrast: contrast(pool.scheme, pool.members, assessee.id),
      ...wordsOf(frozen.scheme), layers: layersOf(frozen), inputsHash: result.inputsHash, schemeHash: result.schemeHash, engine: result.engine, recomputes: recomputes(pool, result, frozen), versions,
      stars: stars && { stars: stars.stars, held: stars.held, lines: stars.lines.map((line) => ({ ...line, params: { ...line.params } })) },
      // the person reads what was written; of the office, whoever reads tallies
      remarks: !office || byOffice(who, 'read', 'Tally', assessee) ? [] : null,
      publicity: { running, ends: cycle.publicityEnds ?? null },
      may: { object: running ? true : { reason: 'objection.not-running' }, export: byOffice(who, 'export', 'Result', assessee) ? true : { reason: 'permission.denied' } },
    });
  }
}

/** Score line of the pool; others' dots only for the office. */
function dotsOf(pool: Pool, mine: string, office: boolean): ScoreOut['dots'] {
  return pool.grading.members.flatMap((member) => {
    const grade = gradeInForce(pool, member.id);
    return member.score && grade !== null && (office || member.id === mine) ? [{ score: member.score, grade, mine: member.id === mine }] : [];
  });
}

function layersOf({ layers }: FrozenScheme): ScoreOut['layers'] {
  return Object.fromEntries(layers.map(({ id, tag, owner }) => [id, { tag: tag as TextRef, owner: owner as TextRef }]));
}

/** Titled rules of the further shapes of grading. */
function furtherRules({ distribution, outcomes, ceilings, lists, marks, system, stars }: Scheme['grading']): readonly { readonly id: string; readonly title: TextRef }[] {
  return [...(distribution ? [distribution] : []), ...(outcomes ?? []), ...(ceilings ?? []), ...(lists ?? []), ...(marks ?? []), ...(system ?? []), ...(stars?.themes ?? []), ...(stars?.cases ?? [])];
}

/** Words of everything that codes of a score name by id. */
function wordsOf(scheme: Scheme): Pick<ScoreOut, 'questions' | 'titles' | 'options'> {
  const { grading } = scheme;
  const titled = [...scheme.score.nodes, ...scheme.groups, ...grading.quotas, ...grading.gates, ...grading.vetoes, ...furtherRules(grading), ...scheme.ballots.flatMap((ballot) => ballot.items)];
  return {
    questions: Object.fromEntries(scheme.questions.map(({ id, title }) => [id, title])),
    titles: Object.fromEntries(titled.map(({ id, title }) => [id, title])),
    options: Object.fromEntries(scheme.scales.flatMap((scale) => scale.options.map(({ id, title }) => [id, title]))),
  };
}

/** Derivation without the counts of groups that are too small to show (R-F3); their mean stays, since the sum needs it. */
function masked(explained: Explained, scheme: Scheme, inputs: ScoreInputs): Explained {
  const node = scheme.score.nodes.find((one) => one.id === explained.node);
  const valid = node?.kind === 'tally' ? (effectiveTally(inputs, node.group)?.valid ?? 0) : K_ANONYMITY;
  return {
    ...explained, ...(valid < K_ANONYMITY ? { inputs: [] } : {}),
    children: explained.children.map((child) => ({ ...child, explained: masked(child.explained, scheme, inputs), ...(child.instead ? { instead: masked(child.instead, scheme, inputs) } : {}) })),
  };
}

/** The stored figures are what the stored inputs give today. */
function recomputes(pool: Pool, result: ResultRecord, { scheme }: FrozenScheme): boolean {
  const member = pool.members.find((one) => one.id === result.assesseeId);
  return member !== undefined && hashOf(result.inputs) === result.inputsHash && hashOf(figuresOf(scheme, member.result)) === hashOf(result.figures);
}
