import { number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'event_ledger'> = {
  note: (node, words) => words.t(node.sign === 'plus' ? 'schemes.node.ledger.plus' : 'schemes.node.ledger.minus', { months: node.withinMonths }),
  lines: (node, words) => [
    ...node.ladder.map((level) => ({ at: `ladder/${level.id}/points`, title: level.title, titleAt: `ladder/${level.id}/title`, note: words.t('schemes.field.validMonths', { months: level.validMonths ?? node.withinMonths }), field: number(pathOf(node), `ladder/${level.id}/points`, level.points), member: `ladder/${level.id}` })),
    ...node.caps.flatMap((cap) => (['points', 'count'] as const).filter((at) => cap[at] !== undefined).map((at) => ({ at: `caps/${cap.id}/${at}`, title: words.t(`schemes.field.cap.${at}`, { per: words.id('per', cap.per) }), field: number(pathOf(node), `caps/${cap.id}/${at}`, cap[at], { unit: '≤' }), member: `caps/${cap.id}` }))),
    { at: 'cap', title: words.t('schemes.field.cap'), field: number(pathOf(node), 'cap', node.cap, { unit: '≤' }) },
  ],
};
