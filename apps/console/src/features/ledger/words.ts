import type { ProblemRow } from '@shuping/contracts';
import type { May } from '../../client/index.ts';
import type { Light } from '../../ui/index.ts';

export const SOURCES = ['self', 'comment', 'superior', 'public', 'inspection', 'check', 'talk', 'common', 'carried'] as const;
export const STATES = ['found', 'planned', 'submitted', 'closed', 'carried'] as const;
export const DUES = ['overdue', 'soon', 'running', 'closed'] as const;
export const LEVELS = ['now', 'limited', 'long'] as const;

const LIGHTS: Record<ProblemRow['light'], Light> = { overdue: 'late', soon: 'soon', running: 'normal', closed: 'closed' };

/** Shape of an item's light and the key and count of its words. */
export function lightWords(row: Pick<ProblemRow, 'light' | 'state' | 'lateDays' | 'daysLeft'>): { readonly light: Light; readonly key: string; readonly count: number } {
  const light = LIGHTS[row.light];
  if (row.light === 'overdue') return { light, key: 'ledger.light.overdue', count: row.lateDays };
  if (row.light === 'soon') return row.daysLeft === 0 ? { light, key: 'ledger.light.today', count: 0 } : { light, key: 'ledger.light.soon', count: row.daysLeft ?? 0 };
  return { light, key: row.light === 'running' ? 'ledger.light.running' : `ledger.state.${row.state}`, count: 0 };
}

const NOT_OFFERED = ['problem.no-repeat', 'permission.denied', 'problem.illegal-transition', 'problem.not-drawn'];

/** An act that this reader or this state never has is left out; one that only lacks something is shown shut with its reason. */
export function offered(may: May | undefined): May | undefined {
  return may !== undefined && may !== true && NOT_OFFERED.includes(may.reason) ? undefined : may;
}
