import type { TodoOut } from '@shuping/contracts';
import { awaitsMeasure, stepRoles } from '@shuping/domain';
import { addDays, type Day } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { CycleView } from '../cycles/index.ts';
import type { TodoContext } from './todo-context.ts';

/** 容错核实: applications without the office's opinion (R-H3); never about oneself. */
export function tolerancesToReview(ctx: TodoContext): TodoOut[] {
  return ctx.rows.tolerances.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    if (!cycle || row.state !== 'filed' || row.personId === ctx.who.personId || !can(ctx.who.ability, 'update', 'Tolerance', row)) return [];
    return [ctx.todo('tolerance_review', cycle, row.id, { due: row.opinionDue, params: { name: row.personName }, waiting: { name: row.personName, org: row.orgName }, href: `/tolerances?cycle=${cycle.id}&open=${row.id}`, stage: 'grading', reminded: row.reminded })];
  });
}

/** 容错研究: applications with an opinion, for the one whom the scheme lets decide. */
export function tolerancesToDecide(ctx: TodoContext): TodoOut[] {
  return ctx.rows.tolerances.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    if (!cycle || row.state !== 'reviewed' || row.personId === ctx.who.personId || !can(ctx.who.ability, 'decide', 'Tolerance', row)) return [];
    const role = ctx.schemesOf(cycle)[row.sector]?.tolerance?.decides;
    if (role !== undefined && !stepRoles(ctx.who.grants, row.orgPath, row.sector).includes(role)) return [];
    return [ctx.todo('tolerance_decide', cycle, row.id, { due: row.decisionDue, params: { name: row.personName }, waiting: { name: row.personName, org: row.orgName }, href: `/tolerances?cycle=${cycle.id}&open=${row.id}`, stage: 'grading', reminded: row.reminded })];
  });
}

/** Per cycle that the office runs, one to-do over what is late; due since the first of it. */
function late<T extends { readonly cycleId: string }>(ctx: TodoContext, rows: readonly T[], dueOf: (cycle: CycleView, row: T) => Day | null, make: (cycle: CycleView, due: Day, left: number) => TodoOut | null): TodoOut[] {
  return ctx.cycles.flatMap((cycle) => {
    const dues = rows.flatMap((row) => (row.cycleId === cycle.id ? (dueOf(cycle, row) ?? []) : [])).filter((due) => due < ctx.today).sort();
    const todo = dues[0] === undefined ? null : make(cycle, dues[0], dues.length);
    return todo ? [todo] : [];
  });
}

/** Days within which a list of measures is to be handed in, of the sector's scheme. */
function listDays(ctx: TodoContext, cycle: CycleView, sector: string): number {
  return ctx.schemesOf(cycle)[sector]?.rectification.listWithinDays ?? 0;
}

/** 反馈意见书未签收: issued longer ago than the list of measures may take (R-H1). */
export function lettersUnanswered(ctx: TodoContext): TodoOut[] {
  return late(ctx, ctx.rows.letters, (cycle, row) => (row.personId === ctx.who.personId ? null : addDays(row.issuedOn, listDays(ctx, cycle, row.sector))), (cycle, due, left) =>
    ctx.may('create', 'Letter', cycle) ? ctx.todo('unanswered', cycle, cycle.id, { due, params: { left }, href: `/publicity?cycle=${cycle.id}`, count: left, stage: 'feedback' }) : null);
}

/** 整改清单未报: problems without a measure longer than the scheme gives (R-I1). */
export function listsNotHandedIn(ctx: TodoContext): TodoOut[] {
  const found = ctx.rows.problems.filter((row) => awaitsMeasure(row.state) && row.personId !== ctx.who.personId);
  return late(ctx, found, (cycle, row) => addDays(row.foundOn, listDays(ctx, cycle, row.sector)), (cycle, due, left) =>
    ctx.may('verify', 'Problem', cycle) ? ctx.todo('unlisted', cycle, cycle.id, { due, params: { left }, href: `/ledger?cycle=${cycle.id}&state=found`, count: left, stage: 'rectification' }) : null);
}

/** 结果运用逾期: acts other than talks whose day has passed (R-H2); talks wait one by one. */
export function actsLate(ctx: TodoContext): TodoOut[] {
  return late(ctx, ctx.rows.actions.filter((row) => row.action !== 'talk'), (_, row) => row.due, (cycle, due, left) =>
    ctx.may('close', 'ActionItem', cycle) ? ctx.todo('acts_late', cycle, cycle.id, { due, params: { left }, href: `/talks?cycle=${cycle.id}&late=1`, count: left, stage: 'feedback' }) : null);
}
