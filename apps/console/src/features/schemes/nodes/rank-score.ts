import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'rank_score'> = {
  note: (node, words) => words.t('schemes.node.rank_score', { over: words.id('over', node.over) }),
  children: (node) => [bare(node.input)],
  lines: (node, words) => {
    const { convert } = node;
    if (convert.by === 'table') return [];
    const top = { at: 'convert/top', title: words.t('schemes.field.top'), field: number(pathOf(node), 'convert/top', convert.top) };
    if (convert.by === 'proportion') return [top];
    const step = convert.by === 'step' ? number(pathOf(node), 'convert/step', convert.step) : number(pathOf(node), 'convert/share', convert.share, { percent: true });
    return [top, { at: `convert/${convert.by === 'step' ? 'step' : 'share'}`, title: words.t('schemes.field.step'), field: step }, { at: 'convert/min', title: words.t('schemes.field.min'), field: number(pathOf(node), 'convert/min', convert.min) }];
  },
};
