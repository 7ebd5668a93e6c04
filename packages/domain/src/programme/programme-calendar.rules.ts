import type { Day, Problem } from '@shuping/kernel';
import { STAGES, type Stage } from '@shuping/scheme';
import type { StageDays } from '../cycle/calendar.rules.ts';

/** Days that a stage keeps below a programme: it does not open before `earliest` nor end after `latest`. */
export type StageBound = { readonly earliest?: Day | undefined; readonly latest?: Day | undefined };
export type ProgrammeBounds = Readonly<Partial<Record<Stage, StageBound>>>;
/** Bounds with who asks for them. */
export type OwnedBounds = { readonly owner: string; readonly bounds: ProgrammeBounds };
/** Days that a host sets itself. */
export type OwnDays = Readonly<Partial<Record<Stage, { readonly opens?: Day | undefined; readonly due?: Day | undefined }>>>;
/** The strictest bounds of a stage, each with its owner. */
export type TightBound = { readonly earliest?: Day; readonly latest?: Day; readonly by: string };

/** The strictest bounds of all programmes of a line (R-B3, R-C3): bounds add up and are never taken away. */
export function tightestBounds(programmes: readonly OwnedBounds[]): Partial<Record<Stage, TightBound>> {
  const found: Partial<Record<Stage, TightBound>> = {};
  for (const { owner, bounds } of programmes) {
    for (const stage of STAGES) {
      const next = bounds[stage];
      if (!next || (next.earliest === undefined && next.latest === undefined)) continue;
      const known = found[stage];
      const earliest = [known?.earliest, next.earliest].filter((day) => day !== undefined).sort().at(-1);
      const latest = [known?.latest, next.latest].filter((day) => day !== undefined).sort()[0];
      const changed = earliest !== known?.earliest || latest !== known?.latest;
      found[stage] = { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }), by: changed || !known ? owner : known.by };
    }
  }
  return found;
}

/**
 * What is wrong with a programme's calendar under those above it: a bound later or earlier than above allows (`programme.calendar-looser`), and bounds that
 * together no day can meet (`programme.calendar-empty`), each with its place.
 */
export function boundsProblems(own: ProgrammeBounds, above: readonly OwnedBounds[]): Problem[] {
  const limits = tightestBounds(above);
  return STAGES.flatMap((stage): Problem[] => {
    const { earliest, latest } = own[stage] ?? {};
    const limit = limits[stage];
    const lowest = [earliest, limit?.earliest].filter((day) => day !== undefined).sort().at(-1);
    const highest = [latest, limit?.latest].filter((day) => day !== undefined).sort()[0];
    if ((earliest !== undefined || latest !== undefined) && lowest !== undefined && highest !== undefined && lowest > highest) {
      return [{ code: 'programme.calendar-empty', at: `/calendar/${stage}`, params: { stage, earliest: lowest, latest: highest, by: limit?.by ?? '' } }];
    }
    return [
      ...(earliest !== undefined && limit?.earliest !== undefined && earliest < limit.earliest ? [looser(stage, 'earliest', limit.earliest, limit.by)] : []),
      ...(latest !== undefined && limit?.latest !== undefined && latest > limit.latest ? [looser(stage, 'latest', limit.latest, limit.by)] : []),
    ];
  });
}

function looser(stage: Stage, end: 'earliest' | 'latest', day: Day, by: string): Problem {
  return { code: 'programme.calendar-looser', at: `/calendar/${stage}/${end}`, params: { stage, day, by } };
}

/** Where days of a host leave the bounds (`programme.too-early`, `programme.too-late`) or run backwards (`day.order`); a host may only tighten. */
export function deviations(own: OwnDays, limits: Readonly<Partial<Record<Stage, TightBound>>>): Problem[] {
  return STAGES.flatMap((stage): Problem[] => {
    const limit = limits[stage];
    return (['opens', 'due'] as const).flatMap((end): Problem[] => {
      const day = own[stage]?.[end];
      if (day === undefined) return [];
      const at = `/calendar/${stage}/${end}`;
      if (limit?.earliest !== undefined && day < limit.earliest) return [{ code: 'programme.too-early', at, params: { stage, day, earliest: limit.earliest, by: limit.by } }];
      if (limit?.latest !== undefined && day > limit.latest) return [{ code: 'programme.too-late', at, params: { stage, day, latest: limit.latest, by: limit.by } }];
      if (end === 'due' && own[stage]?.opens !== undefined && day < own[stage].opens) return [{ code: 'day.order', at, params: { stage } }];
      return [];
    });
  });
}

/** Calendar of a cycle: that of its schemes, with the host's own days, drawn into the bounds. A stage that only the bounds name stands on them where both ends are known. */
export function boundCalendar(schemes: Readonly<Partial<Record<Stage, StageDays>>>, limits: Readonly<Partial<Record<Stage, TightBound>>>, own: OwnDays = {}): Partial<Record<Stage, StageDays>> {
  const days: Partial<Record<Stage, StageDays>> = {};
  for (const stage of STAGES) {
    const given = schemes[stage];
    const limit = limits[stage];
    const opens = own[stage]?.opens ?? given?.opens ?? limit?.earliest;
    const due = own[stage]?.due ?? given?.due ?? limit?.latest;
    if (opens === undefined || due === undefined) continue;
    const last = within(due, limit);
    const first = within(opens, limit);
    days[stage] = { opens: first > last ? last : first, due: last };
  }
  return days;
}

function within(day: Day, limit: TightBound | undefined): Day {
  if (limit?.latest !== undefined && day > limit.latest) return limit.latest;
  return limit?.earliest !== undefined && day < limit.earliest ? limit.earliest : day;
}
