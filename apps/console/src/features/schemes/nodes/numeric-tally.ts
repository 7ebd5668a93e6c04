import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'numeric_tally'> = {
  note: (node, words) => words.t('schemes.node.numeric_tally', { measure: words.id('measure', node.measure) }),
  lines: (node, words, scheme) => {
    const ballot = scheme.ballots.find((one) => one.id === node.ballot);
    const items = node.items.map((item) => ({ at: `items/${item.id}/weight`, title: ballot?.items.find((one) => one.id === item.id)?.title ?? { text: item.id }, note: words.t('schemes.note.ballotItem'), field: number(pathOf(node), `items/${item.id}/weight`, item.weight), member: `items/${item.id}` }));
    return [...items, ...(['highest', 'lowest'] as const).map((end) => ({ at: `drop/${end}`, title: words.t(`schemes.field.drop.${end}`), field: number(pathOf(node), `drop/${end}`, node.drop[end]) }))];
  },
};
