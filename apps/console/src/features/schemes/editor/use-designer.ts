import type { LayerOut, LayerSummary, SchemeReview } from '@shuping/contracts';
import { resolveScheme, valueAt, type Scheme } from '@shuping/scheme';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api, type ApiProblem } from '../../../client/index.ts';
import { useAutosave, type Autosave } from '../../../ui/index.ts';
import { withLock, withoutChanges, withRemove, withSet, type Draft, type LockChoice } from '../model/draft.ts';
import { fitWeights } from '../model/fit.ts';
import type { Sum } from '../model/rows.ts';
import { describe, ownLayer, type Lens } from './lens.ts';

const PAUSE_MS = 500;
const SAME_TYPING_MS = 1500;

/** Acts of the designer on the draft; absent where a layer is only read. */
export type Acts = {
  readonly set: (path: string, value: unknown) => void;
  readonly setMany: (values: ReadonlyMap<string, unknown>) => void;
  readonly revert: (path: string) => void;
  readonly remove: (path: string) => void;
  readonly lock: (path: string, choice: LockChoice) => void;
  /** Makes the weights under a node sum; false when the locks leave no room. */
  readonly fit: (sum: Sum, mode: 'scale' | 'even') => boolean;
  readonly change: (draft: Draft) => void;
};

export type Designer = {
  readonly draft: Draft;
  readonly lens: Lens;
  readonly acts: Acts;
  readonly autosave: Autosave<Draft>;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  /** Saves what is unsaved; the version then on the server, or null when it could not be saved. */
  readonly settle: () => Promise<number | null>;
};

type Past = { readonly past: readonly Draft[]; readonly future: readonly Draft[] };

/** State of the designer: a draft that saves itself, resolved on every change by the functions the server uses, with undo and redo. */
export function useDesigner(layer: LayerOut): Designer {
  const autosave = useAutosave<Draft>({
    key: `layer:${layer.id}`, initial: { changes: layer.changes, locks: layer.locks }, version: layer.version,
    save: (value, version) => api.put<LayerSummary>(`/layers/${layer.id}`, { body: value, version }),
    theirs: (current) => {
      const other = current as { changes?: Draft['changes']; locks?: Draft['locks']; version?: number } | null;
      return other?.changes && other.locks && other.version !== undefined ? { value: { changes: other.changes, locks: other.locks }, version: other.version } : undefined;
    },
  });
  const latest = useRef(autosave);
  latest.current = autosave;
  const [history, setHistory] = useState<Past>({ past: [], future: [] });
  const last = useRef({ tag: '', at: 0 });
  const draft = autosave.value;
  const inherited = useMemo(() => resolveScheme(layer.base, layer.upper).draft, [layer]);
  const lens = useMemo<Lens>(() => {
    const resolution = resolveScheme(layer.base, [...layer.upper, ownLayer(layer, [...draft.changes], [...draft.locks])]);
    return { scheme: resolution.scheme ?? (resolution.draft as Scheme), resolution, base: layer.base, upper: layer.upper, chain: layer.chain, own: { id: layer.id, tag: { text: layer.tag } } };
  }, [layer, draft]);
  const change = (next: Draft, tag = ''): void => {
    const typing = tag !== '' && last.current.tag === tag && Date.now() - last.current.at < SAME_TYPING_MS;
    last.current = { tag, at: Date.now() };
    if (!typing) setHistory({ past: [...history.past.slice(-99), draft], future: [] });
    autosave.change(next);
  };
  const step = (from: readonly Draft[], make: (to: Draft) => Past): (() => void) | null => {
    const to = from[from.length - 1];
    return to ? () => { last.current = { tag: '', at: 0 }; setHistory(make(to)); autosave.change(to); } : null;
  };
  const setMany = (values: ReadonlyMap<string, unknown>, tag = ''): void => {
    const changes = [...values].reduce((edits, [path, value]) => withSet(edits, path, value, valueAt(inherited, path)), [...draft.changes]);
    change({ ...draft, changes }, tag);
  };
  const acts: Acts = {
    set: (path, value) => setMany(new Map([[path, value]]), path),
    setMany,
    revert: (path) => change({ ...draft, changes: withoutChanges(draft.changes, path) }),
    remove: (path) => change({ ...draft, changes: withRemove(draft.changes, path) }),
    lock: (path, choice) => change({ ...draft, locks: withLock(draft.locks, path, choice) }, `lock:${path}`),
    fit: (sum, mode) => {
      const rows = sum.inputs.map(({ path, weight }) => {
        const { min, max, forbidden } = describe(lens, path);
        return { path, weight, min, max, fixed: forbidden.set !== null };
      });
      const fitted = fitWeights(rows, sum.total, mode);
      if (fitted) setMany(fitted);
      return fitted !== null;
    },
    change,
  };
  const settle = async (): Promise<number | null> => {
    await autosave.flush();
    // the store's last change is rendered before the next task
    await new Promise((done) => setTimeout(done, 0));
    return ['clean', 'saved'].includes(latest.current.state) ? latest.current.version : null;
  };
  return {
    draft, lens, acts, autosave, settle,
    undo: step(history.past, () => ({ past: history.past.slice(0, -1), future: [...history.future, draft] })),
    redo: step(history.future, () => ({ past: [...history.past, draft], future: history.future.slice(0, -1) })),
  };
}

/** What the server's rules say about the draft, asked after a pause in typing. */
export function useReview(layerId: string, draft: Draft): { readonly review: SchemeReview | undefined; readonly pending: boolean; readonly problem: ApiProblem | null } {
  const [asked, setAsked] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const query = useQuery<SchemeReview, ApiProblem>({
    queryKey: [`/layers/${layerId}/preview`, asked],
    queryFn: ({ signal }) => api.post<SchemeReview>(`/layers/${layerId}/preview`, { body: asked, signal }),
    placeholderData: keepPreviousData, staleTime: 60_000, retry: false,
  });
  return { review: query.data, pending: query.isFetching || asked !== draft, problem: query.error };
}
