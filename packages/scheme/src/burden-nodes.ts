import type { Scheme } from './model/scheme.ts';
import type { NodeKind, NodeOf, ScoreNode } from './nodes/index.ts';

/** One role's entries for one assessee and year. */
export type Entry = { readonly role: string; readonly figures: number; readonly files: number };

/** Recorded events expected of one question per assessee and year: most have none. */
export const EVENTS_EXPECTED = 0.5;

/** Matter, day and points. */
export const FIELDS_PER_EVENT = 3;

/** Tasks or opinions that one person's list usually has. */
export const TASKS_EXPECTED = 5;

const NOTHING = (): Entry[] => [];
const one = (role: string, figures: number, files = 0): Entry[] => [{ role, figures, files }];

const ENTRIES: { readonly [K in NodeKind]: (node: NodeOf<K>, scheme: Scheme) => Entry[] } = {
  weighted_sum: NOTHING,
  points_sum: NOTHING,
  product: NOTHING,
  adjusted: NOTHING,
  corrected: (node) => one(node.owner, node.none === 'hold' ? 1 : 0.5),
  limited: NOTHING,
  choice: NOTHING,
  statistic: NOTHING,
  tally: NOTHING,
  numeric_tally: NOTHING,
  support_rate: NOTHING,
  prevailing: NOTHING,
  officer_input: (node) => one(node.owner, 1, node.evidence === 'required' ? 1 : 0),
  split_input: (node) => node.parts.flatMap((part) => one(part.owner, 1)),
  external: (node) => one(node.owner, 1),
  fact_value: NOTHING,
  indicator_sheet: (node) => one(node.owner, node.items.length),
  indicator_table: (node) => node.items.flatMap((item) => one(item.owner ?? node.owner, 1)),
  per_unit: NOTHING,
  events: (node, scheme) => eventEntries(node.questions, scheme),
  event_ledger: (node, scheme) => eventEntries(node.questions, scheme),
  equal_share: (node) => one(node.owner, TASKS_EXPECTED),
  periods: (node) => one(node.owner, node.periods.length),
  rank_score: NOTHING,
  reference: NOTHING,
};

/** What a node asks people to enter for one assessee and year; counting, taking over and reckoning ask for nothing. */
export function entriesOf(node: ScoreNode, scheme: Scheme): Entry[] {
  return (ENTRIES[node.kind] as (node: ScoreNode, scheme: Scheme) => Entry[])(node, scheme);
}

function eventEntries(questions: readonly string[], scheme: Scheme): Entry[] {
  return questions.flatMap((id) => {
    const owner = scheme.questions.find((q) => q.id === id)?.owner;
    return owner ? one(owner, EVENTS_EXPECTED * FIELDS_PER_EVENT, EVENTS_EXPECTED) : [];
  });
}
