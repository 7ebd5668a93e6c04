import { err, ok, type Result } from '@shuping/kernel';
import type { Edit } from '../layer.ts';
import { childOf, indexOfMember, isMemberList, isRecord, joinPath, memberId } from '../path.ts';

export type EditFailure = { readonly code: string; readonly path: string; readonly params?: Readonly<Record<string, string | number>> };

/** Outcome of one edit: the new draft, the path whose value changed (`touched`) and its value before. */
export type Edited = { readonly draft: unknown; readonly touched: string; readonly before: unknown };

/** Address under which the order of a list is kept in the provenance; no member id starts with `_`. */
export const ORDER = '_order';

/** What makes a scheme this scheme; no layer changes it. */
const IDENTITY: ReadonlySet<string> = new Set(['format', 'id', 'sector']);

type Change = (container: unknown, key: string) => Result<unknown, EditFailure>;

/** Applies one edit to a draft, which is not changed: what is not on the path is shared. Failures: layer.unknown-target, layer.not-a-list, layer.wrong-shape, layer.duplicate-id, layer.id-changed, layer.unknown-before, layer.reorder-mismatch. */
export function applyEdit(draft: unknown, edit: Edit): Result<Edited, EditFailure> {
  const segments = edit.path.split('/');
  if (segments.includes('__proto__')) return fail('layer.unknown-target', edit.path);
  if (segments.at(-1) === 'id' && edit.op !== 'reorder' && edit.op !== 'add') return fail('layer.id-changed', edit.path);
  if (segments.length === 1 && IDENTITY.has(edit.path)) return fail('layer.id-changed', edit.path);
  if (edit.op === 'set' || edit.op === 'add') {
    const twice = duplicateIn(edit.value, edit.path);
    if (twice !== null) return fail('layer.duplicate-id', twice);
  }
  let before: unknown;
  let touched = edit.path;
  const next = withChange(draft, segments, 0, (container, key) => {
    before = childOf(container, key);
    if (edit.op === 'set') return setIn(container, key, edit.value, edit.path);
    if (edit.op === 'remove') return removeFrom(container, key, edit.path);
    if (edit.op === 'add') {
      touched = joinPath(edit.path, memberId(edit.value) ?? '');
      return then(addTo(before, edit), (list) => replaceChild(container, key, list), () => (before = undefined));
    }
    touched = joinPath(edit.path, ORDER);
    const order = Array.isArray(before) ? before.map(memberId) : undefined;
    return then(reordered(before, edit), (list) => replaceChild(container, key, list), () => (before = order));
  });
  return next.ok ? ok({ draft: next.value, touched, before }) : next;
}

function fail(code: string, path: string, params?: EditFailure['params']): Result<never, EditFailure> {
  return err(params ? { code, path, params } : { code, path });
}

function then(list: Result<unknown, EditFailure>, place: (list: unknown) => unknown, done: () => void): Result<unknown, EditFailure> {
  if (!list.ok) return list;
  done();
  return ok(place(list.value));
}

function withChange(node: unknown, segments: readonly string[], depth: number, change: Change): Result<unknown, EditFailure> {
  const key = segments[depth]!;
  if (depth === segments.length - 1) return change(node, key);
  const child = childOf(node, key);
  if (typeof child !== 'object' || child === null) return fail('layer.unknown-target', segments.join('/'));
  const next = withChange(child, segments, depth + 1, change);
  return next.ok ? ok(replaceChild(node, key, next.value)) : next;
}

function replaceChild(node: unknown, key: string, value: unknown): unknown {
  return Array.isArray(node) ? node.with(indexOfMember(node, key), value) : { ...(node as object), [key]: value };
}

function setIn(container: unknown, key: string, value: unknown, path: string): Result<unknown, EditFailure> {
  if (Array.isArray(container)) {
    if (indexOfMember(container, key) < 0) return fail('layer.unknown-target', path);
    return memberId(value) === key ? ok(replaceChild(container, key, value)) : fail('layer.id-changed', path);
  }
  if (!isRecord(container)) return fail('layer.unknown-target', path);
  const own = container[key];
  if (isMemberList(own) && own.length > 0 && !Array.isArray(value)) return fail('layer.wrong-shape', path, { expected: 'list' });
  return ok(replaceChild(container, key, value));
}

function removeFrom(container: unknown, key: string, path: string): Result<unknown, EditFailure> {
  if (childOf(container, key) === undefined) return fail('layer.unknown-target', path);
  if (Array.isArray(container)) return ok(container.toSpliced(indexOfMember(container, key), 1));
  const { [key]: _gone, ...rest } = container as Record<string, unknown>;
  return ok(rest);
}

function addTo(list: unknown, edit: Edit & { op: 'add' }): Result<unknown, EditFailure> {
  if (list === undefined) return fail('layer.unknown-target', edit.path);
  if (!isMemberList(list)) return fail('layer.not-a-list', edit.path);
  const id = memberId(edit.value);
  if (id === undefined) return fail('layer.wrong-shape', edit.path, { expected: 'member' });
  if (indexOfMember(list, id) >= 0) return fail('layer.duplicate-id', joinPath(edit.path, id));
  if (edit.before === undefined) return ok([...list, edit.value]);
  const at = indexOfMember(list, edit.before);
  return at < 0 ? fail('layer.unknown-before', edit.path, { before: edit.before }) : ok(list.toSpliced(at, 0, edit.value));
}

function reordered(list: unknown, edit: Edit & { op: 'reorder' }): Result<unknown, EditFailure> {
  if (list === undefined) return fail('layer.unknown-target', edit.path);
  if (!isMemberList(list)) return fail('layer.not-a-list', edit.path);
  const members = new Map(list.map((member) => [memberId(member)!, member]));
  const missing = [...members.keys()].filter((id) => !edit.order.includes(id));
  const unknown = edit.order.filter((id, i) => !members.has(id) || edit.order.indexOf(id) !== i);
  if (missing.length + unknown.length > 0) return fail('layer.reorder-mismatch', edit.path, { missing: missing.join(','), unknown: unknown.join(',') });
  return ok(edit.order.map((id) => members.get(id)));
}

/** Path of the first member that stands twice in a list of the value, or null. */
export function duplicateIn(value: unknown, path: string): string | null {
  if (isMemberList(value)) {
    const seen = new Set<string>();
    for (const member of value) {
      const id = memberId(member)!;
      if (seen.has(id)) return joinPath(path, id);
      seen.add(id);
      const below = duplicateIn(member, joinPath(path, id));
      if (below !== null) return below;
    }
    return null;
  }
  if (!isRecord(value)) return null;
  for (const [key, child] of Object.entries(value)) {
    const below = typeof child === 'object' ? duplicateIn(child, joinPath(path, key)) : null;
    if (below !== null) return below;
  }
  return null;
}
