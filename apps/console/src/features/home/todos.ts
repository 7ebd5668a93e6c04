import type { TodosOut } from '@shuping/contracts';

/** Answer of `GET /api/todos`, derived from state on the server. */
export type Todos = Omit<TodosOut, 'burden'> & { readonly burden: Burden | null };
export type Todo = TodosOut['items'][number];
export type WaitingForOther = TodosOut['waitingForOthers'][number];
export type Progress = NonNullable<TodosOut['progress']>;
/** Fields asked, filled by the system, typed by hand; last year's typed for the difference. */
export type Burden = { readonly asked: number; readonly prefilled: number; readonly typed: number; readonly typedLastYear?: number | null; readonly minutes?: number | null; readonly minutesLastYear?: number | null; readonly documents?: number };
export const TODO_TABS = ['open', 'waiting'] as const;
export type TodoTab = (typeof TODO_TABS)[number];
