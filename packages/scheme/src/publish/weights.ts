import { Fraction } from '@shuping/kernel';
import type { Scheme } from '../model/scheme.ts';
import type { ScoreNode } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

/** Weights and fixed points must be positive and sum to the node's total, those of ballot items and periods to 100: scheme.weight-sum, scheme.weight-positive. */
export function weightFindings(scheme: Scheme): Finding[] {
  return scheme.score.nodes.flatMap((node) => nodeFindings(node, `score/nodes/${node.id}`));
}

type Member = { readonly id: string; readonly weight: number };

function nodeFindings(node: ScoreNode, path: string): Finding[] {
  switch (node.kind) {
    case 'weighted_sum': return sumFindings(`${path}/inputs`, 'weight', node.inputs, node.total);
    case 'points_sum': return sumFindings(`${path}/inputs`, 'points', node.inputs.map(({ id, points }) => ({ id, weight: points })), node.total);
    case 'split_input': return sumFindings(`${path}/parts`, 'max', node.parts.map(({ id, max }) => ({ id, weight: max })), node.total);
    case 'tally':
    case 'numeric_tally': return sumFindings(`${path}/items`, 'weight', node.items, 100);
    case 'periods': return node.measure.by === 'weighted' ? sumFindings(`${path}/periods`, 'weight', node.periods.map(({ id, weight }) => ({ id, weight: weight ?? 0 })), 100) : [];
    default: return [];
  }
}

function sumFindings(path: string, field: string, members: readonly Member[], total: number): Finding[] {
  const sum = Fraction.sum(members.map((m) => Fraction.of(m.weight)));
  const wrong = members.filter((m) => m.weight <= 0).map((m) => finding('scheme.weight-positive', `${path}/${m.id}/${field}`, { weight: m.weight }));
  return sum.equals(Fraction.of(total)) ? wrong : [...wrong, finding('scheme.weight-sum', path, { sum: sum.toNumber(), total })];
}
