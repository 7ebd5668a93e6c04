import { Fraction } from '@shuping/kernel';
import type { Scheme, ScoreNode } from '@shuping/scheme';
import type { Part } from './nodes/terms.ts';

/** Points of the options of one ballot item. */
export type OptionPoints = ReadonlyMap<string, Fraction>;

/** Look-ups of one scheme, made once per scheme object. */
export type PreparedScheme = {
  readonly nodes: ReadonlyMap<string, ScoreNode>;
  /** place of each node in the scheme's list */
  readonly index: ReadonlyMap<string, number>;
  /** parts of weighted and points sums, with exact weights */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  /** `ballot/item` → option → points */
  readonly points: ReadonlyMap<string, OptionPoints>;
  readonly gradeIndex: ReadonlyMap<string, number>;
};

const cache = new WeakMap<Scheme, PreparedScheme>();
const decimals = new Map<number, Fraction>();

/** Exact figure of a decimal of the scheme or the inputs; null when the number has no plain decimal form. */
export function decimal(value: number): Fraction | null {
  const known = decimals.get(value);
  if (known) return known;
  if (!Number.isFinite(value) || /e/i.test(String(value))) return null;
  const figure = Fraction.of(value);
  if (decimals.size < 20_000) decimals.set(value, figure);
  return figure;
}

/** As `decimal`, for numbers that the scheme's own form has checked. Throws RangeError on anything else. */
export function num(value: number): Fraction {
  return decimal(value) ?? Fraction.of(value);
}

function partsOf(node: ScoreNode): [string, Part[]][] {
  if (node.kind === 'weighted_sum') return [[node.id, node.inputs.map(({ id, weight, absence }) => ({ id, weight: num(weight), absence }))]];
  if (node.kind === 'points_sum') return [[node.id, node.inputs.map(({ id, points, absence }) => ({ id, weight: num(points), absence }))]];
  return [];
}

/** Look-ups of a scheme. The scheme must not be changed afterwards. */
export function prepare(scheme: Scheme): PreparedScheme {
  const known = cache.get(scheme);
  if (known) return known;
  const scales = new Map(scheme.scales.map((scale) => [scale.id, new Map(scale.options.map((option) => [option.id, num(option.points)]))]));
  const points = new Map<string, OptionPoints>();
  for (const ballot of scheme.ballots) {
    for (const item of ballot.items) points.set(`${ballot.id}/${item.id}`, scales.get(item.scale) ?? new Map<string, Fraction>());
  }
  const prepared: PreparedScheme = {
    nodes: new Map(scheme.score.nodes.map((node) => [node.id, node])),
    index: new Map(scheme.score.nodes.map((node, at) => [node.id, at])),
    parts: new Map(scheme.score.nodes.flatMap((node) => partsOf(node))),
    points,
    gradeIndex: new Map(scheme.grading.grades.map((grade, index) => [grade.id, index])),
  };
  cache.set(scheme, prepared);
  return prepared;
}
