import type { ChainItem, LayerOut, ResolvedOut } from '@shuping/contracts';
import type { TextRef } from '@shuping/kernel';
import { describeWith, lockReader, type BaseLayer, type Constraint, type Layer, type LockReader, type PathDescription, type Resolution, type Scheme } from '@shuping/scheme';
import type { LayerKind } from '../../../ui/index.ts';

/** A resolved scheme seen from one place of its line: what stands at a path, whose it is, and what is locked from above. */
export type Lens = {
  readonly scheme: Scheme;
  readonly resolution: Resolution;
  readonly base: BaseLayer;
  readonly upper: readonly Layer[];
  readonly chain: readonly ChainItem[];
  /** the layer being looked at; null where the whole line is shown */
  readonly own: { readonly id: string; readonly tag: TextRef } | null;
};

const READERS = new WeakMap<readonly Layer[], LockReader>();

export function describe(lens: Lens, path: string): PathDescription {
  return describeWith(readerOf(lens), path, lens.resolution);
}

/** The locks from above stay the same while the own layer is edited. */
function readerOf({ base, upper }: Lens): LockReader {
  const reader = READERS.get(upper) ?? lockReader(base, upper);
  READERS.set(upper, reader);
  return reader;
}

/** Short word of a layer of the line. */
export function tagOf(lens: Lens, layer: string): TextRef {
  return lens.own?.id === layer ? lens.own.tag : (lens.chain.find((one) => one.id === layer)?.tag ?? { text: layer });
}

const ABOVE: readonly LayerKind[] = ['province', 'city'];

/** Colour of a layer's tag: the plugin grey, those above by turns, the one at hand amber. */
export function toneOf(lens: Pick<Lens, 'chain' | 'own'>, layer: string): LayerKind {
  if (lens.own?.id === layer) return 'county';
  const at = lens.chain.findIndex((one) => one.id === layer);
  return at <= 0 ? 'plugin' : (ABOVE[(at - 1) % ABOVE.length] ?? 'province');
}

/** Lens of an organisation's whole line, for reading only. */
export function lensOfResolved(resolved: ResolvedOut, scheme: Scheme): Lens {
  const locksOf = (id: string): Constraint[] => resolved.locks.filter((lock) => lock.owner === id).map((lock) => lock.constraint);
  const [bottom, ...layers] = resolved.chain;
  return {
    scheme, chain: resolved.chain, own: null,
    resolution: { scheme, draft: scheme, provenance: resolved.provenance, violations: [] },
    base: { id: bottom?.id ?? '', scheme, constraints: locksOf(bottom?.id ?? ''), tag: bottom?.tag ?? { text: '' } },
    upper: layers.map((one) => ({ format: 'shuping-layer@1', id: one.id, owner: one.owner, tag: one.tag, edits: [], constraints: locksOf(one.id) })),
  };
}

/** The layer that is edited, with other edits in place of the stored ones. */
export function ownLayer(layer: Pick<LayerOut, 'id' | 'tag' | 'owner'>, edits: Layer['edits'], constraints: Layer['constraints']): Layer {
  return { format: 'shuping-layer@1', id: layer.id, owner: layer.owner, tag: { text: layer.tag }, edits, constraints };
}
