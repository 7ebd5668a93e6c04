import { pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'points_sum'> = {
  note: (node, words) => words.t('schemes.node.points_sum', { total: node.total }),
  children: (node) => node.inputs.map((input) => ({ id: input.id, weight: { path: `${pathOf(node)}/inputs/${input.id}/points`, value: input.points, absent: input.absence !== undefined }, member: `${pathOf(node)}/inputs/${input.id}` })),
};
