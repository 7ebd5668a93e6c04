import type { Deputy, ProblemState } from '@shuping/domain';
import type { TodoKind, TodoOut, WaitingOut } from '@shuping/contracts';
import { daysBetween, type Day } from '@shuping/kernel';
import { can, type Action, type Subject } from '@shuping/permissions';
import type { Scheme, Stage } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { RebaseTask } from '../schemes/index.ts';
import type { OrderedRow } from './programme-todos.ts';
import type { Standing } from '../programmes/index.ts';
import { bySector, type CycleNumbers, type CycleView } from '../cycles/index.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The last reminder of the state that the row is in. */
export type Reminded = TodoOut['reminded'];

/** Rows that to-dos are derived from: one small set each, read once for the whole request. */
export type MineRow = { assesseeId: string; cycleId: string; orgName: string; state: 'none' | 'draft' | 'returned' | 'vetting' | 'accepted'; reportId: string | null; stepIndex: number; sector: string; reminded: Reminded };
export type VettedRow = { cycleId: string; assesseeId: string; reportId: string; orgPath: string; orgName: string; personId: string; personName: string; sector: string; stepIndex: number; since: Date | string | null; reminded: Reminded; /** the step is with its deputy (R-E5); then the deputies by step */ handed: boolean; deputies: Readonly<Record<string, Deputy>> };
export type EnteredRow = { cycleId: string; sector: string; node: string; entered: number };
export type HeadsRow = { cycleId: string; sector: string; heads: number };
export type ProblemRow = { id: string; cycleId: string; title: string; state: ProblemState; deadline: Day | null; foundOn: Day; orgPath: string; sector: string; personId: string; orgName: string; personName: string; reminded: Reminded };
export type LetterRow = { id: string; cycleId: string; sector: string; personId: string; issuedOn: Day; reminded: Reminded };
export type ToleranceRow = { id: string; cycleId: string; state: 'filed' | 'reviewed'; orgPath: string; sector: string; personId: string; opinionDue: Day | null; decisionDue: Day | null; personName: string; orgName: string; reminded: Reminded };
export type ActionRow = { id: string; cycleId: string; action: string; role: string | null; due: Day | null; orgPath: string; sector: string; personId: string; personName: string; orgName: string; reminded: Reminded };
export type MeetingRow = { id: string; cycleId: string; title: string; startsAt: Date | string; phase: string; drawn: boolean };

export type TodoRows = {
  readonly mine: readonly MineRow[]; readonly vetted: readonly VettedRow[]; readonly entered: readonly EnteredRow[]; readonly heads: readonly HeadsRow[];
  readonly problems: readonly ProblemRow[]; readonly letters: readonly LetterRow[]; readonly tolerances: readonly ToleranceRow[]; readonly actions: readonly ActionRow[]; readonly meetings: readonly MeetingRow[];
  readonly rebases: readonly RebaseTask[]; readonly ordered: readonly OrderedRow[]; readonly standing: readonly Standing[];
};

/** Everything that the functions of to-dos look at. They ask permissions and rules, never the database. */
export class TodoContext {
  readonly who: AppPrincipal;
  readonly today: Day;
  readonly cycles: readonly CycleView[];
  readonly numbers: ReadonlyMap<string, CycleNumbers>;
  readonly rows: TodoRows;
  private readonly schemes: ReadonlyMap<string, Scheme>;

  constructor(who: AppPrincipal, today: Day, cycles: readonly CycleView[], numbers: ReadonlyMap<string, CycleNumbers>, schemes: ReadonlyMap<string, Scheme>, rows: TodoRows) {
    this.who = who;
    this.today = today;
    this.cycles = cycles;
    this.numbers = numbers;
    this.schemes = schemes;
    this.rows = rows;
  }

  cycle(id: string): CycleView | undefined {
    return this.cycles.find((cycle) => cycle.id === id);
  }

  schemesOf(cycle: CycleView): Record<string, Scheme> {
    return bySector(cycle, this.schemes);
  }

  due(cycle: CycleView, stage: Stage): Day | null {
    return cycle.calendar[stage]?.due ?? null;
  }

  /** May the asker do this to some ordinary row of the cycle? Sector and owner narrow it where the subject has them. */
  may(action: Action, subject: Subject, cycle: CycleView, more: { sector?: string; ownerRole?: string; stepRole?: string } = {}): boolean {
    const sectors = more.sector === undefined ? Object.keys(cycle.schemes) : [more.sector];
    return (sectors.length === 0 ? [''] : sectors).some((sector) => can(this.who.ability, action, subject, { id: NOBODY, orgPath: cycle.orgPath, personId: NOBODY, publishedTo: '', listedTo: '', ownerRole: '', stepRole: '', ...more, sector }));
  }

  lateDays(due: Day | null): number {
    return due !== null && due < this.today ? daysBetween(due, this.today) : 0;
  }

  todo(kind: TodoKind, cycle: CycleView, id: string, more: { due: Day | null; params?: Record<string, string | number>; waiting?: TodoOut['waiting']; what?: TodoOut['what']; href: string; count?: number; stage?: Stage; reminded?: Reminded }): TodoOut {
    return {
      id: `${kind}:${id}`, kind, due: more.due, lateDays: this.lateDays(more.due), title: { key: `todo.${kind}`, params: { cycle: cycle.title, ...more.params } }, waiting: more.waiting ?? null, what: more.what ?? null,
      stage: more.stage ?? cycle.stage, href: more.href, count: more.count ?? 1, reminded: more.reminded ?? null,
    };
  }

  waiting(id: string, who: string, org: string | null, what: WaitingOut['what'], due: Day | null, href: string): WaitingOut {
    return { id, who, org, what, due, lateDays: this.lateDays(due), href };
  }
}
