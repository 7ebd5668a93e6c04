import type { Action, Subject } from '@shuping/permissions';
import type { IconName } from '../ui/icon.tsx';

export type Need = readonly [action: Action, subject: Subject];
export type NavEntry = {
  readonly to: string;
  readonly icon: IconName;
  /** Locale key `nav.<id>`; also the name of its count in `GET /api/todos/counts`. */
  readonly id: string;
  /** The page opens when the reader may ever do `action` on `subject`; null: everybody. */
  readonly needs: Need | null;
  /** Stands in the rail only for whom all of these hold too: who could open it, but finds nothing there to use, is not shown it. */
  readonly use?: readonly Need[];
  /** Pages of this entry that lie at another address. */
  readonly also?: RegExp;
};
export type NavGroupEntry = { readonly id: string | null; readonly entries: readonly NavEntry[] };

/** The rail: six groups that follow the year. */
export const NAV: readonly NavGroupEntry[] = [
  { id: null, entries: [{ id: 'home', to: '/home', icon: 'home', needs: null }] },
  {
    id: 'year',
    entries: [
      { id: 'cycles', to: '/cycles', icon: 'calendar', needs: ['read', 'Cycle'] },
      { id: 'schemes', to: '/schemes', icon: 'scheme', needs: ['read', 'Scheme'] },
      { id: 'programmes', to: '/programmes', icon: 'document', needs: ['export', 'Programme'] },
      { id: 'rules', to: '/rules', icon: 'document', needs: ['read', 'Scheme'] },
    ],
  },
  {
    id: 'report',
    entries: [
      { id: 'surveys', to: '/surveys', icon: 'search', needs: ['read', 'RoutineScore'], also: /^\/assessees\// },
      { id: 'reports', to: '/reports', icon: 'document', needs: ['read', 'Report'] },
      { id: 'vetting', to: '/vetting', icon: 'eye', needs: ['read', 'VettingStep'], use: [['sign', 'VettingStep']] },
    ],
  },
  {
    id: 'meeting',
    entries: [
      { id: 'mine', to: '/my-evaluations', icon: 'ticket', needs: null },
      { id: 'meetings', to: '/meetings', icon: 'screen', needs: ['read', 'Meeting'] },
      { id: 'tickets', to: '/tickets', icon: 'ticket', needs: ['create', 'Slip'], also: /^\/meetings\/[^/]+\/slips$/ },
      { id: 'cockpit', to: '/cockpit', icon: 'play', needs: ['open', 'Meeting'], also: /^\/meetings\/[^/]+\/cockpit$/ },
    ],
  },
  {
    id: 'score',
    entries: [
      { id: 'scoring', to: '/scoring', icon: 'sheet', needs: ['read', 'Score'] },
      { id: 'grading', to: '/grading', icon: 'bars', needs: ['read', 'Grading'] },
      { id: 'publicity', to: '/publicity', icon: 'bell', needs: ['read', 'Result'] },
      { id: 'tolerances', to: '/tolerances', icon: 'document', needs: ['read', 'Tolerance'] },
      { id: 'history', to: '/history', icon: 'list', needs: ['read', 'Result'] },
    ],
  },
  {
    id: 'rectify',
    entries: [
      { id: 'ledger', to: '/ledger', icon: 'list', needs: ['read', 'Problem'] },
      { id: 'talks', to: '/talks', icon: 'talk', needs: ['read', 'ActionItem'] },
    ],
  },
  {
    id: 'global',
    entries: [
      // whoever follows a whole meeting and its grades follows the whole year; hall staff do not
      { id: 'dashboard', to: '/dashboard', icon: 'bars', needs: ['read', 'Attendance'], use: [['read', 'Grading']] },
      { id: 'organisations', to: '/organisations', icon: 'tree', needs: ['read', 'Organisation'], also: /^\/(rosters|org-imports)/ },
      { id: 'admin', to: '/admin', icon: 'gear', needs: ['update', 'Account'] },
      { id: 'audit', to: '/admin/audit', icon: 'eye', needs: ['read', 'Audit'] },
    ],
  },
];

/** Whether an entry stands in the reader's rail; `may` says what the reader may ever do. */
export function isShown(entry: NavEntry, may: (action: string, subject: string) => boolean): boolean {
  return [...(entry.needs === null ? [] : [entry.needs]), ...(entry.use ?? [])].every(([action, subject]) => may(action, subject));
}

/** What the page at an address needs, by the entry that it lies below; null where everybody may look or the page says itself who may not. */
export function needsOf(path: string): NavEntry | null {
  const found = NAV.flatMap((group) => group.entries).filter((entry) => path === entry.to || path.startsWith(`${entry.to}/`)).sort((a, b) => b.to.length - a.to.length)[0];
  return found && found.needs !== null && !path.startsWith('/admin') ? found : null;
}

/** The list that a page of one thing belongs to. */
export function listOf(path: string): string {
  const entries = NAV.flatMap((group) => group.entries);
  return (entries.find((entry) => entry.also?.test(path)) ?? entries.find((entry) => path.startsWith(`${entry.to}/`)))?.to ?? '/home';
}
