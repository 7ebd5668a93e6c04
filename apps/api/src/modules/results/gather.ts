import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { ScoreInputs, type Scheme } from '@shuping/scheme';
import { withWaivers, type Waiver } from '@shuping/scoring';
import type { Tx } from '../../platform/persistence/index.ts';
import type { CycleView } from '../cycles/index.ts';
import type { Entry } from './pools.ts';
import { ResultsApi, type Past, type PastYear } from './results.api.ts';
import type { Gotten } from './score-all.ts';
import { ScoreSources, type RoutineInputs, type SealedTallies } from './sources.ts';
import { ToleranceRepository } from './tolerance/tolerance.repository.ts';

/** All that the scores of a cycle are computed from, by assessee. */
export type Gathered = { readonly routine: ReadonlyMap<string, RoutineInputs>; readonly tallies: Readonly<Record<string, SealedTallies>>; readonly past: Past; readonly waivers: ReadonlyMap<string, readonly Waiver[]> };

const NOTHING: RoutineInputs = { officer: {}, sheets: {}, events: [], external: {}, facts: {} };

/** Gathers everything a score is computed from (R-G1). */
@Injectable()
export class InputGatherer {
  constructor(private readonly sources: ScoreSources, private readonly results: ResultsApi, private readonly tolerances: ToleranceRepository) {}

  async all(tx: Tx, cycle: CycleView): Promise<Gathered> {
    return { routine: await this.sources.routine(tx, cycle.id), tallies: await this.sources.tallies(tx, cycle.id), past: await this.results.pastFor(tx, cycle.id, cycle.year), waivers: await this.tolerances.waivers(tx, cycle.id) };
  }

  /** Inputs of all; the first that has not the form of the scheme refuses. */
  each(cycle: CycleView, entries: readonly Entry[], gathered: Gathered): Result<Gotten[], Problem> {
    const out: Gotten[] = [];
    for (const entry of entries) {
      const inputs = this.of(cycle, entry, gathered);
      if (!inputs.ok) return inputs;
      const earlier = earlierOf(entry.frozen.scheme, gathered.past.organisations.get(entry.assessee.orgId) ?? []);
      out.push({ entry, inputs: inputs.value, ...(earlier ? { earlier } : {}) });
    }
    return ok(out);
  }

  /** Inputs of one assessee; `result.bad-inputs` names the place where a figure has not the form of the scheme. */
  of(cycle: CycleView, { assessee, frozen }: Entry, { routine, tallies, past, waivers }: Gathered): Result<ScoreInputs, Problem> {
    const sealed = tallies[assessee.id];
    const years = past.persons.get(`${assessee.personId} ${assessee.orgId}`) ?? [];
    const earlier = earlierOf(frozen.scheme, years);
    const { officer, sheets, events, external, facts, periods, tasks } = routine.get(assessee.id) ?? NOTHING;
    const parsed = ScoreInputs.safeParse({
      officer, sheets, events, external, facts, tallies: sealed?.tallies ?? {}, merged: sealed?.merged ?? {}, pastGrades: years.map(({ year, grade }) => ({ year, grade })), periodEnd: cycle.periodEnd, ...(earlier ? { earlier } : {}), ...(periods ? { periods } : {}), ...(tasks ? { tasks } : {}),
    });
    if (parsed.success) return ok(withWaivers(parsed.data, waivers.get(assessee.id) ?? []));
    return err({ code: 'result.bad-inputs', params: { assessee: assessee.personName, at: parsed.error.issues[0]?.path.join('/') ?? '' } });
  }
}

/** Figures of earlier years, those only that the scheme asks for (R34, R54); undefined where it asks for none. */
function earlierOf(scheme: Scheme, years: readonly PastYear[]): ScoreInputs['earlier'] {
  const { nodes } = scheme.score;
  const asked = [...new Set(nodes.flatMap((node) => (node.level === 'earlier_period' ? [node.id] : node.kind === 'reference' && node.of === 'earlier' ? [node.node] : [])))];
  if (asked.length === 0) return undefined;
  return years.map((past) => ({ year: past.year, figures: Object.fromEntries(asked.flatMap((id) => { const figure = frozenFigure(scheme, id, past); return figure === undefined ? [] : [[id, figure]]; })) }));
}

/** A figure as it was frozen; one of an organisation, a pool or the cycle stands with the results that took it. Undefined where the year had no such node. */
function frozenFigure({ score }: Scheme, id: string, { figures, around }: PastYear): string | null | undefined {
  if (figures[id] != null) return figures[id];
  const taken = score.nodes.flatMap((node) => (node.kind === 'reference' && node.node === id && (node.of === 'organisation' || node.of === 'pool' || node.of === 'cycle') ? (around?.[node.id] ?? []) : []));
  return taken[0]?.figure ?? figures[id];
}
