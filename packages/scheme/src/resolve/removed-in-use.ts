import type { Violation } from '../layer.ts';
import type { Scheme } from '../model/scheme.ts';
import { valueAt } from '../path.ts';
import { referencesOf } from '../references.ts';

/** Members that a layer took out although the result still names them: `layer.removed-in-use`, with the place that names it in `by`. `drafts[s]` is the scheme after layer s. */
export function removedInUse(scheme: Scheme, drafts: readonly unknown[], layerIds: readonly string[]): Violation[] {
  const found = new Map<string, Violation>();
  for (const ref of referencesOf(scheme)) {
    if (ref.kind !== 'member' || valueAt(scheme, ref.to) !== undefined) continue;
    const last = drafts.findLastIndex((draft) => valueAt(draft, ref.to) !== undefined);
    const path = missingPart(scheme, ref.to);
    if (last >= 0 && !found.has(path)) found.set(path, { code: 'layer.removed-in-use', path, layer: layerIds[last + 1]!, params: { by: ref.from } });
  }
  return [...found.values()];
}

/** Shortest beginning of the path that has no value. */
export function missingPart(scheme: unknown, path: string): string {
  const segments = path.split('/');
  const depth = segments.findIndex((_, i) => valueAt(scheme, segments.slice(0, i + 1).join('/')) === undefined);
  return segments.slice(0, depth + 1).join('/');
}
