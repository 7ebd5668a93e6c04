import { conditionNodes, usesOf, type Scheme, type ScoreInputs, type ScoreNode } from '@shuping/scheme';
import { canonicalJson } from '@shuping/kernel';
import { conditionReads } from './condition.ts';
import type { ScoreResult } from './figure.ts';
import type { InputKey } from './nodes/evaluator.ts';
import { evaluatorOf } from './nodes/index.ts';
import { assessedLevel, evaluation, resultOf, type KnownFigures } from './score.ts';

/** What depends on what in one scheme, made once per scheme object. */
export type Dependencies = {
  /** input key → nodes that read it themselves */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  /** node → nodes that take its figure in the same evaluation */
  readonly takers: ReadonlyMap<string, readonly string[]>;
  /** nodes filled in from other objects, inputs before what takes them */
  readonly crossing: readonly ScoreNode[];
  /** nodes in an order in which every figure comes after those it is made of, other objects' included; nodes in circles last */
  readonly order: readonly ScoreNode[];
};

const cache = new WeakMap<Scheme, Dependencies>();

/** Nodes whose figures a node needs, wherever they belong. */
function needs(node: ScoreNode): string[] {
  return usesOf(node).flatMap((use) => {
    if ('condition' in use) return conditionNodes(use.condition);
    return 'node' in use && use.node !== undefined ? [use.node] : [];
  });
}

function keysOf(scheme: Scheme, node: ScoreNode): InputKey[] {
  if (node.level === 'earlier_period') return ['earlier', 'periodEnd'];
  const conditions = usesOf(node).flatMap((use) => ('condition' in use ? conditionReads(scheme, use.condition) : []));
  return [...evaluatorOf(node).reads(node), ...conditions];
}

function inOrder(scheme: Scheme): ScoreNode[] {
  const nodes = new Map(scheme.score.nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const out: ScoreNode[] = [];
  for (const start of scheme.score.nodes) {
    const stack: { readonly node: ScoreNode; readonly rest: string[] }[] = done.has(start.id) ? [] : [{ node: start, rest: needs(start) }];
    done.add(start.id);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = nodes.get(top.rest.pop() ?? '');
      if (next && !done.has(next.id)) {
        done.add(next.id);
        stack.push({ node: next, rest: needs(next) });
      } else if (top.rest.length === 0) out.push(stack.pop()!.node);
    }
  }
  return out;
}

/** Dependency index of a scheme. The scheme must not be changed afterwards. */
export function dependencies(scheme: Scheme): Dependencies {
  const known = cache.get(scheme);
  if (known) return known;
  const readers = new Map<string, string[]>();
  const takers = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, id: string) => map.set(key, [...(map.get(key) ?? []), id]);
  for (const node of scheme.score.nodes) {
    for (const key of new Set(keysOf(scheme, node))) put(readers, key, node.id);
    if (node.kind !== 'reference') for (const id of new Set(needs(node))) put(takers, id, node.id);
  }
  const order = inOrder(scheme);
  const crossing = order.filter((node) => node.kind === 'rank_score' || (node.kind === 'reference' && node.of !== 'earlier'));
  const made = { readers, takers, crossing, order };
  cache.set(scheme, made);
  return made;
}

/** Nodes of one object whose figures may change with these inputs. */
export function affectedNodes(scheme: Scheme, keys: Iterable<InputKey>): ReadonlySet<string> {
  const { readers, takers } = dependencies(scheme);
  const out = new Set<string>();
  const queue = [...keys].flatMap((key) => [...(readers.get(key) ?? []), ...(readers.get(key.split('/', 1)[0]!) ?? [])]);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (out.has(id)) continue;
    out.add(id);
    queue.push(...(takers.get(id) ?? []));
  }
  return out;
}

const NARROW = ['officer', 'sheets', 'external', 'tallies', 'facts', 'periods', 'tasks', 'places', 'around'] as const;

/** Inputs that differ between two states of one object. A changed group of voters touches what it was merged into as well. */
export function changedKeys(before: ScoreInputs, after: ScoreInputs): InputKey[] {
  const differ = (a: unknown, b: unknown): boolean => a !== b && canonicalJson(a ?? null) !== canonicalJson(b ?? null);
  const out: InputKey[] = [];
  for (const part of NARROW) {
    const [a, b]: [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] = [before[part] ?? {}, after[part] ?? {}];
    if (a === b) continue;
    for (const id of new Set([...Object.keys(a), ...Object.keys(b)])) if (differ(a[id], b[id])) out.push(`${part}/${id}`);
  }
  if (out.some((key) => key.startsWith('tallies/')) && Object.keys(after.merged).length > 0) out.push('merged');
  for (const part of ['merged', 'pastGrades', 'earlier', 'periodEnd'] as const) if (differ(before[part], after[part])) out.push(part);
  // what is waived of a sheet changes the figure of its node
  for (const id of new Set([...Object.keys(before.waived ?? {}), ...Object.keys(after.waived ?? {})])) if (!out.includes(`sheets/${id}`) && differ(before.waived?.[id], after.waived?.[id])) out.push(`sheets/${id}`);
  if (before.events !== after.events) {
    const of = (inputs: ScoreInputs, question: string) => inputs.events.filter((event) => event.question === question);
    for (const question of new Set([...before.events, ...after.events].map((event) => event.question))) if (differ(of(before, question), of(after, question))) out.push(`events/${question}`);
  }
  return out;
}

/** Figures of a result but for the named nodes; the set may grow while it is used. */
export function knownFigures(previous: ScoreResult, without: ReadonlySet<string>): KnownFigures {
  return { get: (node) => (without.has(node) ? undefined : previous.nodes[node]) };
}

export type Rescored = { readonly result: ScoreResult; /** nodes that were evaluated again */ readonly touched: readonly string[] };

/** Score of one object after a change, evaluating only what depends on it; all other figures are taken from `previous`. */
export function rescore(scheme: Scheme, previous: ScoreResult, before: ScoreInputs, after: ScoreInputs, level: ScoreNode['level'] = assessedLevel(scheme)): Rescored {
  const affected = affectedNodes(scheme, changedKeys(before, after));
  if (affected.size === 0) return { result: previous, touched: [] };
  return { result: resultOf(evaluation(scheme, after, level, knownFigures(previous, affected))), touched: scheme.score.nodes.flatMap((node) => (affected.has(node.id) && node.level === level ? [node.id] : [])) };
}
