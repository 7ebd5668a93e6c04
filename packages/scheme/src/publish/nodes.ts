import type { Scheme } from '../model/scheme.ts';
import { type NodeOf, PERIOD_IDS, type RankConversion, type ScoreNode } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

/** Figures of score nodes within their own meaning: scheme.bounds-crossed (min above max), scheme.share-range (a share outside 0..1), scheme.size-negative (points or caps are sizes), scheme.not-positive (something is divided by it), scheme.statistic-empty (nothing left after dropping), scheme.period-unknown (a period that the rhythm does not have), scheme.best-of-fewer (the best n of fewer than n), scheme.limit-empty (neither floor nor ceiling), scheme.reference-years (years asked of others than the years before). */
export function nodeBoundFindings(scheme: Scheme): Finding[] {
  return scheme.score.nodes.flatMap((node) => (CHECKS[node.kind] as Check<ScoreNode>)(node, `score/nodes/${node.id}`));
}

type Check<N> = (node: N, path: string) => Finding[];

const none = (): Finding[] => [];
const ordered = (path: string, node: { readonly min?: number | undefined; readonly max?: number | undefined }): Finding[] =>
  (node.min !== undefined && node.max !== undefined && node.min > node.max ? [finding('scheme.bounds-crossed', path, { min: node.min, max: node.max })] : []);
const size = (path: string, value: number | undefined): Finding[] => (value !== undefined && value < 0 ? [finding('scheme.size-negative', path, { value })] : []);
const positive = (path: string, value: number): Finding[] => (value <= 0 ? [finding('scheme.not-positive', path, { value })] : []);
const share = (path: string, value: number): Finding[] => (value < 0 || value > 1 ? [finding('scheme.share-range', path, { value })] : []);

function conversion(convert: RankConversion, path: string): Finding[] {
  if (convert.by === 'step') return size(`${path}/step`, convert.step);
  return convert.by === 'step_share' ? share(`${path}/share`, convert.share) : [];
}

function tableItem(item: NodeOf<'indicator_table'>['items'][number], path: string): Finding[] {
  const { rule } = item;
  const own = size(`${path}/max`, item.max);
  if (rule.by === 'until_used_up') return [...own, ...(rule.step === undefined ? [] : positive(`${path}/rule/step`, rule.step))];
  if (rule.by === 'per_unit') return [...own, ...positive(`${path}/rule/unit`, rule.unit), ...size(`${path}/rule/points`, rule.points)];
  if (rule.by === 'cases') return [...own, ...rule.cases.flatMap((one) => size(`${path}/rule/cases/${one.id}/points`, one.points))];
  return rule.by === 'levels' ? [...own, ...rule.levels.flatMap((one) => [...size(`${path}/rule/levels/${one.id}/points`, one.points), ...ordered(`${path}/rule/levels/${one.id}`, { min: one.points, max: item.max })])] : own;
}

function periodFindings(node: NodeOf<'periods'>, path: string): Finding[] {
  return [
    ...ordered(path, node),
    ...node.periods.filter((period) => !PERIOD_IDS[node.cadence].includes(period.id)).map((period) => finding('scheme.period-unknown', `${path}/periods/${period.id}`, { cadence: node.cadence })),
    ...(node.measure.by === 'best' && node.measure.count > node.periods.length ? [finding('scheme.best-of-fewer', `${path}/measure`, { count: node.measure.count, periods: node.periods.length })] : []),
    ...(node.atLeast > node.periods.length ? [finding('scheme.best-of-fewer', `${path}/atLeast`, { count: node.atLeast, periods: node.periods.length })] : []),
    ...(node.convert ? conversion(node.convert, `${path}/convert`) : []),
  ];
}

const CHECKS: { readonly [K in ScoreNode['kind']]: Check<NodeOf<K>> } = {
  weighted_sum: none, tally: none, fact_value: none, prevailing: none, choice: none,
  officer_input: (node, path) => ordered(path, node),
  external: (node, path) => ordered(path, node),
  adjusted: (node, path) => ordered(path, node),
  corrected: (node, path) => ordered(path, node),
  support_rate: (node, path) => size(`${path}/full`, node.full),
  events: (node, path) => size(`${path}/cap`, node.cap),
  statistic: (node, path) => (node.drop.highest + node.drop.lowest >= node.inputs.length ? [finding('scheme.statistic-empty', `${path}/drop`)] : []),
  numeric_tally: (node, path) => ordered(path, node),
  indicator_sheet: (node, path) => node.items.flatMap((item) => size(`${path}/items/${item.id}/max`, item.max)),
  points_sum: (node, path) => node.inputs.flatMap((input) => positive(`${path}/inputs/${input.id}/full`, input.full)),
  product: (node, path) => node.inputs.flatMap((input) => positive(`${path}/inputs/${input.id}/per`, input.per)),
  split_input: (node, path) => node.parts.flatMap((part) => ordered(`${path}/parts/${part.id}`, part)),
  indicator_table: (node, path) => node.items.flatMap((item) => tableItem(item, `${path}/items/${item.id}`)),
  event_ledger: (node, path) => [
    ...node.ladder.flatMap((level) => size(`${path}/ladder/${level.id}/points`, level.points)),
    ...node.caps.flatMap((cap) => [...size(`${path}/caps/${cap.id}/points`, cap.points), ...(cap.points === undefined && cap.count === undefined ? [finding('scheme.limit-empty', `${path}/caps/${cap.id}`)] : [])]),
    ...size(`${path}/cap`, node.cap), ...(node.repeat ? positive(`${path}/repeat/factor`, node.repeat.factor) : []),
  ],
  equal_share: (node, path) => size(`${path}/points`, node.points),
  periods: periodFindings,
  rank_score: (node, path) => conversion(node.convert, `${path}/convert`),
  reference: (node, path) => ((node.of === 'earlier') !== (node.years !== undefined) ? [finding('scheme.reference-years', `${path}/years`)] : []),
  limited: (node, path) => node.limits.flatMap((limit) => [
    ...(limit.min === undefined && limit.max === undefined ? [finding('scheme.limit-empty', `${path}/limits/${limit.id}`)] : []),
    ...(typeof limit.min === 'number' && typeof limit.max === 'number' ? ordered(`${path}/limits/${limit.id}`, { min: limit.min, max: limit.max }) : []),
  ]),
  per_unit: (node, path) => [...positive(`${path}/unit`, node.unit), ...size(`${path}/cap`, node.cap)],
};
