import type { NodeForm } from './form.ts';

export const form: NodeForm<'events'> = {
  note: (node, words) => words.t(node.sign === 'plus' ? 'schemes.node.bonus' : 'schemes.node.deduction'),
};
