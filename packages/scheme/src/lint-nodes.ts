import type { z } from 'zod';
import type { Text } from './model/common.ts';
import type { NodeKind, NodeOf, ScoreNode } from './nodes/index.ts';

type Place = readonly [path: string, text: z.infer<typeof Text>];
type Titled = { readonly id: string; readonly title: z.infer<typeof Text> };

const NOTHING = (): Place[] => [];
const title = (node: Titled): Place[] => [['title', node.title]];
const members = (list: string, of: readonly Titled[]): Place[] => of.map((one) => [`${list}/${one.id}/title`, one.title]);

const WORDINGS: { readonly [K in NodeKind]: (node: NodeOf<K>) => Place[] } = {
  weighted_sum: NOTHING,
  points_sum: NOTHING,
  product: NOTHING,
  adjusted: NOTHING,
  corrected: NOTHING,
  limited: NOTHING,
  choice: NOTHING,
  statistic: NOTHING,
  tally: NOTHING,
  numeric_tally: NOTHING,
  support_rate: NOTHING,
  prevailing: NOTHING,
  officer_input: title,
  split_input: (node) => [...title(node), ...members('parts', node.parts)],
  external: title,
  fact_value: title,
  indicator_sheet: (node) => members('items', node.items),
  indicator_table: (node) => node.items.flatMap((item) => [
    ...members('items', [item]),
    ...(item.rule.by === 'cases' ? members(`items/${item.id}/rule/cases`, item.rule.cases) : item.rule.by === 'levels' ? members(`items/${item.id}/rule/levels`, item.rule.levels) : []),
  ]),
  per_unit: title,
  events: NOTHING,
  event_ledger: (node) => members('ladder', node.ladder),
  equal_share: title,
  periods: title,
  rank_score: NOTHING,
  reference: NOTHING,
};

/** Wordings of a node that say what is looked at or counted, with their places below the node. */
export function lintedWordings(node: ScoreNode): Place[] {
  return (WORDINGS[node.kind] as (node: ScoreNode) => Place[])(node);
}
