import type { TodoOut } from '@shuping/contracts';
import { stageReached } from '@shuping/domain';
import type { CycleView } from '../cycles/index.ts';
import type { ProblemRow, TodoContext } from './todo-context.ts';

/** 撰写: my report is not handed in while reports are written. */
export function reportsToWrite(ctx: TodoContext): TodoOut[] {
  return ctx.rows.mine.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    if (!cycle || !stageReached(cycle.stage, 'reporting') || stageReached(cycle.stage, 'meeting') || (row.state !== 'none' && row.state !== 'draft')) return [];
    return [ctx.todo('write', cycle, row.assesseeId, { due: ctx.due(cycle, 'reporting'), waiting: { name: cycle.hostName, org: null }, href: row.reportId === null ? `/reports?cycle=${cycle.id}` : `/reports/${row.reportId}`, stage: 'reporting', reminded: row.reminded })];
  });
}

/** 退回: my report came back with comments. */
export function reportsToMend(ctx: TodoContext): TodoOut[] {
  return ctx.rows.mine.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    if (!cycle || row.state !== 'returned' || stageReached(cycle.stage, 'meeting')) return [];
    return [ctx.todo('mend', cycle, row.assesseeId, { due: ctx.due(cycle, 'vetting'), waiting: { name: cycle.hostName, org: null }, href: row.reportId === null ? `/reports?cycle=${cycle.id}` : `/reports/${row.reportId}`, stage: 'vetting', reminded: row.reminded })];
  });
}

/** 签收: feedback letters that I have not acknowledged. */
export function lettersToReceive(ctx: TodoContext): TodoOut[] {
  return ctx.rows.letters.flatMap((row) => {
    const cycle = row.personId === ctx.who.personId ? ctx.cycle(row.cycleId) : undefined;
    return cycle ? [ctx.todo('receive', cycle, row.id, { due: ctx.due(cycle, 'feedback'), waiting: { name: cycle.hostName, org: null }, href: `/publicity?cycle=${cycle.id}`, stage: 'feedback', reminded: row.reminded })] : [];
  });
}

const own = (ctx: TodoContext, states: readonly string[]): ProblemRow[] => ctx.rows.problems.filter((row) => row.personId === ctx.who.personId && states.includes(row.state));

function problemTodo(ctx: TodoContext, kind: 'plan' | 'prove', row: ProblemRow): TodoOut[] {
  const cycle: CycleView | undefined = ctx.cycle(row.cycleId);
  return cycle ? [ctx.todo(kind, cycle, row.id, { due: row.deadline, params: { title: row.title }, waiting: { name: cycle.hostName, org: null }, href: `/ledger?cycle=${cycle.id}&item=${row.id}`, stage: 'rectification', reminded: row.reminded })] : [];
}

/** 列清单: problems of mine without cause, measure, owner and deadline. */
export function problemsToPlan(ctx: TodoContext): TodoOut[] {
  return own(ctx, ['found']).flatMap((row) => problemTodo(ctx, 'plan', row));
}

/** 整改: planned problems of mine that wait for proof. */
export function problemsToProve(ctx: TodoContext): TodoOut[] {
  return own(ctx, ['planned']).flatMap((row) => problemTodo(ctx, 'prove', row));
}
