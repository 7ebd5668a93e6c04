import { isMemberList, isRecord, joinPath, memberId, type Edit } from '@shuping/scheme';
import { same, withAdd, withOrder, withoutChanges, withRemove, withSet } from './draft.ts';

type Step = { readonly op: 'set' | 'add' | 'remove' | 'order'; readonly path: string; readonly value?: unknown; readonly inherited?: unknown };

/** The finest edits that make `after` of `before` at a path: set, add, remove and reorder (R-B2). */
export function stepsBetween(path: string, before: unknown, after: unknown): Step[] {
  if (same(before, after)) return [];
  if (after === undefined) return [{ op: 'remove', path }];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    // another kind of thing is put in place as a whole
    if (keys.some((key) => ['kind', 'of', 'rule', 'by', 'id', 'type'].includes(key) && !same(before[key], after[key]))) return [{ op: 'set', path, value: after }];
    return keys.flatMap((key) => stepsBetween(joinPath(path, key), before[key], after[key]));
  }
  if (isMemberList(before) && isMemberList(after) && before.length > 0 && after.length > 0) return membersBetween(path, before, after);
  return [{ op: 'set', path, value: after }];
}

function membersBetween(path: string, before: readonly unknown[], after: readonly unknown[]): Step[] {
  const old = new Map(before.map((one) => [memberId(one)!, one]));
  const next = new Map(after.map((one) => [memberId(one)!, one]));
  if (next.size !== after.length) return [{ op: 'set', path, value: after }];
  const gone = [...old.keys()].filter((id) => !next.has(id));
  const come = [...next.keys()].filter((id) => !old.has(id));
  const kept = [...old.keys()].filter((id) => next.has(id));
  const order = [...kept, ...come];
  const wanted = [...next.keys()];
  return [
    ...kept.flatMap((id) => stepsBetween(joinPath(path, id), old.get(id), next.get(id))),
    ...come.map((id): Step => ({ op: 'add', path, value: next.get(id) })),
    ...gone.map((id): Step => ({ op: 'remove', path: joinPath(path, id) })),
    ...(same(order, wanted) ? [] : [{ op: 'order' as const, path, value: wanted }]),
  ];
}

/** The draft's edits with a value changed at a path, by its finest edits; `inherited` reads what stands above. */
export function withChanged(changes: readonly Edit[], path: string, before: unknown, after: unknown, inherited: (path: string) => unknown, why = ''): Edit[] {
  let edits: Edit[] = [...changes];
  for (const step of stepsBetween(path, before, after)) {
    if (step.op === 'remove') edits = inherited(step.path) === undefined && !isMember(before, path, step.path) ? withoutChanges(edits, step.path) : withRemove(edits, step.path);
    else if (step.op === 'add') edits = withAdd(edits, step.path, step.value);
    else if (step.op === 'order') edits = withOrder(edits, step.path, step.value as string[]);
    else edits = withSet(edits, step.path, step.value, inherited(step.path));
  }
  return why === '' ? edits : edits.map((edit) => (changes.includes(edit) || edit.op === 'reorder' ? edit : { ...edit, why }));
}

function isMember(before: unknown, root: string, path: string): boolean {
  const parent = path.slice(0, path.lastIndexOf('/'));
  let node = before;
  for (const segment of parent === root ? [] : parent.slice(root.length + 1).split('/')) node = Array.isArray(node) ? node.find((one) => memberId(one) === segment) : (node as Record<string, unknown> | undefined)?.[segment];
  return Array.isArray(node);
}
