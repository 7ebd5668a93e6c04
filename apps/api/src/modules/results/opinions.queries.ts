import { Injectable } from '@nestjs/common';
import type { OpinionOut } from '@shuping/contracts';
import { stageReached } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { mayOf } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { PoolReader } from './pool-reader.ts';
import { gradeTitle, type Entry } from './pools.ts';
import { allowed, byOffice } from './reach.ts';
import type { OpinionRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';

/** Opinion as the console sees it; `entry` brings the grade. */
export function toOpinion(who: AppPrincipal, cycle: CycleView, assessee: AssesseeView, row: OpinionRecord | null, entry: Entry | null): OpinionOut {
  const late = stageReached(cycle.stage, 'feedback') ? 'cycle.too-late' : stageReached(cycle.stage, 'grading') ? null : 'cycle.too-early';
  const grade = entry?.result?.grade ?? entry?.result?.computedGrade ?? null;
  return {
    assesseeId: assessee.id, personName: assessee.personName, orgName: assessee.orgName, grade, gradeTitle: grade === null ? null : gradeTitle(entry?.frozen.scheme, grade),
    achievements: row?.achievements ?? '', problems: row?.problems ?? '', demands: row?.demands ?? '', state: row?.state ?? 'none', approvedBy: row?.approvedBy ?? '', version: row?.version ?? 0,
    may: { ...mayOf(who.ability, 'Opinion', { orgPath: assessee.orgPath, sector: assessee.sector, personId: assessee.personId }, { edit: 'update', approve: 'sign' }, { edit: late, approve: late ?? (row === null ? 'opinion.not-found' : row.state === 'approved' ? 'opinion.approved' : null) }) },
  };
}

/** Opinions: for the office all along, for the person once the results are final. */
@Injectable()
export class OpinionsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository) {}

  list(who: AppPrincipal, cycleId: string): Promise<Result<{ items: OpinionOut[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const entries = await this.pools.entries(tx, cycle);
      if (!entries.ok) return entries;
      const final = stageReached(cycle.stage, 'feedback');
      const seen = entries.value.filter(({ assessee }) => byOffice(who, 'read', 'Opinion', assessee) || (final && assessee.personId === who.personId && allowed(who, 'read', 'Opinion', assessee)));
      const rows = new Map((await this.rows.opinions(tx, { cycleId })).map((row) => [row.assesseeId, row]));
      return ok({ items: seen.map((entry) => toOpinion(who, cycle, entry.assessee, rows.get(entry.assessee.id) ?? null, entry)) });
    });
  }
}
