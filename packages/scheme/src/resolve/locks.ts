import type { TextRef } from '@shuping/kernel';
import type { Constraint, Layer, Origin } from '../layer.ts';
import { isPathUnder, selfAndAncestors, valueAt } from '../path.ts';
import { originAt } from './provenance.ts';
import type { BaseLayer, Resolution } from './resolve-scheme.ts';

/** A constraint that bears on a path, and whose it is: what the editor shows as 锁 15–25 省. */
export type Lock = { readonly constraint: Constraint; readonly owner: string; readonly tag: TextRef };

/** Locks of a base and layers, found by path without looking at all of them: made once for a line, asked for every line of the editor. */
export type LockReader = { readonly locksAt: (path: string) => Lock[]; /** owner of a constraint that would lose its target if the path were removed */ readonly keeperOf: (path: string) => string | null };

/** Reads the constraints of the base and the given layers, upper first. For the editor of one layer pass the layers above it only. */
export function lockReader(base: BaseLayer, layers: readonly Layer[]): LockReader {
  const at = new Map<string, { readonly order: number; readonly lock: Lock }[]>();
  const keepers = new Map<string, { readonly order: number; readonly owner: string }>();
  const holds = (path: string, order: number, owner: string): void => void (keepers.has(path) || keepers.set(path, { order, owner }));
  let order = 0;
  for (const { id, tag, constraints } of [base, ...layers]) {
    for (const constraint of constraints) {
      order += 1;
      at.set(constraint.path, [...(at.get(constraint.path) ?? []), { order, lock: { constraint, owner: id, tag } }]);
      for (const path of selfAndAncestors(constraint.path)) holds(path, order, id);
      if (constraint.kind === 'keep') for (const member of constraint.ids) holds(`${constraint.path}/${member}`, order, id);
    }
  }
  const under = (path: string): { readonly order: number; readonly lock: Lock }[] => selfAndAncestors(path).flatMap((one) => at.get(one) ?? []);
  return {
    locksAt: (path) => under(path).filter(({ lock }) => bearsOn(lock.constraint, path)).sort((a, b) => a.order - b.order).map(({ lock }) => lock),
    keeperOf: (path) => {
      const fixed = under(path).filter(({ lock }) => lock.constraint.kind === 'fixed').map(({ order: n, lock }) => ({ order: n, owner: lock.owner }));
      const found = [...fixed, ...(keepers.has(path) ? [keepers.get(path)!] : [])];
      return found.reduce<(typeof found)[number] | null>((a, b) => (a === null || b.order < a.order ? b : a), null)?.owner ?? null;
    },
  };
}

/** Constraints of the base and the given layers that bear on a path, upper first: on it, `fixed` above it, a `sum` that counts it, a `keep` that names it. */
export function locksAt(path: string, base: BaseLayer, layers: readonly Layer[]): Lock[] {
  return lockReader(base, layers).locksAt(path);
}

function bearsOn(c: Constraint, path: string): boolean {
  if (c.path === path) return true;
  if (!isPathUnder(path, c.path)) return false;
  const [member, field, more] = path.slice(c.path.length + 1).split('/');
  if (c.kind === 'fixed') return true;
  if (c.kind === 'sum') return field === c.field && more === undefined;
  return c.kind === 'keep' && field === undefined && c.ids.includes(member!);
}

/** What the editor says about one path. `min`/`max` and `values` are what all constraints together leave; `set` and `remove` are null when allowed, else the owner that forbids it. */
export type PathDescription = {
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin | null;
  readonly locks: readonly Lock[];
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly unknown[];
  readonly forbidden: { readonly set: string | null; readonly remove: string | null };
};

/** Describes a path of a resolved scheme under the locks of the given upper layers. */
export function describePath(path: string, resolution: Resolution, base: BaseLayer, upper: readonly Layer[]): PathDescription {
  return describeWith(lockReader(base, upper), path, resolution);
}

/** Describes a path under locks that were read before. */
export function describeWith(reader: LockReader, path: string, resolution: Resolution): PathDescription {
  const locks = reader.locksAt(path);
  const all = locks.map((lock) => lock.constraint).filter((c) => c.path === path);
  const mins = all.flatMap((c) => (c.kind === 'range' && c.min !== undefined ? [c.min] : []));
  const maxs = all.flatMap((c) => (c.kind === 'range' && c.max !== undefined ? [c.max] : []));
  const choices = all.flatMap((c) => (c.kind === 'one_of' ? [c.values.map((value) => JSON.stringify(value))] : []));
  return {
    path,
    value: valueAt(resolution.draft, path),
    origin: originAt(resolution.provenance, path),
    locks,
    ...(mins.length > 0 ? { min: Math.max(...mins) } : {}),
    ...(maxs.length > 0 ? { max: Math.min(...maxs) } : {}),
    ...(choices.length > 0 ? { values: choices.reduce((a, b) => a.filter((v) => b.includes(v))).map((v) => JSON.parse(v) as unknown) } : {}),
    forbidden: { set: locks.find((lock) => lock.constraint.kind === 'fixed')?.owner ?? null, remove: reader.keeperOf(path) },
  };
}
