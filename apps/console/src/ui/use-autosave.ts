import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ApiProblem } from '../client/problem.ts';
import { DraftKeeper, type AutosaveOptions, type SaveState } from './draft-keeper.ts';

export type { AutosaveOptions, DraftStore, SaveState } from './draft-keeper.ts';

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

/** Text is never lost: on this machine at once (IndexedDB), on the server 2 s after typing and on blur, both sides shown when somebody else wrote. Another record needs another React `key`. */
export function useAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  const [keeper] = useState(() => new DraftKeeper(options));
  keeper.options = options;
  const now = useSyncExternalStore(keeper.subscribe, keeper.now);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => void (keeper.dirty && event.preventDefault());
    const retry = (): void => void keeper.flush();
    void keeper.look();
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', guard);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', guard);
      retry();
    };
  }, [keeper]);
  useEffect(() => keeper.adopt(), [keeper, options.version]);
  const { local } = now;
  return {
    value: now.value, version: now.version, state: now.state, savedAt: now.savedAt, problem: now.problem,
    change: keeper.change, flush: keeper.flush,
    found: local && { at: local.at, keep: () => keeper.change(local.value), drop: keeper.dropLocal },
    conflict: now.state === 'conflict' ? { mine: now.value, theirs: now.other?.value, keepMine: keeper.keepMine, takeTheirs: keeper.takeTheirs } : undefined,
  };
}
