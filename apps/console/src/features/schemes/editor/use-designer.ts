import type { LayerOut, LayerSummary, SchemeReview } from '@shuping/contracts';
import { deepFreeze, resolveScheme, valueAt, type Scheme } from '@shuping/scheme';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api, type ApiProblem } from '../../../client/index.ts';
import { useHistory } from './use-history.ts';
import { useAutosave, type Autosave } from '../../../ui/index.ts';
import { withLock, withoutChanges, withRemove, withSet, withWhy, type Draft, type LockChoice } from '../model/draft.ts';
import { fitWeights } from '../model/fit.ts';
import type { Sum } from '../model/rows.ts';
import { describe, ownLayer, type Lens } from './lens.ts';

const PAUSE_MS = 500;

/** Acts of the designer on the draft; absent where a layer is only read. */
export type Acts = {
  readonly set: (path: string, value: unknown) => void;
  readonly setMany: (values: ReadonlyMap<string, unknown>) => void;
  readonly revert: (path: string) => void;
  readonly remove: (path: string) => void;
  readonly lock: (path: string, choice: LockChoice) => void;
  /** Makes the weights under a node sum; false when the locks leave no room. */
  readonly fit: (sum: Sum, mode: 'scale' | 'even') => boolean;
  readonly why: (path: string, why: string) => void;
  readonly change: (draft: Draft) => void;
  /** What stands at a path without this layer. */
  readonly inherited: (path: string) => unknown;
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

/** State of the designer: a draft that saves itself, resolved on every change by the functions the server uses, with undo and redo. */
export function useDesigner(layer: LayerOut): Designer {
  const autosave = useDraft(layer);
  const draft = autosave.value;
  const { change, undo, redo } = useHistory(draft, autosave.change);
  const { lens, inherited } = useLens(layer, draft);
  const now = useRef({ draft, lens, change });
  now.current = { draft, lens, change };
  const acts = useMemo(() => actsOn(now, inherited), [inherited]);
  const latest = useRef(autosave);
  latest.current = autosave;
  const settle = async (): Promise<number | null> => {
    await autosave.flush();
    // the store's last change is rendered before the next task
    await new Promise((done) => setTimeout(done, 0));
    return ['clean', 'saved'].includes(latest.current.state) ? latest.current.version : null;
  };
  return { draft, lens, acts, autosave, settle, undo, redo };
}

/** What was saved is what the page shows when it is opened again. */
function useDraft(layer: LayerOut): Autosave<Draft> {
  const client = useQueryClient();
  const keep = ({ changes, locks }: Draft, { version }: LayerSummary): void =>
    void client.setQueriesData<LayerOut>({ queryKey: [`/layers/${layer.id}`] }, (known) => (known && 'base' in known ? { ...known, changes: [...changes], locks: [...locks], version } : known));
  return useAutosave<Draft>({
    key: `layer:${layer.id}`, initial: { changes: layer.changes, locks: layer.locks }, version: layer.version,
    save: async (value, version) => {
      const saved = await api.put<LayerSummary>(`/layers/${layer.id}`, { body: value, version });
      keep(value, saved);
      return saved;
    },
    theirs: (current) => {
      const other = current as { changes?: Draft['changes']; locks?: Draft['locks']; version?: number } | null;
      return other?.changes && other.locks && other.version !== undefined ? { value: { changes: other.changes, locks: other.locks }, version: other.version } : undefined;
    },
  });
}

/** The draft on its line. What comes from above is frozen, so that only the own edits are judged anew. */
function useLens(layer: LayerOut, draft: Draft): { readonly lens: Lens; readonly inherited: (path: string) => unknown } {
  const { base, upper, chain, id, tag, owner } = layer;
  const frame = useMemo(() => ({ base: deepFreeze(base), upper: deepFreeze(upper) }), [base, upper]);
  const inherited = useMemo(() => {
    const above = resolveScheme(frame.base, frame.upper).draft;
    return (path: string): unknown => valueAt(above, path);
  }, [frame]);
  const lens = useMemo<Lens>(() => {
    const resolution = resolveScheme(frame.base, [...frame.upper, ownLayer({ id, tag, owner }, [...draft.changes], [...draft.locks])]);
    return { scheme: resolution.scheme ?? (resolution.draft as Scheme), resolution, base: frame.base, upper: frame.upper, chain, own: { id, tag: { text: tag } } };
  }, [frame, chain, id, tag, owner, draft]);
  return { lens, inherited };
}

type Now = { readonly current: { readonly draft: Draft; readonly lens: Lens; readonly change: (draft: Draft, tag?: string) => void } };

function actsOn(now: Now, inherited: (path: string) => unknown): Acts {
  const edit = (make: (draft: Draft) => Draft, tag = ''): void => now.current.change(make(now.current.draft), tag);
  const setMany = (values: ReadonlyMap<string, unknown>, tag = ''): void =>
    edit((draft) => ({ ...draft, changes: [...values].reduce((edits, [path, value]) => withSet(edits, path, value, inherited(path)), [...draft.changes]) }), tag);
  return {
    set: (path, value) => setMany(new Map([[path, value]]), path),
    setMany,
    revert: (path) => edit((draft) => ({ ...draft, changes: withoutChanges(draft.changes, path) })),
    remove: (path) => edit((draft) => ({ ...draft, changes: withRemove(draft.changes, path) })),
    lock: (path, choice) => edit((draft) => ({ ...draft, locks: withLock(draft.locks, path, choice) }), `lock:${path}`),
    fit: (sum, mode) => {
      const fitted = fitWeights(sum.inputs.map(({ path, weight }) => {
        const { min, max, forbidden } = describe(now.current.lens, path);
        return { path, weight, min, max, fixed: forbidden.set !== null };
      }), sum.total, mode);
      if (fitted) setMany(fitted);
      return fitted !== null;
    },
    why: (path, why) => edit((draft) => ({ ...draft, changes: withWhy(draft.changes, path, why) }), `why:${path}`),
    change: (next) => edit(() => next),
    inherited,
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
