import type { NodeForm } from './form.ts';

export const form: NodeForm<'external'> = {
  note: (node, words) => words.t('schemes.node.external', { owner: words.id('role', node.owner) }),
};
