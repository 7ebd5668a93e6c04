import type { NodeKind, ScoreNode } from '@shuping/scheme';
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
import type { EvalContext, ExplainContext, ExplainedParts, InputKey, NodeEvaluator } from './evaluator.ts';
import type { Figure } from '../figure.ts';

/** Meaning of every node kind; a new kind does not compile until it is here. */
export const EVALUATORS: { readonly [K in NodeKind]: NodeEvaluator<K> } = {
  weighted_sum: weightedSum,
  points_sum: pointsSum,
  product,
  adjusted,
  corrected,
  limited,
  choice,
  statistic,
  tally,
  numeric_tally: numericTally,
  support_rate: supportRate,
  prevailing,
  officer_input: officerInput,
  split_input: splitInput,
  external,
  fact_value: factValue,
  indicator_sheet: indicatorSheet,
  indicator_table: indicatorTable,
  per_unit: perUnit,
  events,
  event_ledger: eventLedger,
  equal_share: equalShare,
  periods,
  rank_score: rankScore,
  reference,
};

type AnyEvaluator = { evaluate(node: ScoreNode, ctx: EvalContext): Figure; explain(node: ScoreNode, ctx: ExplainContext): ExplainedParts; reads(node: ScoreNode): readonly InputKey[] };

/** Evaluator of a node's own kind. */
export function evaluatorOf(node: ScoreNode): AnyEvaluator {
  return EVALUATORS[node.kind] as AnyEvaluator;
}
