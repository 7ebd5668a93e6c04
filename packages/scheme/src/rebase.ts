import { deepEqual } from './deep-equal.ts';
import type { Edit, Layer } from './layer.ts';
import type { Scheme } from './model/scheme.ts';
import { isMemberList, isPathUnder, joinPath, memberId, valueAt } from './path.ts';
import { applyEdit, ORDER } from './resolve/apply-edit.ts';
import { resolveScheme, type BaseLayer } from './resolve/resolve-scheme.ts';
import { threeWay, type UpgradeChange } from './upgrade.ts';

/** A draft between two states of its upstream: `pinned` are the layers above when it was last looked at, on `base`; `upper` those above it now, on `now` where they stand on another base. */
export type RebaseFrame = { readonly base: BaseLayer; readonly now?: BaseLayer; readonly pinned: readonly Layer[]; readonly upper: readonly Layer[]; readonly own: Layer };
/** What somebody chose where both changed one thing differently. */
export type RebaseChoice = 'theirs' | 'mine';
/** The draft's edits on the newer upstream; `unmet` are places that an edit cannot bring to what was chosen. */
export type Rebased = { readonly edits: readonly Edit[]; readonly unmet: readonly string[] };

/** Three-way difference of a draft whose upstream has moved (R-B2, R-B4). */
export function rebaseChanges({ base, now = base, pinned, upper, own }: RebaseFrame): UpgradeChange[] {
  const draft = (on: BaseLayer, layers: readonly Layer[]): Scheme => resolveScheme(on, layers).draft as Scheme;
  return threeWay(draft(base, pinned), draft(base, [...pinned, own]), draft(now, upper));
}

/**
 * Edits that make the draft what it was, with everything taken over that changed above (R-B2): own changes stay, changes above arrive, and where both differ the choice
 * holds; a conflict without a choice keeps the own value, so that nothing is lost unasked. Edits that no longer apply are replaced by ones that do.
 */
export function rebaseEdits(frame: RebaseFrame, choices: Readonly<Record<string, RebaseChoice>>): Rebased {
  const changes = rebaseChanges(frame);
  const theirs = (change: UpgradeChange): boolean => change.who === 'upstream' || (change.who === 'conflict' && choices[change.path] === 'theirs');
  const settled = changes.filter((change) => change.who === 'both' || (change.who === 'conflict' && theirs(change)));
  const kept = frame.own.edits.filter((edit) => !settled.some(({ path }) => speaksOf(edit, path)));
  let { draft, edits } = folded(resolveScheme(frame.now ?? frame.base, frame.upper).draft, kept);
  const unmet: string[] = [];
  for (const change of inOrder(changes)) {
    const wanted = theirs(change) ? change.upstream : change.own;
    const edit = holds(draft, change.path, wanted) ? null : editTo(draft, change.path, wanted, frame.own.edits);
    if (edit === null) continue;
    const next = applyEdit(draft, edit);
    if (!next.ok) unmet.push(change.path);
    else [draft, edits] = [next.value.draft, [...edits, edit]];
  }
  return { edits, unmet };
}

const SUFFIX = `/${ORDER}`;

/** Orders last: members have come and gone by then. */
function inOrder(changes: readonly UpgradeChange[]): UpgradeChange[] {
  const order = (change: UpgradeChange): boolean => change.path.endsWith(SUFFIX);
  return [...changes.filter((change) => !order(change)), ...changes.filter(order)];
}

function placeOf(edit: Edit): string {
  if (edit.op === 'reorder') return joinPath(edit.path, ORDER);
  return edit.op === 'add' ? joinPath(edit.path, memberId(edit.value) ?? '') : edit.path;
}

function speaksOf(edit: Edit, path: string): boolean {
  return isPathUnder(placeOf(edit), path);
}

/** Edits that apply, one after the other. */
function folded(start: unknown, edits: readonly Edit[]): { draft: unknown; edits: readonly Edit[] } {
  let draft = start;
  const applied = edits.filter((edit) => {
    const next = applyEdit(draft, edit);
    if (next.ok) draft = next.value.draft;
    return next.ok;
  });
  return { draft, edits: applied };
}

function idsOf(list: unknown): readonly string[] {
  return isMemberList(list) ? list.map((member) => memberId(member)!) : [];
}

/** True when the place is as wanted; an order, as far as the wanted members are there. */
function holds(draft: unknown, path: string, wanted: unknown): boolean {
  if (!path.endsWith(SUFFIX)) return deepEqual(valueAt(draft, path), wanted);
  const now = idsOf(valueAt(draft, path.slice(0, -SUFFIX.length)));
  const order = idsOf(wanted).filter((id) => now.includes(id));
  return deepEqual(now.filter((id) => order.includes(id)), order);
}

function editTo(draft: unknown, path: string, wanted: unknown, own: readonly Edit[]): Edit | null {
  if (path.endsWith(SUFFIX)) {
    const list = path.slice(0, -SUFFIX.length);
    return { op: 'reorder', path: list, order: arranged(idsOf(valueAt(draft, list)), idsOf(wanted)) };
  }
  const former = own.find((edit) => placeOf(edit) === path);
  const why = former && 'why' in former && former.why !== undefined ? { why: former.why } : {};
  if (wanted === undefined) return { op: 'remove', path, ...why };
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const list = valueAt(draft, parent);
  const isNew = parent !== '' && isMemberList(list) && valueAt(draft, path) === undefined && memberId(wanted) === path.slice(parent.length + 1);
  return isNew ? { op: 'add', path: parent, value: wanted, ...why } : { op: 'set', path, value: wanted, ...why };
}

/** The wanted order, with members that it does not know before the one that they precede now, else last. */
function arranged(now: readonly string[], wanted: readonly string[]): string[] {
  const order = wanted.filter((id) => now.includes(id));
  for (const [at, id] of [...now.entries()].reverse()) {
    if (order.includes(id)) continue;
    const after = now.slice(at + 1).find((other) => order.includes(other));
    order.splice(after === undefined ? order.length : order.indexOf(after), 0, id);
  }
  return order;
}
