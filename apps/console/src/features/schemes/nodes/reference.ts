import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'reference'> = {
  note: (node, words) => words.t('schemes.node.reference', { of: words.id('of', node.of) }),
  children: (node) => (node.of === 'earlier' ? [] : [bare(node.node)]),
  lines: (node, words) => [{ at: 'factor', title: words.t('schemes.field.factor'), note: words.id('combine', node.combine), field: number(pathOf(node), 'factor', node.factor) }],
};
