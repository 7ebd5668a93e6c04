import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'periods'> = {
  note: (node, words) => words.t('schemes.node.periods', { cadence: words.id('cadence', node.cadence), measure: words.id('measure', node.measure.by) }),
  lines: (node, words) => (node.measure.by === 'weighted' ? node.periods.map((period) => ({ at: `periods/${period.id}/weight`, title: period.id, note: words.t('schemes.col.weight'), field: number(pathOf(node), `periods/${period.id}/weight`, period.weight), member: `periods/${period.id}` })) : []),
};
