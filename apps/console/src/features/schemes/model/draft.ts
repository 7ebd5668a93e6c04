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
  return !own && same(value, inherited) ? rest : [...rest, { op: 'set', path, value }];
}

/** Adds a member to a list. */
export function withAdd(changes: readonly Edit[], path: string, value: unknown): Edit[] {
  return [...changes, { op: 'add', path, value }];
}

/** Takes a member away: one that this layer added disappears with everything edited in it. */
export function withRemove(changes: readonly Edit[], path: string): Edit[] {
  const rest = changes.filter((edit) => !isPathUnder(edit.path, path) && addedPath(edit) !== path);
  return changes.some((edit) => addedPath(edit) === path) ? rest : [...rest, { op: 'remove', path }];
}

/** Takes back everything this layer did at or below a path. */
export function withoutChanges(changes: readonly Edit[], path: string): Edit[] {
  return changes.filter((edit) => !isPathUnder(edit.path, path) && addedPath(edit) !== path);
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
