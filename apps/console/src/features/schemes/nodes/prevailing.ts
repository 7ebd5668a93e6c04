import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'prevailing'> = {
  note: (node, words) => words.t('schemes.node.prevailing', { ties: words.id('ties', node.ties) }),
  lines: (node, _words, scheme) => {
    const scale = scheme.ballots.find((one) => one.id === node.ballot)?.items.find((one) => one.id === node.item)?.scale;
    const options = scheme.scales.find((one) => one.id === scale)?.options;
    return node.points.map((option) => ({ at: `points/${option.id}/points`, title: options?.find((one) => one.id === option.id)?.title ?? { text: option.id }, field: number(pathOf(node), `points/${option.id}/points`, option.points), member: `points/${option.id}` }));
  },
};
