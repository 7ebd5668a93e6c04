import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'corrected'> = {
  note: (node, words) => words.t('schemes.node.corrected', { owner: words.id('role', node.owner) }),
  children: (node) => [bare(node.input)],
  lines: (node, words) => (['min', 'max'] as const).map((end) => ({ at: end, title: words.t(`schemes.field.correction.${end}`), field: number(pathOf(node), end, node[end]) })),
};
