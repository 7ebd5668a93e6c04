import type { ApiProblem } from './problem.ts';

export type Toast =
  | { readonly id: number; readonly kind: 'problem'; readonly problem: ApiProblem }
  | { readonly id: number; readonly kind: 'done'; readonly text: string; readonly undo?: (() => void) | undefined };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Toasts shown now; read by `useSyncExternalStore`. */
export const toastStore = {
  get: (): readonly Toast[] => toasts,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  dismiss: (id: number): void => set(toasts.filter((t) => t.id !== id)),
};

/** A failure in words with its code and 复制诊断信息; stays until dismissed. The same code is shown once. */
export function showProblem(problem: ApiProblem): void {
  set([...toasts.filter((t) => t.kind !== 'problem' || t.problem.code !== problem.code), { id: nextId++, kind: 'problem', problem }]);
}

/** A short confirmation (translated text), with 撤销 for ten seconds when `undo` is given. */
export function showDone(text: string, undo?: () => void): void {
  const id = nextId++;
  set([...toasts, { id, kind: 'done', text, undo }]);
  setTimeout(() => toastStore.dismiss(id), undo ? 10_000 : 3_000);
}
