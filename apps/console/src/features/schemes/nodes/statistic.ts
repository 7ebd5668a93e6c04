import { bare, pathOf, type NodeForm } from './form.ts';

export const form: NodeForm<'statistic'> = {
  note: (node, words) => words.id('measure', node.measure),
  children: (node) => node.inputs.map((input) => bare(input.id, `${pathOf(node)}/inputs/${input.id}`)),
};
