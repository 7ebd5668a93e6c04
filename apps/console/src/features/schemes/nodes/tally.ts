import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'tally'> = {
  note: (node, words) => words.t('schemes.node.tally', { divisor: words.id('divisor', node.divisor) }),
  lines: (node, words, scheme) => {
    const ballot = scheme.ballots.find((one) => one.id === node.ballot);
    return node.items.length < 2 ? [] : node.items.map((item) => ({ at: `items/${item.id}/weight`, title: ballot?.items.find((one) => one.id === item.id)?.title ?? { text: item.id }, note: words.t('schemes.note.ballotItem'), field: number(pathOf(node), `items/${item.id}/weight`, item.weight), member: `items/${item.id}` }));
  },
};
