import { del, get, set } from 'idb-keyval';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type ApiProblem } from '../client/problem.ts';

export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline' | 'conflict' | 'failed';
/** Where unsent text waits on this machine. */
export type DraftStore = { readonly get: <T>(key: string) => Promise<T | undefined>; readonly set: (key: string, value: unknown) => Promise<void>; readonly del: (key: string) => Promise<void> };
const indexedDb: DraftStore = { get, set, del };
type Draft<T> = { readonly value: T; readonly version: number; readonly at: number };

export type AutosaveOptions<T> = {
  /** Unique per record and person, e.g. `report:7`. */
  readonly key: string;
  /** Record as the server has it. */
  readonly initial: T;
  readonly version: number;
  readonly save: (value: T, version: number) => Promise<{ readonly version: number }>;
  /** Reads the other side out of a 409 answer's `current`. */
  readonly theirs?: (current: unknown) => { readonly value: T; readonly version: number } | undefined;
  readonly delayMs?: number;
  /** IndexedDB unless a test brings its own. */
  readonly drafts?: DraftStore;
};

export type Autosave<T> = {
  readonly value: T;
  readonly change: (value: T) => void;
  /** Saves now; give it to `onBlur` and Ctrl+S. Resolves when nothing is left to save. */
  readonly flush: () => Promise<void>;
  readonly state: SaveState;
  readonly savedAt: number | undefined;
  readonly problem: ApiProblem | undefined;
  readonly version: number;
  /** Text found on this machine that the server never got; `keep` takes it, `drop` forgets it. */
  readonly found: { readonly at: number; readonly keep: () => void; readonly drop: () => void } | undefined;
  /** Both sides of a version conflict. */
  readonly conflict: { readonly mine: T; readonly theirs: T | undefined; readonly keepMine: () => void; readonly takeTheirs: () => void } | undefined;
};

/** Text is never lost: on this machine at once (IndexedDB), on the server 2 s after typing and on blur, both sides shown when somebody else wrote. */
export function useAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  const { key, delayMs = 2_000, drafts = indexedDb } = options;
  const [value, setValue] = useState(options.initial);
  const [state, setState] = useState<SaveState>('clean');
  const [savedAt, setSavedAt] = useState<number>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [other, setOther] = useState<{ readonly value: T; readonly version: number }>();
  const [local, setLocal] = useState<Draft<T>>();
  const live = useRef({ value: options.initial, version: options.version, dirty: false, stuck: false, busy: undefined as Promise<void> | undefined, timer: undefined as ReturnType<typeof setTimeout> | undefined, options });
  live.current.options = options;

  useEffect(() => {
    let gone = false;
    void drafts.get<Draft<T>>(`draft:${key}`).then((draft) => {
      if (!gone && draft && JSON.stringify(draft.value) !== JSON.stringify(live.current.value)) setLocal(draft);
    });
    return () => void (gone = true);
  }, [key, drafts]);

  const send = useCallback(async (): Promise<void> => {
    const now = live.current;
    clearTimeout(now.timer);
    if (now.busy) return now.busy.then(() => send());
    if (!now.dirty || now.stuck) return;
    now.dirty = false;
    setState('saving');
    const sent = now.value;
    now.busy = now.options.save(sent, now.version).then(
      async (answer) => {
        now.version = answer.version;
        setSavedAt(Date.now());
        setProblem(undefined);
        setState(now.dirty ? 'dirty' : 'saved');
        if (!now.dirty) await drafts.del(`draft:${key}`);
      },
      (thrown: unknown) => {
        const met = asProblem(thrown);
        now.dirty = true;
        setProblem(met);
        now.stuck = met.stale;
        if (met.stale) setOther(now.options.theirs?.(met.current));
        setState(met.stale ? 'conflict' : met.status === 0 ? 'offline' : 'failed');
      },
    );
    await now.busy;
    now.busy = undefined;
  }, [key, drafts]);

  const change = useCallback((next: T): void => {
    const now = live.current;
    now.value = next;
    now.dirty = true;
    setValue(next);
    setState((old) => (old === 'conflict' ? old : 'dirty'));
    void drafts.set(`draft:${key}`, { value: next, version: now.version, at: Date.now() } satisfies Draft<T>);
    clearTimeout(now.timer);
    now.timer = setTimeout(() => void send(), delayMs);
  }, [key, delayMs, drafts, send]);

  useEffect(() => {
    const retry = (): void => void (live.current.dirty && void send());
    const guard = (event: BeforeUnloadEvent): void => void (live.current.dirty && event.preventDefault());
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', guard);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', guard);
      retry();
    };
  }, [send]);

  const settle = (next: T, version: number, dirty: boolean): void => {
    Object.assign(live.current, { value: next, version, dirty, stuck: false });
    setValue(next);
    setOther(undefined);
    setProblem(undefined);
    setState(dirty ? 'dirty' : 'clean');
    if (dirty) void send();
    else void drafts.del(`draft:${key}`);
  };
  return {
    value, change, flush: send, state, savedAt, problem, version: live.current.version,
    found: local && state === 'clean' ? { at: local.at, keep: () => { setLocal(undefined); change(local.value); }, drop: () => { setLocal(undefined); void drafts.del(`draft:${key}`); } } : undefined,
    conflict: state === 'conflict' ? { mine: value, theirs: other?.value, keepMine: () => settle(value, other?.version ?? live.current.version + 1, true), takeTheirs: () => other && settle(other.value, other.version, false) } : undefined,
  };
}
