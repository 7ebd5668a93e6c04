import type { ReportMeasures } from '@shuping/report-checks';
import type { VettingDeed } from './vetting.rules.ts';

/** A submitted draft with its figures. */
export type SqueezedDraft = { readonly number: number; readonly measures: ReportMeasures };
export type SqueezeAct = { readonly stepIndex: number; readonly act: VettingDeed['act']; readonly versionNumber: number };

/** One round: the draft that went back and the one that came instead. `stepIndex` sent it back; null when its author took it back. */
export type SqueezeRound = { readonly from: number; readonly to: number; readonly stepIndex: number | null; readonly before: ReportMeasures; readonly after: ReportMeasures; readonly change: ReportMeasures };

/** What one step did over reports: drafts read, sent back, and what the answers to it changed (negative: less). */
export type StepSqueeze = { readonly stepIndex: number; readonly read: number; readonly returned: number; readonly change: ReportMeasures };

const NONE: ReportMeasures = { words: 0, achievements: 0, phrases: 0, figures: 0, problems: 0, measured: 0 };

/** Rounds of one report, oldest first (挤水分, R-E3): each pair of neighbouring submitted drafts, laid at the door of the step that returned the earlier. */
export function squeezeRounds(drafts: readonly SqueezedDraft[], acts: readonly SqueezeAct[]): SqueezeRound[] {
  const ordered = [...drafts].sort((a, b) => a.number - b.number);
  return ordered.slice(1).map((draft, index) => {
    const before = ordered[index]!;
    const sent = acts.find((act) => act.act === 'return' && act.versionNumber === before.number);
    return { from: before.number, to: draft.number, stepIndex: sent?.stepIndex ?? null, before: before.measures, after: draft.measures, change: combined(draft.measures, before.measures, -1) };
  });
}

/** Who squeezes what: the rounds of many reports added up by step, for every step of a chain of `steps`. A step that passed an unchanged text read nothing. */
export function squeezeBySteps(steps: number, reports: readonly { readonly rounds: readonly SqueezeRound[]; readonly acts: readonly SqueezeAct[] }[]): StepSqueeze[] {
  return Array.from({ length: steps }, (_, stepIndex) => {
    const acts = reports.flatMap((report) => report.acts).filter((act) => act.stepIndex === stepIndex && act.act !== 'pass');
    const rounds = reports.flatMap((report) => report.rounds).filter((round) => round.stepIndex === stepIndex);
    return { stepIndex, read: acts.length, returned: acts.filter((act) => act.act === 'return').length, change: rounds.reduce((sum, round) => combined(sum, round.change, 1), NONE) };
  });
}

function combined(a: ReportMeasures, b: ReportMeasures, sign: 1 | -1): ReportMeasures {
  return {
    words: a.words + sign * b.words, achievements: a.achievements + sign * b.achievements, phrases: a.phrases + sign * b.phrases, figures: a.figures + sign * b.figures,
    problems: a.problems + sign * b.problems, measured: a.measured + sign * b.measured,
  };
}
