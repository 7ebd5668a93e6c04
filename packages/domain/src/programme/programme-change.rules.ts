import type { Day, Problem } from '@shuping/kernel';
import { STAGES, type Stage } from '@shuping/scheme';
import type { StageDays } from '../cycle/calendar.rules.ts';
import type { ProgrammeBounds, StageBound } from './programme-calendar.rules.ts';

/** A stage whose bounds were moved after the order was issued. */
export type StageMove = { readonly stage: Stage; readonly before: StageBound; readonly after: StageBound };
/** One change of the days of an issued order: when, by whom, why, and how many running cycles took it. */
export type DaysChange = { readonly at: string; readonly by: string; readonly reason: string; readonly moves: readonly StageMove[]; readonly cycles: number };

/** Stages whose bounds differ, in the order of the year. */
export function movesOf(before: ProgrammeBounds, after: ProgrammeBounds): StageMove[] {
  return STAGES.flatMap((stage): StageMove[] => {
    const [was, is] = [before[stage] ?? {}, after[stage] ?? {}];
    return was.earliest === is.earliest && was.latest === is.latest ? [] : [{ stage, before: was, after: is }];
  });
}

/** What is wrong with moves on a day: nothing moved (`programme.days-same`), or a day set that has already passed (`programme.day-past`), with its place (R-C3). */
export function moveProblems(moves: readonly StageMove[], today: Day): Problem[] {
  if (moves.length === 0) return [{ code: 'programme.days-same' }];
  return moves.flatMap(({ stage, before, after }) => (['earliest', 'latest'] as const).flatMap((end): Problem[] => {
    const day = after[end];
    return day === undefined || day === before[end] || day >= today ? [] : [{ code: 'programme.day-past', at: `/calendar/${stage}/${end}`, params: { stage, day } }];
  }));
}

/** Calendar of a running cycle when bounds above it moved (R-C3): stages that it has left keep their days, the present one keeps its beginning, those to come take the new days. */
export function retaken(current: Readonly<Partial<Record<Stage, StageDays>>>, fresh: Readonly<Partial<Record<Stage, StageDays>>>, stage: Stage): Partial<Record<Stage, StageDays>> {
  const now = STAGES.indexOf(stage);
  const days: Partial<Record<Stage, StageDays>> = {};
  for (const [at, one] of STAGES.entries()) {
    const [old, next] = [current[one], fresh[one]];
    const taken = at < now ? old : at === now && old && next ? { opens: old.opens, due: next.due < old.opens ? old.opens : next.due } : (next ?? (at === now ? old : undefined));
    if (taken) days[one] = taken;
  }
  return days;
}
