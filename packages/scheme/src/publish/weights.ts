import { Fraction } from '@shuping/kernel';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Weights must be positive and sum to the node's total, those of a tally's items to 100: scheme.weight-sum, scheme.weight-positive. */
export function weightFindings(scheme: Scheme): Finding[] {
  return scheme.score.nodes.flatMap((node) => {
    if (node.kind === 'weighted_sum') return sumFindings(`score/nodes/${node.id}/inputs`, node.inputs, node.total);
    if (node.kind === 'tally') return sumFindings(`score/nodes/${node.id}/items`, node.items, 100);
    return [];
  });
}

function sumFindings(path: string, members: readonly { readonly id: string; readonly weight: number }[], total: number): Finding[] {
  const sum = Fraction.sum(members.map((m) => Fraction.of(m.weight)));
  const wrong = members.filter((m) => m.weight <= 0).map((m) => finding('scheme.weight-positive', `${path}/${m.id}/weight`, { weight: m.weight }));
  return sum.equals(Fraction.of(total)) ? wrong : [...wrong, finding('scheme.weight-sum', path, { sum: sum.toNumber(), total })];
}
