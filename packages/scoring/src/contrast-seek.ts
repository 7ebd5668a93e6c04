import { Fraction, type ExactJson, type TextRef } from '@shuping/kernel';
import { K_ANONYMITY, type Scheme, type ScoreInputs } from '@shuping/scheme';
import type { ScoringCode } from './locales/codes.ts';
import { decimal } from './prepared.ts';

/** One change of one input. `size` is in its own unit (points, ballots, places …) and orders the changes; `title` names the item, part or level; `score` is what the composite would be. */
export type ContrastChange = {
  readonly kind: 'figure' | 'correction' | 'part' | 'period' | 'place' | 'fact' | 'sheet_points' | 'sheet_item' | 'table_item' | 'table_level' | 'table_case' | 'ballots' | 'marks' | 'tasks' | 'deduction_lifted' | 'bonus' | 'bonus_level';
  readonly code: ScoringCode;
  readonly node: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly size: string;
  readonly score: ExactJson;
  readonly title?: TextRef;
};

/** Composite under changed inputs if they give the better grade, else null. */
export type Reaches = (inputs: ScoreInputs) => Fraction | null;

export type Found = { readonly steps: number; readonly score: Fraction };

/** Smallest number of steps in 1..most that reaches the grade, taking it that more never hurts; null when even `most` does not. */
export function fewest(most: number, inputsAt: (steps: number) => ScoreInputs, reaches: Reaches): Found | null {
  if (most < 1) return null;
  const top = reaches(inputsAt(most));
  if (!top) return null;
  let best: Found = { steps: most, score: top };
  let low = 1;
  while (low < best.steps) {
    const middle = Math.floor((low + best.steps) / 2);
    const score = reaches(inputsAt(middle));
    if (score) best = { steps: middle, score };
    else low = middle + 1;
  }
  return best;
}

/** Changes are sought in steps of a tenth of a point. */
export const TENTH = new Fraction(1n, 10n);
export function tenths(from: Fraction, to: Fraction): number {
  return Number(to.sub(from).div(TENTH).ceil());
}
export function plain(value: Fraction): number {
  return Number(value.toFixed(6));
}

export type Seek = { readonly scheme: Scheme; readonly inputs: ScoreInputs; readonly reaches: Reaches; readonly shown: (score: Fraction) => ExactJson };


/** A number at one place of the inputs; `at` puts another in its place. */
export type Entry = { readonly from: Fraction; readonly min: Fraction; readonly max: Fraction; /** grid of the values sought, a tenth unless said otherwise */ readonly step?: Fraction; readonly at: (value: number) => ScoreInputs };
export type Moved = { readonly from: number; readonly to: number; readonly size: string; readonly score: ExactJson };

/** Nearest value above, else below, that reaches the grade, on the grid between the bounds. */
export function nearest({ from, min, max, step = TENTH, at }: Entry, { reaches, shown }: Seek): Moved | null {
  const floor = from.div(step).floor();
  const ceil = from.div(step).ceil();
  const up = (n: number): Fraction => step.mul(new Fraction(floor + BigInt(n))).min(max);
  const down = (n: number): Fraction => step.mul(new Fraction(ceil - BigInt(n))).max(min);
  for (const [to, most] of [[up, Number(max.div(step).ceil() - floor)], [down, Number(ceil - min.div(step).floor())]] as const) {
    const found = fewest(most, (n) => at(plain(to(n))), reaches);
    if (found) {
      const value = to(found.steps);
      const size = value.compare(from) > 0 ? value.sub(from) : from.sub(value);
      return { from: plain(from), to: plain(value), size: size.toString(), score: shown(found.score) };
    }
  }
  return null;
}

/** The number that was entered, or null where there is none that the rules know. */
export function entered(value: number | undefined): Fraction | null {
  return value === undefined ? null : decimal(value);
}

/** True where the counts of a group may be spoken of. */
export function mayShow(scheme: Scheme, inputs: ScoreInputs, group: string): boolean {
  const valid = inputs.tallies[group]?.valid ?? 0;
  return valid >= K_ANONYMITY || scheme.groups.find((one) => one.id === group)?.small.rule === 'named';
}
