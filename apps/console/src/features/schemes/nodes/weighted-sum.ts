import { pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'weighted_sum'> = {
  note: (_node, words) => words.t('schemes.node.weighted_sum'),
  children: (node) => node.inputs.map((input) => ({ id: input.id, weight: { path: `${pathOf(node)}/inputs/${input.id}/weight`, value: input.weight, absent: input.absence !== undefined }, member: `${pathOf(node)}/inputs/${input.id}` })),
};
