import type { NodeKind, Scheme, ScoreNode } from '@shuping/scheme';
import { form as adjusted } from './adjusted.ts';
import { form as choice } from './choice.ts';
import { form as corrected } from './corrected.ts';
import { form as equalShare } from './equal-share.ts';
import { form as eventLedger } from './event-ledger.ts';
import { form as events } from './events.ts';
import { form as external } from './external.ts';
import { form as factValue } from './fact-value.ts';
import { form as indicatorSheet } from './indicator-sheet.ts';
import { form as indicatorTable } from './indicator-table.ts';
import { form as limited } from './limited.ts';
import { form as numericTally } from './numeric-tally.ts';
import { form as officerInput } from './officer-input.ts';
import { form as perUnit } from './per-unit.ts';
import { form as periods } from './periods.ts';
import { form as pointsSum } from './points-sum.ts';
import { form as prevailing } from './prevailing.ts';
import { form as product } from './product.ts';
import { form as rankScore } from './rank-score.ts';
import { form as reference } from './reference.ts';
import { form as splitInput } from './split-input.ts';
import { form as statistic } from './statistic.ts';
import { form as supportRate } from './support-rate.ts';
import { form as tally } from './tally.ts';
import { form as weightedSum } from './weighted-sum.ts';
import type { Child, Line, NodeForm } from './form.ts';
import type { Words } from '../model/rows.ts';

/** Form of every node kind; a new kind does not compile until it is here. */
const FORMS: { readonly [K in NodeKind]: NodeForm<K> } = {
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

type AnyForm = { note(node: ScoreNode, words: Words): string; children?(node: ScoreNode): Child[]; lines?(node: ScoreNode, words: Words, scheme: Scheme): Line[] };

export function formOf(node: ScoreNode): AnyForm {
  return FORMS[node.kind] as AnyForm;
}
