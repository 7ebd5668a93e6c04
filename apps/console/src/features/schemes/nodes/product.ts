import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'product'> = {
  note: (_node, words) => words.t('schemes.node.product'),
  children: (node) => node.inputs.map((input) => bare(input.id, `${pathOf(node)}/inputs/${input.id}`)),
  lines: (node, words) => node.inputs.map((input) => ({ at: `inputs/${input.id}/per`, title: words.t('schemes.field.per'), note: words.id('absent', input.absent), field: number(pathOf(node), `inputs/${input.id}/per`, input.per) })),
};
