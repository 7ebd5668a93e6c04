import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'limited'> = {
  note: (node, words) => words.t('schemes.node.limited', { count: node.limits.length }),
  children: (node) => [bare(node.input)],
  lines: (node, words) => node.limits.flatMap((limit) => (['min', 'max'] as const).flatMap((end) => {
    const bound = limit[end];
    if (typeof bound !== 'number') return [];
    const at = `limits/${limit.id}`;
    return [{ at: `${at}/${end}`, title: limit.title, titleAt: `${at}/title`, note: words.t(`schemes.field.${end}`), field: number(pathOf(node), `${at}/${end}`, bound), member: at }];
  })),
};
