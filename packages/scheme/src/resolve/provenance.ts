import type { Origin } from '../layer.ts';
import { selfAndAncestors, valueAt } from '../path.ts';

export type Provenance = Readonly<Record<string, Origin>>;

/** Origin of the value at a path: its own entry or that of the nearest ancestor set as a whole; null when the value is the base's. */
export function originAt(provenance: Provenance, path: string): Origin | null {
  const found = selfAndAncestors(path).find((at) => Object.hasOwn(provenance, at));
  return found === undefined ? null : provenance[found]!;
}

type Entry = { readonly layer: string; readonly order: number; readonly replaced: Origin['replaced'] };

/** Collects where values come from while layers are folded. Orders count layers; the base is 0. */
export class ProvenanceLog {
  readonly #entries = new Map<string, Entry>();
  /** path → paths of the entries below it */
  readonly #below = new Map<string, Set<string>>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** Notes that a layer put another value in place of `before` (undefined = there was none). Finer entries below the path end with it. */
  record(path: string, layer: string, order: number, before: unknown): void {
    const own = this.#nearest(path);
    const below = this.#under(path);
    const last = [...below.map(([, entry]) => entry), ...(own ? [own.entry] : [])].reduce<Entry | null>((a, b) => (a === null || b.order > a.order ? b : a), null);
    for (const [key] of below) this.#entries.delete(key);
    this.#below.delete(path);
    const history = own ? projected(own.entry.replaced, own.path, path) : [];
    const from = last?.layer ?? this.#base;
    const gone = before === undefined && own?.path !== path;
    const replaced = from === layer || gone ? history : [...history, { layer: from, value: before ?? null }];
    this.#entries.set(path, { layer, order, replaced });
    for (const above of selfAndAncestors(path)) if (above !== path) (this.#below.get(above) ?? this.#open(above)).add(path);
  }

  /** Layer that has to mend what is wrong at a path: who set it, else who last touched something below it, else the base. */
  culprit(path: string): string {
    const own = this.#nearest(path);
    if (own) return own.entry.layer;
    const below = this.#under(path).map(([, entry]) => entry);
    return below.reduce<Entry | null>((a, b) => (a === null || b.order >= a.order ? b : a), null)?.layer ?? this.#base;
  }

  toRecord(): Record<string, Origin> {
    return Object.fromEntries([...this.#entries].map(([path, { layer, replaced }]) => [path, { layer, replaced }]));
  }

  #nearest(path: string): { readonly path: string; readonly entry: Entry } | null {
    for (const at of selfAndAncestors(path)) {
      const entry = this.#entries.get(at);
      if (entry) return { path: at, entry };
    }
    return null;
  }

  #under(path: string): [string, Entry][] {
    return [...(this.#below.get(path) ?? [])].flatMap((key) => {
      const entry = this.#entries.get(key);
      return entry ? [[key, entry]] : [];
    });
  }

  #open(path: string): Set<string> {
    const paths = new Set<string>();
    this.#below.set(path, paths);
    return paths;
  }
}

function projected(replaced: Origin['replaced'], from: string, to: string): Origin['replaced'] {
  if (from === to) return replaced;
  const rest = to.slice(from.length + 1);
  return replaced.map(({ layer, value }) => ({ layer, value: valueAt(value, rest) })).filter(({ value }) => value !== undefined);
}
