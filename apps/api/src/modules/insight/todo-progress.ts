import type { RailItem, TodosOut } from '@shuping/contracts';
import { isUnder } from '@shuping/kernel';
import { STAGES } from '@shuping/scheme';
import { railOf, type CycleView } from '../cycles/index.ts';
import type { Standing } from '../programmes/index.ts';
import type { TodoContext } from './todo-context.ts';

/** The running year (R-C3): the newest cycle at the asker's own place, as its office or as one of its units; else the order that the asker's office gave; else the newest cycle that the asker sees. */
export function progressOf(ctx: TodoContext): TodosOut['progress'] {
  const own = ctx.cycles.filter((cycle) => ctx.who.grants.some((grant) => isUnder(grant.path, cycle.orgPath)) || ctx.rows.mine.some((row) => row.cycleId === cycle.id));
  const order = ctx.rows.standing[0];
  if (own.length === 0 && order) return ofOrder(order);
  const cycle = workedIn(own.length > 0 ? own : ctx.cycles);
  return cycle ? ofCycle(ctx, cycle) : null;
}

/** The cycle somebody works in, of cycles that come newest first and a year before its parts: one on its way to results, else one that is being planned, else one of which only problems are left to put right. */
export function workedIn<C extends Pick<CycleView, 'stage'>>(cycles: readonly C[]): C | undefined {
  return cycles.find(({ stage }) => stage !== 'planning' && stage !== 'rectification') ?? cycles.find(({ stage }) => stage === 'planning') ?? cycles[0];
}

function ofCycle(ctx: TodoContext, cycle: CycleView): TodosOut['progress'] {
  const numbers = ctx.numbers.get(cycle.id) ?? null;
  return { cycleId: cycle.id, programmeId: null, title: cycle.title, assessees: numbers?.assessees ?? 0, hosts: 0, stages: railOf(cycle, numbers, ctx.today) };
}

/** Hosts that have left each stage, of all hosts. The year stands where most of them do; who is behind is late at the stage that it has not left. */
function ofOrder(order: Standing): TodosOut['progress'] {
  const at = (stage: string) => order.stages.find((one) => one.stage === stage) ?? { hosts: 0, late: 0 };
  // before a host has opened its cycle it is planning it
  const here = STAGES.map((stage) => (stage === 'planning' ? { hosts: at('none').hosts + at(stage).hosts, late: at('none').late + at(stage).late } : at(stage)));
  const hosts = here.reduce((sum, one) => sum + one.hosts, 0);
  const now = here.findLastIndex((one) => one.hosts === Math.max(...here.map((other) => other.hosts)));
  const stages = STAGES.map((stage, index): RailItem => {
    const { earliest, latest } = order.calendar[stage] ?? {};
    const done = here.slice(index + 1).reduce((sum, one) => sum + one.hosts, 0);
    return { stage, state: index < now ? 'done' : index === now ? 'now' : 'next', done, all: hosts, late: here[index]!.late, opens: earliest ?? null, due: latest ?? null };
  });
  return { cycleId: null, programmeId: order.programmeId, title: order.title, assessees: order.assessees, hosts, stages };
}
