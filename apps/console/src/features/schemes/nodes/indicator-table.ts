import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'indicator_table'> = {
  note: (node, words) => words.t('schemes.node.indicator_table', { count: node.items.length }),
  lines: (node, words) => node.items.map((item) => ({ at: `items/${item.id}/max`, title: item.title, titleAt: `items/${item.id}/title`, note: words.id('deduction', item.rule.by), field: number(pathOf(node), `items/${item.id}/max`, item.max), member: `items/${item.id}` })),
};
