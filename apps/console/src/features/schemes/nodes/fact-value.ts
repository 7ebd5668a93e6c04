import type { NodeForm } from './form.ts';

export const form: NodeForm<'fact_value'> = {
  note: (_node, words) => words.t('schemes.node.fact_value'),
};
