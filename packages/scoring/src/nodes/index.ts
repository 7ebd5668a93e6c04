import type { NodeKind, ScoreNode } from '@shuping/scheme';
import * as adjusted from './adjusted.ts';
import * as events from './events.ts';
import * as external from './external.ts';
import * as indicatorSheet from './indicator-sheet.ts';
import * as officerInput from './officer-input.ts';
import * as statistic from './statistic.ts';
import * as tally from './tally.ts';
import * as weightedSum from './weighted-sum.ts';
import type { EvalContext, ExplainContext, ExplainedParts, NodeEvaluator } from './evaluator.ts';
import type { Figure } from '../figure.ts';

/** Meaning of every node kind; a new kind does not compile until it is here. */
export const EVALUATORS: { readonly [K in NodeKind]: NodeEvaluator<K> } = {
  weighted_sum: weightedSum,
  tally,
  officer_input: officerInput,
  indicator_sheet: indicatorSheet,
  events,
  adjusted,
  statistic,
  external,
};

type AnyEvaluator = { evaluate(node: ScoreNode, ctx: EvalContext): Figure; explain(node: ScoreNode, ctx: ExplainContext): ExplainedParts };

/** Evaluator of a node's own kind. */
export function evaluatorOf(node: ScoreNode): AnyEvaluator {
  return EVALUATORS[node.kind] as AnyEvaluator;
}
