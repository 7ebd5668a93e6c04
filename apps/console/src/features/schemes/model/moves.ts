import { inputsOf, isMemberList, memberId, valueAt, type Edit, type Scheme } from '@shuping/scheme';
import { withOrder, withRemove, withSet } from './draft.ts';
import { sumOf } from './fit.ts';

type Place = { readonly list: string; readonly id: string };

/** List and id of a member's path. */
export function placeOfMember(path: string): Place {
  const cut = path.lastIndexOf('/');
  return { list: path.slice(0, cut), id: path.slice(cut + 1) };
}

/** Ids of a list in order; null where the path is no list with ids. */
export function orderOf(scheme: Scheme, list: string): readonly string[] | null {
  const value = valueAt(scheme, list);
  return isMemberList(value) && value.length > 0 ? value.map((one) => memberId(one)!) : null;
}

/** One place up or down among its neighbours; null at the end or where there is no order. A question moves among those of its own level. */
export function shifted(changes: readonly Edit[], scheme: Scheme, path: string, by: -1 | 1): Edit[] | null {
  const { list, id } = placeOfMember(path);
  const order = orderOf(scheme, list);
  const at = order?.indexOf(id) ?? -1;
  const to = at + by;
  if (!order || at < 0 || to < 0 || to >= order.length) return null;
  return withOrder(changes, list, order.with(at, order[to]!).with(to, id));
}

/** Puts a member before another one: in its own list, or, for a part of the score, under the other's parent. Null where it cannot go. */
export function dropped(changes: readonly Edit[], scheme: Scheme, from: string, before: string): Edit[] | null {
  const a = placeOfMember(from);
  const b = placeOfMember(before);
  if (from === before) return null;
  if (a.list === b.list) {
    const order = orderOf(scheme, a.list);
    const rest = order?.filter((id) => id !== a.id);
    return rest?.includes(b.id) ? withOrder(changes, a.list, rest.toSpliced(rest.indexOf(b.id), 0, a.id)) : null;
  }
  return moved(changes, scheme, from, b.list, b.id);
}

/** Takes a part of the score from one weighted sum to another. Null when it already is there, or would be its own part. */
export function moved(changes: readonly Edit[], scheme: Scheme, from: string, list: string, before?: string): Edit[] | null {
  const { list: old, id } = placeOfMember(from);
  const [holder, target] = [nodeOfInputs(old), nodeOfInputs(list)];
  const kinds = [holder, target].map((one) => scheme.score.nodes.find((node) => node.id === one)?.kind);
  if (!target || kinds[0] === undefined || kinds[0] !== kinds[1] || within(scheme, target, id) || orderOf(scheme, list)?.includes(id)) return null;
  const value = valueAt(scheme, from);
  const add: Edit = { op: 'add', path: list, value, ...(before === undefined ? {} : { before }) };
  return [...withRemove(changes, from), add];
}

/** One level in: under the weighted sum above it, a question under the question above. One level out: beside its parent. */
export function levelled(changes: readonly Edit[], scheme: Scheme, path: string, by: -1 | 1): Edit[] | null {
  const { list, id } = placeOfMember(path);
  if (list === 'questions') return questionLevelled(changes, scheme, id, by);
  const holder = nodeOfInputs(list);
  if (!holder) return null;
  if (by < 0) {
    const outer = scheme.score.nodes.find((node) => node.kind === 'weighted_sum' && node.inputs.some((input) => input.id === holder));
    return outer ? moved(changes, scheme, path, `score/nodes/${outer.id}/inputs`, holder) : null;
  }
  const order = orderOf(scheme, list) ?? [];
  const above = order[order.indexOf(id) - 1];
  return above === undefined ? null : moved(changes, scheme, path, `score/nodes/${above}/inputs`);
}

function questionLevelled(changes: readonly Edit[], scheme: Scheme, id: string, by: -1 | 1): Edit[] | null {
  const at = scheme.questions.findIndex((one) => one.id === id);
  const own = scheme.questions[at];
  const above = scheme.questions.slice(0, Math.max(at, 0)).filter((one) => one.parent === undefined).pop();
  if (!own || (by < 0) === (own.parent === undefined)) return null;
  if (by < 0) return changes.some((edit) => edit.op === 'set' && edit.path === `questions/${id}/parent`) ? changes.filter((edit) => edit.path !== `questions/${id}/parent`) : withRemove(changes, `questions/${id}/parent`);
  return above && !scheme.questions.some((one) => one.parent === id) ? withSet(changes, `questions/${id}/parent`, above.id, undefined) : null;
}

function nodeOfInputs(list: string): string | undefined {
  return /^score\/nodes\/([^/]+)\/inputs$/.exec(list)?.[1];
}

/** Whether a node is another one or takes figures from it on any way. */
function within(scheme: Scheme, node: string, root: string, seen: ReadonlySet<string> = new Set()): boolean {
  if (node === root) return true;
  const found = scheme.score.nodes.find((one) => one.id === root);
  return found !== undefined && !seen.has(root) && inputsOf(found).some((id) => within(scheme, node, id, new Set([...seen, root])));
}

/** A new part's link under its parent: weight or points that are left, absence to be held; null where the parent takes none by list. */
export function linkUnder(changes: readonly Edit[], scheme: Scheme, parent: string, id: string, inherited: (path: string) => unknown): Edit[] | null {
  const node = scheme.score.nodes.find((one) => one.id === parent);
  const list = `score/nodes/${parent}/inputs`;
  const add = (value: unknown): Edit[] => [...changes, { op: 'add', path: list, value }];
  switch (node?.kind) {
    case 'weighted_sum': return add({ id, weight: Math.max(0, sumOf([node.total, ...node.inputs.map((one) => -one.weight)])) || 10, absence: { rule: 'hold' } });
    case 'points_sum': return add({ id, full: 100, points: 10, absence: { rule: 'hold' } });
    case 'product': return add({ id, per: 100, absent: 'hold' });
    case 'statistic': return add({ id });
    case 'adjusted': return withSet(changes, `score/nodes/${parent}/accounts`, [...node.accounts, id], inherited(`score/nodes/${parent}/accounts`));
    default: return null;
  }
}
