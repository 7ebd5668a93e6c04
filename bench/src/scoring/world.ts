import type { GroupTally, NodeOf, Scheme, ScoreInputs } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';

export const GROUPS = ['leaders', 'members', 'served'] as const;
/** ballots of each group for one assessee: 60 together */
export const HEADS = [10, 20, 30] as const;
export const ITEMS = ['overall', 'leadership', 'discipline', 'service', 'style'] as const;
export const OPTIONS = ['a', 'b', 'c', 'd'] as const;
export const POINTS = [100, 80, 60, 40] as const;

/** Number of one count within an assessee's: group, item and option. */
export const slotOf = (group: number, item: number, option: number): number => (group * ITEMS.length + item) * OPTIONS.length + option;
export const SLOTS = slotOf(GROUPS.length, 0, 0);

/** The sample scheme with ballots of five items and all three groups counted. */
export function benchScheme(): Scheme {
  const scheme = sampleScheme();
  const tally = (group: string): NodeOf<'tally'> => ({ kind: 'tally', id: `b-${group}`, title: { text: group }, level: 'assessee', group, ballot: 'main', items: ITEMS.map((id) => ({ id, weight: 20 })), divisor: 'valid' });
  const nodes = scheme.score.nodes.filter((node) => node.kind !== 'tally').map((node) => {
    if (node.kind !== 'weighted_sum' || node.id !== 'ballots') return node;
    return { ...node, inputs: GROUPS.map((group, at) => ({ id: `b-${group}`, weight: [40, 30, 30][at]!, absence: { rule: 'renormalise' as const } })) };
  });
  return {
    ...scheme,
    ballots: scheme.ballots.map((ballot) => ({ ...ballot, items: ITEMS.map((id) => ({ ...ballot.items[0]!, id })) })),
    score: { ...scheme.score, nodes: [...nodes, ...GROUPS.map(tally)] },
  };
}

const tallyOf = (counts: readonly number[], group: number): GroupTally => {
  const heads = HEADS[group]!;
  const items: GroupTally['items'] = {};
  ITEMS.forEach((id, item) => {
    const at = slotOf(group, item, 0);
    items[id] = { options: { a: counts[at]!, b: counts[at + 1]!, c: counts[at + 2]!, d: counts[at + 3]! }, blank: 0 };
  });
  return { due: heads, present: heads, issued: heads, returned: heads, valid: heads, items };
};

/** Inputs of one assessee from its counts, one for each slot, and what the office entered. */
export function inputsOf(counts: readonly number[], officer: readonly number[]): ScoreInputs {
  const [regular, research, comment] = officer;
  return {
    facts: {}, sheets: {}, external: {}, merged: {}, pastGrades: [], events: [], periodEnd: '2026-12-31',
    officer: { regular: regular!, research: research!, comment: comment! },
    tallies: { leaders: tallyOf(counts, 0), members: tallyOf(counts, 1), served: tallyOf(counts, 2) },
  };
}
