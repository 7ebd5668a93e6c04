import { z } from 'zod';
import * as adjusted from './adjusted.ts';
import * as choice from './choice.ts';
import * as corrected from './corrected.ts';
import * as equalShare from './equal-share.ts';
import * as eventLedger from './event-ledger.ts';
import * as events from './events.ts';
import * as external from './external.ts';
import * as factValue from './fact-value.ts';
import * as indicatorSheet from './indicator-sheet.ts';
import * as indicatorTable from './indicator-table.ts';
import * as limited from './limited.ts';
import * as numericTally from './numeric-tally.ts';
import * as officerInput from './officer-input.ts';
import * as perUnit from './per-unit.ts';
import * as periods from './periods.ts';
import * as pointsSum from './points-sum.ts';
import * as prevailing from './prevailing.ts';
import * as product from './product.ts';
import * as rankScore from './rank-score.ts';
import * as reference from './reference.ts';
import * as splitInput from './split-input.ts';
import * as statistic from './statistic.ts';
import * as supportRate from './support-rate.ts';
import * as tally from './tally.ts';
import * as weightedSum from './weighted-sum.ts';
import type { Use } from './uses.ts';

/** Node kinds. A kind's meaning never changes: a new meaning is a new kind (`tally_2`), and a new kind is a new file here, in scoring/nodes and in the console. */
export const ScoreNode = z.discriminatedUnion('kind', [
  weightedSum.WeightedSum,
  pointsSum.PointsSum,
  product.Product,
  adjusted.Adjusted,
  corrected.Corrected,
  limited.Limited,
  choice.Choice,
  statistic.Statistic,
  tally.Tally,
  numericTally.NumericTally,
  supportRate.SupportRate,
  prevailing.Prevailing,
  officerInput.OfficerInput,
  splitInput.SplitInput,
  external.External,
  factValue.FactValue,
  indicatorSheet.IndicatorSheet,
  indicatorTable.IndicatorTable,
  perUnit.PerUnit,
  events.Events,
  eventLedger.EventLedger,
  equalShare.EqualShare,
  periods.Periods,
  rankScore.RankScore,
  reference.Reference,
]);
export type ScoreNode = z.infer<typeof ScoreNode>;
export type NodeKind = ScoreNode['kind'];
export type NodeOf<K extends NodeKind> = Extract<ScoreNode, { kind: K }>;

const USES: { readonly [K in NodeKind]: (node: NodeOf<K>) => Use[] } = {
  weighted_sum: weightedSum.uses,
  points_sum: pointsSum.uses,
  product: product.uses,
  adjusted: adjusted.uses,
  corrected: corrected.uses,
  limited: limited.uses,
  choice: choice.uses,
  statistic: statistic.uses,
  tally: tally.uses,
  numeric_tally: numericTally.uses,
  support_rate: supportRate.uses,
  prevailing: prevailing.uses,
  officer_input: officerInput.uses,
  split_input: splitInput.uses,
  external: external.uses,
  fact_value: factValue.uses,
  indicator_sheet: indicatorSheet.uses,
  indicator_table: indicatorTable.uses,
  per_unit: perUnit.uses,
  events: events.uses,
  event_ledger: eventLedger.uses,
  equal_share: equalShare.uses,
  periods: periods.uses,
  rank_score: rankScore.uses,
  reference: reference.uses,
};

/** Everything that a node names, in its own order. */
export function usesOf(node: ScoreNode): Use[] {
  return (USES[node.kind] as (node: ScoreNode) => Use[])(node);
}

export * from './base.ts';
export type { Use } from './uses.ts';
export { PERIOD_IDS } from './periods.ts';
export type { ItemRule, Units } from './indicator-table.ts';
export type { RankConversion } from './rank-score.ts';
export type { Outcome } from './choice.ts';
export type { Adjusted } from './adjusted.ts';
export type { Choice } from './choice.ts';
export type { Corrected } from './corrected.ts';
export type { EqualShare } from './equal-share.ts';
export type { EventLedger } from './event-ledger.ts';
export type { Events } from './events.ts';
export type { External } from './external.ts';
export type { FactValue } from './fact-value.ts';
export type { IndicatorSheet } from './indicator-sheet.ts';
export type { IndicatorTable } from './indicator-table.ts';
export type { Limited } from './limited.ts';
export type { NumericTally } from './numeric-tally.ts';
export type { OfficerInput } from './officer-input.ts';
export type { PerUnit } from './per-unit.ts';
export type { Periods } from './periods.ts';
export type { PointsSum } from './points-sum.ts';
export type { Prevailing } from './prevailing.ts';
export type { Product } from './product.ts';
export type { RankScore } from './rank-score.ts';
export type { SplitInput } from './split-input.ts';
export type { Statistic } from './statistic.ts';
export type { SupportRate } from './support-rate.ts';
export type { Tally } from './tally.ts';
export type { WeightedSum } from './weighted-sum.ts';
