import { bare, number, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'choice'> = {
  note: (node, words) => words.t('schemes.node.choice', { count: node.cases.length }),
  children: (node) => [...node.cases.map((one) => one.then), node.otherwise].flatMap((outcome) => ('node' in outcome ? [bare(outcome.node)] : [])),
  lines: (node) => node.cases.flatMap((one) => ('value' in one.then ? [{ at: `cases/${one.id}/then/value`, title: one.title, titleAt: `cases/${one.id}/title`, field: number(pathOf(node), `cases/${one.id}/then/value`, one.then.value), member: `cases/${one.id}` }] : [])),
};
