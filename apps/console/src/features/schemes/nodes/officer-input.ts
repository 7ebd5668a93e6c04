import type { NodeForm } from './form.ts';

export const form: NodeForm<'officer_input'> = {
  note: (node, words) => words.t('schemes.node.officer_input', { owner: words.id('role', node.owner) }),
};
