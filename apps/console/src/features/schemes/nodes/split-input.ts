import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'split_input'> = {
  note: (node, words) => words.t('schemes.node.split_input', { count: node.parts.length, total: node.total }),
  lines: (node, words) => node.parts.map((part) => ({ at: `parts/${part.id}/max`, title: part.title, titleAt: `parts/${part.id}/title`, note: words.id('role', part.owner), field: number(pathOf(node), `parts/${part.id}/max`, part.max), member: `parts/${part.id}` })),
};
