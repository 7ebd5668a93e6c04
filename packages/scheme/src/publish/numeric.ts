import type { Scheme } from '../model/scheme.ts';
import type { ScoreNode } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

const MILLION = 1_000_000;

/** Marks that are numbers (R21): scheme.range-step (a range that its steps do not fill), scheme.numeric-item (options asked of an item that takes a number), scheme.numeric-scale (a number asked of an item with options), scheme.numeric-bounds (a node with other bounds than the ballot). */
export function numericFindings(scheme: Scheme): Finding[] {
  const ranges = scheme.scales.flatMap(({ id, range }) => {
    if (!range) return [];
    const [from, to, step] = [range.min, range.max, range.step].map((one) => Math.round(one * MILLION)) as [number, number, number];
    return step > 0 && to > from && (to - from) % step === 0 ? [] : [finding('scheme.range-step', `scales/${id}/range`, { min: range.min, max: range.max, step: range.step })];
  });
  return [...ranges, ...scheme.score.nodes.flatMap((node) => nodeFindings(scheme, node))];
}

function nodeFindings(scheme: Scheme, node: ScoreNode): Finding[] {
  const at = `score/nodes/${node.id}`;
  const rangeOf = (ballot: string, item: string) => {
    const scale = scheme.ballots.find((one) => one.id === ballot)?.items.find((one) => one.id === item)?.scale;
    return scheme.scales.find((one) => one.id === scale);
  };
  switch (node.kind) {
    case 'tally': return node.items.flatMap(({ id }) => (rangeOf(node.ballot, id)?.range ? [finding('scheme.numeric-item', `${at}/items/${id}`, { item: id })] : []));
    case 'support_rate':
    case 'prevailing': return rangeOf(node.ballot, node.item)?.range ? [finding('scheme.numeric-item', `${at}/item`, { item: node.item })] : [];
    case 'numeric_tally': return node.items.flatMap(({ id }) => {
      const scale = rangeOf(node.ballot, id);
      if (!scale) return [];
      if (!scale.range) return [finding('scheme.numeric-scale', `${at}/items/${id}`, { item: id, scale: scale.id })];
      return scale.range.min === node.min && scale.range.max === node.max ? [] : [finding('scheme.numeric-bounds', `${at}/items/${id}`, { item: id, min: scale.range.min, max: scale.range.max })];
    });
    default: return [];
  }
}
