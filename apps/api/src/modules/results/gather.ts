import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import type { AssesseeView, CycleView } from '../cycles/index.ts';
import { ResultsApi } from './results.api.ts';
import { ScoreSources, type SealedTallies } from './sources.ts';

/** Gathers everything a score is computed from (R-G1). */
@Injectable()
export class InputGatherer {
  constructor(private readonly sources: ScoreSources, private readonly results: ResultsApi) {}

  tallies(tx: Tx, cycleId: string): Promise<Readonly<Record<string, SealedTallies>>> {
    return this.sources.tallies(tx, cycleId);
  }

  /** Inputs of one assessee; `result.bad-inputs` names the place where a figure has not the form of the scheme. */
  async of(tx: Tx, cycle: CycleView, assessee: AssesseeView, tallies: Readonly<Record<string, SealedTallies>>): Promise<Result<ScoreInputs, Problem>> {
    const { officer, sheets, events, external, facts } = await this.sources.routine(tx, assessee.id);
    const sealed = tallies[assessee.id];
    const parsed = ScoreInputs.safeParse({
      officer, sheets, events, external, facts, tallies: sealed?.tallies ?? {}, merged: sealed?.merged ?? {},
      pastGrades: await this.results.pastGrades(tx, assessee.personId, assessee.orgId, cycle.year), periodEnd: cycle.periodEnd,
    });
    if (parsed.success) return ok(parsed.data);
    return err({ code: 'result.bad-inputs', params: { assessee: assessee.personName, at: parsed.error.issues[0]?.path.join('/') ?? '' } });
  }
}
