import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'support_rate'> = {
  note: (node, words) => words.t('schemes.node.support_rate', { divisor: words.id('divisor', node.divisor) }),
  lines: (node, words) => [{ at: 'full', title: words.t('schemes.field.full'), field: number(pathOf(node), 'full', node.full) }],
};
