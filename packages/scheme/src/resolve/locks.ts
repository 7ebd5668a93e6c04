import type { TextRef } from '@shuping/kernel';
import type { Constraint, Layer, Origin } from '../layer.ts';
import { isPathUnder, valueAt } from '../path.ts';
import { originAt } from './provenance.ts';
import type { BaseLayer, Resolution } from './resolve-scheme.ts';

/** A constraint that bears on a path, and whose it is: what the editor shows as 锁 15–25 省. */
export type Lock = { readonly constraint: Constraint; readonly owner: string; readonly tag: TextRef };

/** Constraints of the base and the given layers that bear on a path, upper first: on it, `fixed` above it, a `sum` that counts it, a `keep` that names it. For the editor of one layer pass the layers above it only. */
export function locksAt(path: string, base: BaseLayer, layers: readonly Layer[]): Lock[] {
  return [base, ...layers].flatMap(({ id, tag, constraints }) => constraints.filter((c) => bearsOn(c, path)).map((constraint) => ({ constraint, owner: id, tag })));
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
  const locks = locksAt(path, base, upper);
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
    forbidden: { set: locks.find((lock) => lock.constraint.kind === 'fixed')?.owner ?? null, remove: removalForbidden(path, base, upper) },
  };
}

/** Owner of a constraint that would lose its target if the path were removed. */
function removalForbidden(path: string, base: BaseLayer, upper: readonly Layer[]): string | null {
  const holds = (c: Constraint): boolean =>
    isPathUnder(c.path, path) || (c.kind === 'fixed' && isPathUnder(path, c.path)) || (c.kind === 'keep' && c.ids.some((id) => path === `${c.path}/${id}`));
  return [base, ...upper].find(({ constraints }) => constraints.some(holds))?.id ?? null;
}
