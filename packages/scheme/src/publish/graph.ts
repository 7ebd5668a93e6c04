import { conditionNodes } from '../model/condition.ts';
import type { Scheme } from '../model/scheme.ts';
import { usesOf, type NodeOf, type ScoreNode } from '../nodes/index.ts';
import { conditionsOf } from './conditions.ts';
import { type Finding, finding } from './context.ts';

/** Ids of the nodes that a node takes figures from, fallbacks and conditions included; in the order of the node. */
export function inputsOf(node: ScoreNode): string[] {
  return usesOf(node).flatMap((use) => {
    if ('condition' in use) return conditionNodes(use.condition);
    return 'node' in use && use.node !== undefined ? [use.node] : [];
  });
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
  const conditions = conditionsOf(scheme).map(({ condition }) => condition);
  [scheme.score.root, ...scheme.grading.tieBreak, ...conditions.flatMap(conditionNodes)].forEach(visit);
  const unused = scheme.score.nodes.filter((node) => !used.has(node.id)).map((node) => finding('scheme.node-unreachable', `score/nodes/${node.id}`));
  return [...cycles, ...unused, ...levelFindings(scheme)];
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

/** Where one figure of a referenced node belongs, by whom it is taken from; the asker's own level where it is among equals. */
const LEVEL_OF: Readonly<Record<NodeOf<'reference'>['of'], ScoreNode['level'] | 'own'>> = {
  organisation: 'organisation', members: 'assessee', superior: 'own', subordinates: 'own', colleagues: 'assessee', pool: 'pool', cycle: 'cycle', earlier: 'own',
};

/** Figures cross levels only through references: scheme.level-crossing; a reference finds its node at the level it asks: scheme.reference-level. */
function levelFindings(scheme: Scheme): Finding[] {
  const levels = new Map(scheme.score.nodes.map((node) => [node.id, node.level]));
  return scheme.score.nodes.flatMap((node) => {
    if (node.kind === 'reference') {
      const wanted = LEVEL_OF[node.of] === 'own' ? node.level : LEVEL_OF[node.of];
      const level = levels.get(node.node);
      return level === undefined || level === wanted ? [] : [finding('scheme.reference-level', `score/nodes/${node.id}/node`, { node: node.node, level, wanted })];
    }
    return inputsOf(node).flatMap((id) => {
      const level = levels.get(id);
      return level === undefined || level === node.level || level === 'earlier_period' ? [] : [finding('scheme.level-crossing', `score/nodes/${node.id}`, { node: id, level, own: node.level })];
    });
  });
}
