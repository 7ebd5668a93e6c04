import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'equal_share'> = {
  note: (node, words) => words.t('schemes.node.equal_share', { points: node.points }),
  lines: (node, words) => [
    { at: 'points', title: words.t('schemes.field.points'), field: number(pathOf(node), 'points', node.points) },
    ...node.options.map((option) => ({ at: `options/${option.id}/coefficient`, title: option.title, titleAt: `options/${option.id}/title`, field: number(pathOf(node), `options/${option.id}/coefficient`, option.coefficient), member: `options/${option.id}` })),
    { at: 'none', title: words.t('schemes.field.none'), field: number(pathOf(node), 'none', node.none) },
  ],
};
