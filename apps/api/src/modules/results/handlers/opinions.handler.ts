import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OpinionIn, OpinionOut } from '@shuping/contracts';
import { err, hashOf, ok, type Problem, type Result } from '@shuping/kernel';
import { whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { draftOpinion } from '../documents/opinion-draft.ts';
import { toOpinion } from '../opinions.queries.ts';
import { PoolReader } from '../pool-reader.ts';
import { byOffice } from '../reach.ts';
import { ResultsRepository } from '../results.repository.ts';
import { ScoreSources } from '../sources.ts';
import { DocumentWords } from '../words.ts';

/** Drafts, edits and approves opinions (R-G8). */
@Injectable()
export class OpinionsHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository, private readonly sources: ScoreSources, private readonly words: DocumentWords,
  ) {}

  /** Drafts the opinions that are not there yet; what somebody wrote is never touched. */
  draft(who: AppPrincipal, cycleId: string): Promise<Result<{ drafted: number }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const entries = await this.pools.entries(tx, cycle);
      if (!entries.ok) return entries;
      if (entries.value.length === 0 || entries.value.some(({ assessee }) => !byOffice(who, 'create', 'Opinion', assessee))) return err({ code: 'permission.denied' });
      const stage = this.cycles.requireStage(cycle, 'grading', 'feedback');
      if (!stage.ok) return stage;
      const have = new Set((await this.rows.opinions(tx, { cycleId })).map((row) => row.assesseeId));
      const comments = new Map((await this.sources.comments(tx, cycleId)).map((comment) => [comment.assesseeId, comment]));
      const missing = entries.value.filter(({ assessee, result }) => result !== null && !have.has(assessee.id));
      for (const { assessee, frozen, result } of missing) {
        const text = draftOpinion(frozen.scheme, result!.inputs, result!.figures, comments.get(assessee.id), this.words);
        this.rows.newOpinion(tx, { hostId: assessee.hostId, id: randomUUID(), orgPath: assessee.orgPath, sector: assessee.sector, cycleId, assesseeId: assessee.id, personId: assessee.personId, ...text, state: 'draft', approvedBy: '' });
      }
      if (missing.length > 0) tx.audit({ action: 'opinion.draft', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, after: { drafted: missing.length } });
      return ok({ drafted: missing.length });
    });
  }

  /** Writes an opinion; version 0 when there is none yet. An approved one goes back to draft until it is approved again. */
  edit(who: AppPrincipal, assesseeId: string, version: number, body: OpinionIn): Promise<Result<OpinionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle || !byOffice(who, 'read', 'Opinion', assessee)) return err({ code: 'opinion.not-found' });
      const no = whyNot(who.ability, 'update', 'Opinion', assessee);
      if (no) return err({ code: no });
      const stage = this.cycles.requireStage(cycle, 'grading', 'feedback');
      if (!stage.ok) return stage;
      let row = await this.rows.opinionOf(tx, assesseeId);
      if ((row?.version ?? 0) !== version) return stale(toOpinion(who, cycle, assessee, row, null), row?.version ?? 0);
      const before = row ? { text: hashOf([row.achievements, row.problems, row.demands]), state: row.state } : undefined;
      if (row) Object.assign(row, body, { state: 'draft', approvedBy: '' });
      else row = this.rows.newOpinion(tx, { hostId: assessee.hostId, id: randomUUID(), orgPath: assessee.orgPath, sector: assessee.sector, cycleId: cycle.id, assesseeId, personId: assessee.personId, ...body, state: 'draft', approvedBy: '' });
      await this.rows.flush(tx);
      tx.audit({ action: 'opinion.edit', subject: { type: 'Opinion', id: row.id }, orgPath: row.orgPath, before, after: { text: hashOf([row.achievements, row.problems, row.demands]) } });
      return ok(toOpinion(who, cycle, assessee, row, null));
    });
  }

  approve(who: AppPrincipal, assesseeId: string, version: number): Promise<Result<OpinionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      const row = await this.rows.opinionOf(tx, assesseeId);
      if (!assessee || !cycle || !row || !byOffice(who, 'read', 'Opinion', assessee)) return err({ code: 'opinion.not-found' });
      const no = whyNot(who.ability, 'sign', 'Opinion', row);
      if (no) return err({ code: no });
      if (row.version !== version) return stale(toOpinion(who, cycle, assessee, row, null), row.version);
      if (row.state === 'approved') return err({ code: 'opinion.approved' });
      const stage = this.cycles.requireStage(cycle, 'grading', 'feedback');
      if (!stage.ok) return stage;
      Object.assign(row, { state: 'approved', approvedBy: who.name });
      await this.rows.flush(tx);
      tx.audit({ action: 'opinion.approve', subject: { type: 'Opinion', id: row.id }, orgPath: row.orgPath });
      return ok(toOpinion(who, cycle, assessee, row, null));
    });
  }
}
