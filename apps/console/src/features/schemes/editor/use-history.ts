import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../model/draft.ts';

const SAME_TYPING_MS = 1500;
type Past = { readonly past: readonly Draft[]; readonly future: readonly Draft[] };
type History = { readonly change: (next: Draft, tag?: string) => void; readonly undo: (() => void) | null; readonly redo: (() => void) | null };

/** Undo and redo of a whole session; typing at one place (`tag`) is one step. */
export function useHistory(draft: Draft, put: (draft: Draft) => void): History {
  const [history, setHistory] = useState<Past>({ past: [], future: [] });
  const last = useRef({ tag: '', at: 0 });
  const change = (next: Draft, tag = ''): void => {
    const typing = tag !== '' && last.current.tag === tag && Date.now() - last.current.at < SAME_TYPING_MS;
    last.current = { tag, at: Date.now() };
    if (!typing) setHistory({ past: [...history.past, draft], future: [] });
    put(next);
  };
  const step = (from: readonly Draft[], make: () => Past): (() => void) | null => {
    const to = from[from.length - 1];
    return to ? () => { last.current = { tag: '', at: 0 }; setHistory(make()); put(to); } : null;
  };
  return {
    change,
    undo: step(history.past, () => ({ past: history.past.slice(0, -1), future: [...history.future, draft] })),
    redo: step(history.future, () => ({ past: [...history.past, draft], future: history.future.slice(0, -1) })),
  };
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z; a dialog keeps its own keys, and nothing acts while words are composed. */
export function useHistoryKeys({ undo, redo }: Pick<History, 'undo' | 'redo'>, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null;
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      act?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [undo, redo, on]);
}
