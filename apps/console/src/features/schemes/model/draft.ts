import { canonicalJson } from '@shuping/kernel';
import { isPathUnder, memberId, type Constraint, type Edit } from '@shuping/scheme';

/** What a layer holds: changes to what comes from above, and locks for what comes below. */
export type Draft = { readonly changes: readonly Edit[]; readonly locks: readonly Constraint[] };

export function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

/** Sets one value. Back at the inherited value the edit goes away; finer edits below the path end with it. */
export function withSet(changes: readonly Edit[], path: string, value: unknown, inherited: unknown): Edit[] {
  const rest = changes.filter((edit) => !(edit.op === 'set' && isPathUnder(edit.path, path)));
  const own = rest.some((edit) => isPathUnder(path, addedPath(edit)) || (edit.op === 'set' && isPathUnder(path, edit.path)));
  if (!own && same(value, inherited)) return rest;
  const former = changes.find((edit) => edit.op === 'set' && edit.path === path);
  return [...rest, { op: 'set', path, value, ...(former?.op === 'set' && former.why !== undefined ? { why: former.why } : {}) }];
}

/** Adds a member to a list. */
export function withAdd(changes: readonly Edit[], path: string, value: unknown): Edit[] {
  return [...changes, { op: 'add', path, value }];
}

/** Takes a member away: one that this layer added disappears with everything edited in it. */
export function withRemove(changes: readonly Edit[], path: string): Edit[] {
  const rest = changes.filter((edit) => !isPathUnder(edit.path, path) && addedPath(edit) !== path);
  return changes.some((edit) => addedPath(edit) === path) ? forgotten(rest, path) : [...rest, { op: 'remove', path }];
}

/** Puts the members of a list into another order. */
export function withOrder(changes: readonly Edit[], path: string, order: readonly string[]): Edit[] {
  return [...changes.filter((edit) => !(edit.op === 'reorder' && edit.path === path)), { op: 'reorder', path, order: [...order] }];
}

/** The reason of everything that this layer did at or below a path; empty takes it away. */
export function withWhy(changes: readonly Edit[], path: string, why: string): Edit[] {
  return changes.map((edit) => {
    if (edit.op === 'reorder' || !(isPathUnder(edit.path, path) || addedPath(edit) === path)) return edit;
    const { why: _former, ...bare } = edit;
    return why === '' ? bare : { ...bare, why };
  });
}

/** The reason given for a path, '' when none is, null when this layer did nothing there. */
export function whyOf(changes: readonly Edit[], path: string): string | null {
  const own = changes.filter((edit) => edit.op !== 'reorder' && (isPathUnder(edit.path, path) || addedPath(edit) === path || isPathUnder(path, addedPath(edit))));
  if (own.length === 0) return null;
  return own.flatMap((edit) => (edit.op !== 'reorder' && edit.why ? [edit.why] : []))[0] ?? '';
}

/** Orders without a member that is no longer added. */
function forgotten(changes: readonly Edit[], path: string): Edit[] {
  const cut = path.lastIndexOf('/');
  const [list, id] = [path.slice(0, cut), path.slice(cut + 1)];
  return changes.map((edit) => (edit.op === 'reorder' && edit.path === list ? { ...edit, order: edit.order.filter((one) => one !== id) } : edit));
}

/** Takes back everything this layer did at or below a path. */
export function withoutChanges(changes: readonly Edit[], path: string): Edit[] {
  return forgotten(changes.filter((edit) => !isPathUnder(edit.path, path) && addedPath(edit) !== path), path);
}

function addedPath(edit: Edit): string {
  return edit.op === 'add' ? `${edit.path}/${memberId(edit.value) ?? ''}` : '//';
}

/** A lock as the editor offers it. */
export type LockChoice = { readonly kind: 'none' } | { readonly kind: 'fixed' } | { readonly kind: 'range'; readonly min?: number; readonly max?: number };

/** The own lock at a path. */
export function lockOf(locks: readonly Constraint[], path: string): LockChoice {
  const found = locks.find((lock) => lock.path === path && (lock.kind === 'fixed' || lock.kind === 'range'));
  if (found?.kind === 'range') return { kind: 'range', ...(found.min === undefined ? {} : { min: found.min }), ...(found.max === undefined ? {} : { max: found.max }) };
  return found ? { kind: 'fixed' } : { kind: 'none' };
}

/** Puts one lock at a path in place of the former one. */
export function withLock(locks: readonly Constraint[], path: string, choice: LockChoice): Constraint[] {
  const rest = locks.filter((lock) => !(lock.path === path && (lock.kind === 'fixed' || lock.kind === 'range')));
  if (choice.kind === 'fixed') return [...rest, { kind: 'fixed', path }];
  if (choice.kind === 'none' || (choice.min === undefined && choice.max === undefined)) return rest;
  return [...rest, { kind: 'range', path, ...(choice.min === undefined ? {} : { min: choice.min }), ...(choice.max === undefined ? {} : { max: choice.max }) }];
}

/** An id that no member of the list has, e.g. `q-7f3ka`. */
export function freshId(prefix: string, taken: readonly string[], random: () => number): string {
  for (;;) {
    const id = `${prefix}-${Array.from({ length: 5 }, () => 'abcdefghjkmnpqrstvwxyz23456789'[Math.floor(random() * 30)]).join('')}`;
    if (!taken.includes(id)) return id;
  }
}
