import type { RailItem } from '@shuping/contracts';
import type { Day } from '@shuping/kernel';
import { STAGES, type Stage } from '@shuping/scheme';
import type { CycleNumbers } from './cycle-facts.ts';
import type { CycleView } from './cycles.api.ts';

type Share = readonly [done: number, all: number];

/** Progress of each stage: heads (units, problems) done of all. */
const SHARES: Record<Stage, (n: CycleNumbers) => Share> = {
  planning: (n) => [n.units - n.unexplained, n.units],
  research: (n) => [n.scored, n.assessees],
  reporting: (n) => [n.submitted, n.assessees],
  vetting: (n) => [n.accepted, n.assessees],
  meeting: (n) => [n.spoken, n.assessees],
  grading: (n) => [n.decided, n.assessees],
  publicity: (n) => [n.published, n.assessees],
  feedback: (n) => [n.letters, n.assessees],
  rectification: (n) => [n.problems - n.problemsOpen, n.problems],
  archive: () => [0, 0],
};

/** The year as a line of stages; without numbers (readers outside the office) only stages and days. A stage counts as late what is not done after its last day. */
export function railOf(cycle: CycleView, numbers: CycleNumbers | null, today: Day): RailItem[] {
  const now = STAGES.indexOf(cycle.stage);
  return STAGES.map((stage, index) => {
    const days = cycle.calendar[stage];
    const [done, all] = numbers ? SHARES[stage](numbers) : [0, 0];
    const overdue = days !== undefined && days.due < today && index <= now;
    const late = stage === 'rectification' ? (numbers?.problemsOverdue ?? 0) : overdue ? all - done : 0;
    return { stage, state: index < now ? 'done' : index === now ? 'now' : 'next', done, all, late, opens: days?.opens ?? null, due: days?.due ?? null };
  });
}
