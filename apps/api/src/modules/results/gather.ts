import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import type { AssesseeView, CycleView } from '../cycles/index.ts';
import type { Entry } from './pools.ts';
import { ResultsApi } from './results.api.ts';
import type { Gotten } from './score-all.ts';
import { ScoreSources, type RoutineInputs, type SealedTallies } from './sources.ts';

/** All that the scores of a cycle are computed from, by assessee. */
export type Gathered = { readonly routine: ReadonlyMap<string, RoutineInputs>; readonly tallies: Readonly<Record<string, SealedTallies>>; readonly past: ReadonlyMap<string, ScoreInputs['pastGrades']> };

const NOTHING: RoutineInputs = { officer: {}, sheets: {}, events: [], external: {}, facts: {} };

/** Gathers everything a score is computed from (R-G1). */
@Injectable()
export class InputGatherer {
  constructor(private readonly sources: ScoreSources, private readonly results: ResultsApi) {}

  async all(tx: Tx, cycle: CycleView): Promise<Gathered> {
    return { routine: await this.sources.routine(tx, cycle.id), tallies: await this.sources.tallies(tx, cycle.id), past: await this.results.pastGradesFor(tx, cycle.id, cycle.year) };
  }

  /** Inputs of all; the first that has not the form of the scheme refuses. */
  each(cycle: CycleView, entries: readonly Entry[], gathered: Gathered): Result<Gotten[], Problem> {
    const out: Gotten[] = [];
    for (const entry of entries) {
      const inputs = this.of(cycle, entry.assessee, gathered);
      if (!inputs.ok) return inputs;
      out.push({ entry, inputs: inputs.value });
    }
    return ok(out);
  }

  /** Inputs of one assessee; `result.bad-inputs` names the place where a figure has not the form of the scheme. */
  of(cycle: CycleView, assessee: AssesseeView, { routine, tallies, past }: Gathered): Result<ScoreInputs, Problem> {
    const sealed = tallies[assessee.id];
    const { officer, sheets, events, external, facts, periods, tasks } = routine.get(assessee.id) ?? NOTHING;
    const parsed = ScoreInputs.safeParse({
      officer, sheets, events, external, facts, tallies: sealed?.tallies ?? {}, merged: sealed?.merged ?? {}, pastGrades: past.get(`${assessee.personId} ${assessee.orgId}`) ?? [], periodEnd: cycle.periodEnd, ...(periods ? { periods } : {}), ...(tasks ? { tasks } : {}),
    });
    if (parsed.success) return ok(parsed.data);
    return err({ code: 'result.bad-inputs', params: { assessee: assessee.personName, at: parsed.error.issues[0]?.path.join('/') ?? '' } });
  }
}
