import type { TodoOut, WaitingOut } from '@shuping/contracts';
import { isDeputy, stageReached, stepRoles } from '@shuping/domain';
import { addDays, dayOf, type Day } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import { factsOf, nextGuards, type CycleNumbers, type CycleView } from '../cycles/index.ts';
import { enteredNodes } from '../routine/index.ts';
import type { TodoContext, VettedRow } from './todo-context.ts';

const day = (instant: Date | string): Day => dayOf(new Date(instant));

function stepOf(ctx: TodoContext, row: VettedRow): { cycle: CycleView; step: Scheme['vetting'][number]; due: Day | null } | null {
  const cycle = ctx.cycle(row.cycleId);
  const step = cycle && ctx.schemesOf(cycle)[row.sector]?.vetting[row.stepIndex];
  return cycle && step ? { cycle, step, due: row.since === null ? ctx.due(cycle, 'vetting') : addDays(day(row.since), step.days) } : null;
}

/** Whether the step is the asker's: by its role, or as its deputy once it was passed on. */
function mayVet(ctx: TodoContext, row: VettedRow, step: Scheme['vetting'][number]): boolean {
  const roles = stepRoles(ctx.who.grants, row.orgPath, row.sector);
  const allows = (stepRole: string): boolean => can(ctx.who.ability, 'sign', 'VettingStep', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, stepRole });
  if (row.handed) return isDeputy(row.deputies[step.id] ?? null, { personId: ctx.who.personId, roles }) && roles.some(allows);
  return roles.includes(step.role) && allows(step.role);
}

/** 把关: reports at a step of mine. */
export function reportsToVet(ctx: TodoContext): TodoOut[] {
  return ctx.rows.vetted.flatMap((row) => {
    const at = stepOf(ctx, row);
    if (!at || !mayVet(ctx, row, at.step)) return [];
    return [ctx.todo('vet', at.cycle, row.reportId, { due: at.due, params: { name: row.personName }, waiting: { name: row.personName, org: row.orgName }, what: at.step.title, href: `/vetting/${row.reportId}`, stage: 'vetting', reminded: row.reminded })];
  });
}

/** 我在等别人: reports that others vet, and reports not handed in after their last day. */
export function othersAtWork(ctx: TodoContext): WaitingOut[] {
  return ctx.rows.vetted.flatMap((row): WaitingOut[] => {
    const at = stepOf(ctx, row);
    if (!at || mayVet(ctx, row, at.step)) return [];
    const mine = row.personId === ctx.who.personId;
    const office = can(ctx.who.ability, 'update', 'Cycle', at.cycle);
    if (!mine && !office) return [];
    return [ctx.waiting(`vet:${row.reportId}`, row.personName, row.orgName, at.step.title, at.due, `/reports/${row.reportId}`)];
  });
}

/** 平时: figures of mine that are not entered for everybody. */
export function scoresToEnter(ctx: TodoContext): TodoOut[] {
  return ctx.cycles.flatMap((cycle) => {
    if (!stageReached(cycle.stage, 'research') || stageReached(cycle.stage, 'grading')) return [];
    return Object.entries(ctx.schemesOf(cycle)).flatMap(([sector, scheme]) => enteredNodes(scheme).flatMap((node) => {
      if (node.kind === 'corrected' || node.kind === 'facts' || node.tasks) return [];
      if (!ctx.may('update', 'RoutineScore', cycle, { sector, ownerRole: node.owner })) return [];
      const heads = ctx.rows.heads.find((row) => row.cycleId === cycle.id && row.sector === sector)?.heads ?? 0;
      const per = node.cells.length;
      const entered = ctx.rows.entered.find((row) => row.cycleId === cycle.id && row.sector === sector && row.node === node.id)?.entered ?? 0;
      const left = heads * per - entered;
      return left > 0 ? [ctx.todo('score', cycle, `${cycle.id}:${sector}:${node.id}`, { due: ctx.due(cycle, 'research'), params: { left, all: heads * per }, what: node.title, href: `/surveys?cycle=${cycle.id}&node=${node.id}`, count: left, stage: 'research' })] : [];
    }));
  });
}

type Rule = (ctx: TodoContext, cycle: CycleView, n: CycleNumbers) => TodoOut | null;

const perCycle = (rule: Rule) => (ctx: TodoContext): TodoOut[] => ctx.cycles.flatMap((cycle) => {
  const numbers = ctx.numbers.get(cycle.id);
  const todo = numbers && rule(ctx, cycle, numbers);
  return todo ? [todo] : [];
});

/** 确认对象: a unit is neither covered nor explained. */
export const assesseesToConfirm = perCycle((ctx, cycle, n) => {
  if (cycle.stage !== 'planning' || !ctx.may('update', 'Cycle', cycle) || (n.unexplained === 0 && n.assessees > 0)) return null;
  return ctx.todo('confirm', cycle, cycle.id, { due: ctx.due(cycle, 'planning'), params: { left: n.unexplained }, href: `/cycles/${cycle.id}/assessees`, count: n.unexplained });
});

/** 进入下一阶段: all guards of the next stage hold. */
export const stagesToOpen = perCycle((ctx, cycle, n) => {
  if (!ctx.may('open', 'Cycle', cycle)) return null;
  const next = nextGuards(cycle.stage, factsOf(cycle, n, ctx.schemesOf(cycle), 0, ctx.today));
  if (!next || next.guards.some((guard) => !guard.holds)) return null;
  return ctx.todo('advance', cycle, `${cycle.id}:${next.stage}`, { due: cycle.calendar[next.stage]?.opens ?? null, what: { key: `stage.${next.stage}` }, href: `/cycles/${cycle.id}` });
});

/** 备会、开会: from vetting on until every meeting is sealed. */
export const meetingsToRun = perCycle((ctx, cycle, n) => {
  if ((cycle.stage !== 'vetting' && cycle.stage !== 'meeting') || !ctx.may('open', 'Meeting', cycle)) return null;
  const planned = ctx.rows.meetings.filter((meeting) => meeting.cycleId === cycle.id && meeting.phase !== 'sealed');
  if (n.meetings > 0 && planned.length === 0) return null;
  const first = planned[0];
  if (!first && !ctx.may('create', 'Meeting', cycle)) return null;
  const due = first ? day(first.startsAt) : ctx.due(cycle, 'meeting');
  return ctx.todo('meeting', cycle, first?.id ?? cycle.id, { due, params: { title: first?.title ?? '' }, what: { key: first ? `todo.meeting.${first.phase}` : 'todo.meeting.none' }, href: first ? `/meetings/${first.id}` : `/meetings?cycle=${cycle.id}`, stage: 'meeting' });
});

/** 点评: debriefs without a recorded comment. */
export const commentsToRecord = perCycle((ctx, cycle, n) => {
  const left = n.assessees - n.commented;
  if (cycle.stage !== 'meeting' || left <= 0 || !ctx.may('create', 'LeaderComment', cycle)) return null;
  return ctx.todo('comment', cycle, cycle.id, { due: ctx.due(cycle, 'meeting'), params: { left }, href: `/meetings?cycle=${cycle.id}`, count: left });
});

/** 计分: assessees without a computed score. */
export const scoresToCompute = perCycle((ctx, cycle, n) => {
  if (cycle.stage !== 'grading' || n.computed >= n.assessees || !ctx.may('update', 'Result', cycle)) return null;
  return ctx.todo('compute', cycle, cycle.id, { due: ctx.due(cycle, 'grading'), params: { left: n.assessees - n.computed }, href: `/scoring?cycle=${cycle.id}`, count: n.assessees - n.computed });
});

/** 定等: computed results that wait for the committee. */
export const gradesToDecide = perCycle((ctx, cycle, n) => {
  if (cycle.stage !== 'grading' || n.computed < n.assessees || n.decided >= n.assessees || !ctx.may('decide', 'Result', cycle)) return null;
  return ctx.todo('grade', cycle, cycle.id, { due: ctx.due(cycle, 'grading'), params: { left: n.assessees - n.decided }, href: `/grading?cycle=${cycle.id}`, count: n.assessees - n.decided });
});

/** 拟写综合评价意见. */
export const opinionsToWrite = perCycle((ctx, cycle, n) => {
  if (cycle.stage !== 'grading' || n.opinions >= n.assessees || !ctx.may('update', 'Opinion', cycle)) return null;
  return ctx.todo('opinion', cycle, cycle.id, { due: ctx.due(cycle, 'grading'), params: { left: n.assessees - n.opinions }, href: `/grading?cycle=${cycle.id}`, count: n.assessees - n.opinions });
});

/** 审定综合评价意见. */
export const opinionsToApprove = perCycle((ctx, cycle, n) => {
  const left = n.opinions - n.approved;
  if (cycle.stage !== 'grading' || left <= 0 || !ctx.may('sign', 'Opinion', cycle)) return null;
  return ctx.todo('approve_opinion', cycle, cycle.id, { due: ctx.due(cycle, 'grading'), params: { left }, href: `/grading?cycle=${cycle.id}`, count: left });
});

/** 异议: raised during publicity and not decided. */
export const objectionsToDecide = perCycle((ctx, cycle, n) => {
  if (n.objectionsOpen === 0 || !ctx.may('decide', 'Objection', cycle)) return null;
  return ctx.todo('objection', cycle, cycle.id, { due: cycle.publicityEnds ?? null, params: { left: n.objectionsOpen }, href: `/publicity?cycle=${cycle.id}`, count: n.objectionsOpen });
});

/** 反馈: letters that are not issued. */
export const lettersToIssue = perCycle((ctx, cycle, n) => {
  const left = n.assessees - n.letters;
  if (cycle.stage !== 'feedback' || left <= 0 || !ctx.may('create', 'Letter', cycle)) return null;
  return ctx.todo('issue', cycle, cycle.id, { due: ctx.due(cycle, 'feedback'), params: { left }, href: `/publicity?cycle=${cycle.id}`, count: left });
});

/** 逾期: open problems of the units whose deadline has passed. */
export const problemsOverdue = perCycle((ctx, cycle, n) => {
  if (n.problemsOverdue === 0 || !ctx.may('verify', 'Problem', cycle)) return null;
  const first = ctx.rows.problems.filter((row) => row.cycleId === cycle.id && row.deadline !== null && row.deadline < ctx.today).map((row) => row.deadline!).sort()[0];
  return ctx.todo('overdue', cycle, cycle.id, { due: first ?? null, params: { left: n.problemsOverdue }, href: `/ledger?cycle=${cycle.id}&light=overdue`, count: n.problemsOverdue, stage: 'rectification' });
});

/** 验收: problems with proof handed in. */
export function problemsToVerify(ctx: TodoContext): TodoOut[] {
  return ctx.rows.problems.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    if (!cycle || row.state !== 'submitted' || !can(ctx.who.ability, 'verify', 'Problem', row)) return [];
    return [ctx.todo('verify', cycle, row.id, { due: row.deadline, params: { title: row.title }, waiting: { name: row.personName, org: row.orgName }, href: `/ledger?cycle=${cycle.id}&item=${row.id}`, stage: 'rectification', reminded: row.reminded })];
  });
}

/** 约谈 and other acts that a grade leads to, for whom the scheme names or who closes them. */
export function actsDue(ctx: TodoContext): TodoOut[] {
  return ctx.rows.actions.flatMap((row) => {
    const cycle = ctx.cycle(row.cycleId);
    const named = row.role !== null && ctx.who.grants.some((grant) => grant.role === row.role || grant.role.endsWith(`:${row.role}`));
    if (!cycle || row.action !== 'talk' || !(named || can(ctx.who.ability, 'close', 'ActionItem', row))) return [];
    return [ctx.todo('talk', cycle, row.id, { due: row.due, params: { name: row.personName }, waiting: { name: row.personName, org: row.orgName }, href: `/talks?cycle=${cycle.id}`, stage: 'feedback', reminded: row.reminded })];
  });
}

/** 上级方案有新版本: drafts of mine that have to take over what changed above (R-B2). */
export function draftsToRebase(ctx: TodoContext): TodoOut[] {
  return ctx.rows.rebases.map((row) => ({
    id: `rebase:${row.layerId}`, kind: 'rebase', due: null, lateDays: 0, title: { key: 'todo.rebase', params: { org: row.orgName, year: row.year } }, waiting: null, what: row.scheme,
    stage: 'planning', href: `/schemes/layers/${row.layerId}?rebase=1`, count: 1, reminded: null,
  }));
}
