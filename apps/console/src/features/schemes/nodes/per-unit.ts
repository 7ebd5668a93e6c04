import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'per_unit'> = {
  note: (node, words) => words.t(`schemes.node.per_unit.${node.side}`, { from: node.from }),
  children: (node) => [bare(node.input)],
  lines: (node, words) => (['from', 'unit', 'points', 'cap'] as const).map((at) => ({ at, title: words.t(`schemes.field.${at}`), field: number(pathOf(node), at, node[at]) })),
};
