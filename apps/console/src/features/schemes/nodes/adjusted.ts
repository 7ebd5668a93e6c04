import { bare, type NodeForm } from './form.ts';

export const form: NodeForm<'adjusted'> = {
  note: (_node, words) => words.t('schemes.node.adjusted'),
  children: (node) => [node.base, ...node.accounts].map((id) => bare(id)),
};
