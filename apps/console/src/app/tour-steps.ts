import type { Me } from '@shuping/contracts';

/** One stop: words `tour.<id>.title` and `tour.<id>.text`; the first of the places that is on the page is pointed at, none of them: said in the middle. */
export type TourStop = { readonly id: string; readonly at: readonly string[] };
export type TourFor = 'office' | 'secretary' | 'vetter' | 'other';

const entry = (to: string): string => `.rail a[href="${to}"]`;
const STAGES = '.main ol.stages';
const CYCLE = '.top .cyc';
const TODOS = '.main [role="tablist"]';

const STOPS = {
  todos: { id: 'todos', at: [TODOS] },
  stages: { id: 'stages', at: [STAGES, CYCLE] },
  desk: { id: 'desk', at: [entry('/vetting')] },
  burden: { id: 'burden', at: ['.main .burden', entry('/rules')] },
  report: { id: 'report', at: [entry('/reports')] },
  promises: { id: 'promises', at: [entry('/ledger')] },
  closing: { id: 'closing', at: [entry('/ledger')] },
  rail: { id: 'rail', at: [entry('/home')] },
  search: { id: 'search', at: ['.top .search'] },
  text: { id: 'text', at: ['.top .tool'] },
  help: { id: 'help', at: ['.top .help'] },
} as const satisfies Record<string, TourStop>;

const TOURS: Readonly<Record<TourFor, readonly TourStop[]>> = {
  office: [STOPS.todos, STOPS.stages, STOPS.desk, STOPS.search, STOPS.help],
  secretary: [STOPS.todos, STOPS.report, STOPS.burden, STOPS.promises, STOPS.help],
  vetter: [STOPS.todos, STOPS.desk, STOPS.stages, STOPS.closing, STOPS.help],
  other: [STOPS.todos, STOPS.rail, STOPS.search, STOPS.text, STOPS.help],
};

/** For whom the tour is told, by what the account may ever do: who runs a year, who debriefs, who vets, and everybody else. */
export function tourFor(can: Me['can']): TourFor {
  const may = (action: string, subject: string): boolean => can.some((one) => one.subject === subject && one.actions.includes(action));
  if (may('create', 'Cycle')) return 'office';
  if (may('submit', 'Report')) return 'secretary';
  return may('sign', 'VettingStep') ? 'vetter' : 'other';
}

/** The five stops of a tour. */
export function stopsFor(whom: TourFor): readonly TourStop[] {
  return TOURS[whom];
}

/** What is pointed at: the first place that takes up room on the page; null where none does. */
export function placeOf(stop: TourStop, page: ParentNode = document): HTMLElement | null {
  for (const where of stop.at) {
    const found = page.querySelector<HTMLElement>(where);
    const box = found?.getBoundingClientRect();
    if (found && box && box.width > 0 && box.height > 0) return found;
  }
  return null;
}

const KEY = 'shuping.tour.';

/** How far this person came on this device: null before it was ever offered, the stop at which it was left, or the number of stops after its end. */
export function reached(accountId: string): number | null {
  const kept = localStorage.getItem(KEY + accountId);
  return kept === null || !/^\d$/.test(kept) ? null : Number(kept);
}

export function keepReached(accountId: string, stop: number): void {
  localStorage.setItem(KEY + accountId, String(stop));
}
