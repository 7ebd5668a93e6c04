import type { Day } from '@shuping/kernel';
import type { Worded } from '../../i18n/index.ts';

/** Answer of `GET /api/todos?tab=`. */
export type Todo = {
  readonly id: string;
  /** Kind of act; worded by `home.act.<kind>`. */
  readonly kind: string;
  readonly due: Day | null;
  readonly dueTime?: string | null;
  readonly lateDays: number;
  readonly title: Worded;
  readonly waiting: { readonly name: string; readonly org: string | null } | null;
  readonly what?: Worded | null;
  /** Stage id; worded by `stage.<id>`. */
  readonly stage: string;
  readonly href: string;
};
export type WaitingForOther = { readonly id: string; readonly who: string; readonly org: string | null; readonly what: Worded; readonly due: Day | null; readonly lateDays: number; readonly href: string };
export type Progress = {
  readonly cycleId: string;
  readonly title: string;
  readonly assessees?: number;
  readonly stages: readonly { readonly stage: string; readonly done: number; readonly all: number; readonly due: Day | null; readonly late: number; readonly state: 'done' | 'now' | 'next' }[];
};
/** Fields asked, filled by the system, typed by hand; last year's typed for the difference. */
export type Burden = { readonly asked: number; readonly prefilled: number; readonly typed: number; readonly typedLastYear?: number | null; readonly minutes?: number | null; readonly minutesLastYear?: number | null; readonly documents?: number };
export type Todos = {
  readonly items: readonly Todo[];
  readonly counts?: Readonly<Partial<Record<TodoTab, number>>>;
  readonly progress: Progress | null;
  readonly waitingForOthers: readonly WaitingForOther[];
  readonly burden: Burden | null;
};
export const TODO_TABS = ['open', 'done', 'mine', 'copied'] as const;
export type TodoTab = (typeof TODO_TABS)[number];
