import type { Condition } from '../model/condition.ts';
import type { Scheme } from '../model/scheme.ts';
import type { ScoreNode } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

/** Ids of the nodes that a node takes figures from, fallbacks included. */
export function inputsOf(node: ScoreNode): string[] {
  switch (node.kind) {
    case 'weighted_sum':
      return node.inputs.flatMap((input) => (input.absence?.rule === 'fallback' ? [input.id, input.absence.node] : [input.id]));
    case 'adjusted':
      return [node.base, ...node.accounts];
    case 'statistic':
      return node.inputs.map((input) => input.id);
    default:
      return [];
  }
}

/** The score graph has no cycle (scheme.node-cycle, at the first node of each cycle, the way in `cycle`) and no node that nothing uses (scheme.node-unreachable). */
export function graphFindings(scheme: Scheme): Finding[] {
  const nodes = new Map(scheme.score.nodes.map((node) => [node.id, inputsOf(node)]));
  const cycles = cyclesOf(nodes).map((cycle) => finding('scheme.node-cycle', `score/nodes/${cycle[0]}`, { cycle: cycle.join(' → ') }));
  const used = new Set<string>();
  const visit = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    nodes.get(id)?.forEach(visit);
  };
  const conditions = [...scheme.grading.gates.map((g) => g.requires), ...scheme.grading.vetoes.map((v) => v.when)];
  [scheme.score.root, ...scheme.grading.tieBreak, ...conditions.flatMap(nodesOf)].forEach(visit);
  const unused = scheme.score.nodes.filter((node) => !used.has(node.id)).map((node) => finding('scheme.node-unreachable', `score/nodes/${node.id}`));
  return [...cycles, ...unused];
}

function cyclesOf(nodes: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (id: string, way: readonly string[]): void => {
    const from = way.indexOf(id);
    if (from >= 0) cycles.push([...way.slice(from), id]);
    if (from >= 0 || done.has(id)) return;
    for (const next of nodes.get(id) ?? []) walk(next, [...way, id]);
    done.add(id);
  };
  for (const id of nodes.keys()) walk(id, []);
  return cycles;
}

function nodesOf(condition: Condition): string[] {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.all.flatMap(nodesOf);
  if (condition.kind === 'not') return nodesOf(condition.of);
  return condition.kind === 'compare' && condition.left.of === 'node' ? [condition.left.node] : [];
}
