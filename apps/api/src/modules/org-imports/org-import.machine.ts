import type { OrgImportState } from '@shuping/contracts';

/** Acts on an import: `start` its job, `undo` it; `fail` leads back to where the job came from. */
const MOVES: Readonly<Record<OrgImportState, Partial<Record<'start' | 'done' | 'undo' | 'fail', OrgImportState>>>> = {
  checked: { start: 'importing' },
  importing: { start: 'importing', done: 'imported', fail: 'checked' },
  imported: { undo: 'undoing' },
  undoing: { undo: 'undoing', done: 'undone', fail: 'imported' },
  undone: {},
};

/** The state after an act; null when it is not to be done now. */
export function moved(state: OrgImportState, act: 'start' | 'done' | 'undo' | 'fail'): OrgImportState | null {
  return MOVES[state][act] ?? null;
}
