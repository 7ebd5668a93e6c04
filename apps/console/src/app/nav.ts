import type { IconName } from '../ui/icon.tsx';

export type NavEntry = {
  readonly to: string;
  readonly icon: IconName;
  /** Locale key `nav.<id>`; also the name of the count in `GET /api/todos/counts`. */
  readonly id: string;
  /** Shown when the reader may ever do `action` on `subject`; null: everybody. */
  readonly needs: readonly [action: string, subject: string] | null;
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
    ],
  },
  {
    id: 'report',
    entries: [
      { id: 'surveys', to: '/surveys', icon: 'search', needs: ['read', 'Survey'] },
      { id: 'reports', to: '/reports', icon: 'document', needs: ['read', 'Report'] },
      { id: 'vetting', to: '/vetting', icon: 'eye', needs: ['vet', 'Report'] },
    ],
  },
  {
    id: 'meeting',
    entries: [
      { id: 'meetings', to: '/meetings', icon: 'screen', needs: ['read', 'Meeting'] },
      { id: 'tickets', to: '/tickets', icon: 'ticket', needs: ['read', 'Ticket'] },
      { id: 'cockpit', to: '/cockpit', icon: 'play', needs: ['run', 'Meeting'] },
    ],
  },
  {
    id: 'score',
    entries: [
      { id: 'scoring', to: '/scoring', icon: 'sheet', needs: ['read', 'Score'] },
      { id: 'grading', to: '/grading', icon: 'bars', needs: ['read', 'Grade'] },
      { id: 'publicity', to: '/publicity', icon: 'bell', needs: ['read', 'Publicity'] },
    ],
  },
  {
    id: 'rectify',
    entries: [
      { id: 'ledger', to: '/ledger', icon: 'list', needs: ['read', 'Problem'] },
      { id: 'talks', to: '/talks', icon: 'talk', needs: ['read', 'Talk'] },
    ],
  },
  {
    id: 'global',
    entries: [
      { id: 'insight', to: '/insight', icon: 'chart', needs: ['read', 'Insight'] },
      { id: 'organisations', to: '/organisations', icon: 'tree', needs: ['read', 'Organisation'] },
      { id: 'admin', to: '/admin', icon: 'gear', needs: ['manage', 'System'] },
    ],
  },
];
