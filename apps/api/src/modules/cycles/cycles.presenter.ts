import type { CycleItem } from '@shuping/contracts';
import { stageReached } from '@shuping/domain';
import { isUnder } from '@shuping/kernel';
import { mayOf } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { CycleView } from './cycles.api.ts';

/** Codes of state that shut an act, by act. */
export type Shut = Readonly<Record<string, string | null>>;

/** Cycle as lists show it, with what the asker may do. */
export function toCycle(cycle: CycleView, who: AppPrincipal, shut: Shut = {}): CycleItem {
  const { id, year, period, title, hostId, hostName, stage, periodStart, periodEnd, version } = cycle;
  const closed = {
    advance: stage === 'archive' ? 'cycle.finished' : null,
    reopen: stage === 'planning' ? 'cycle.reopen-forward' : stageReached(stage, 'feedback') ? 'cycle.results-final' : null,
    confirm: stageReached(stage, 'grading') ? 'cycle.too-late' : null,
    remind: !stageReached(stage, 'reporting') ? 'cycle.too-early' : stageReached(stage, 'meeting') ? 'cycle.too-late' : null,
    ...shut,
  };
  const may = mayOf(who.ability, 'Cycle', cycle, { advance: 'open', reopen: 'reopen', confirm: 'update', remind: 'update' }, closed);
  return { id, year, period, title, hostId, hostName, stage, periodStart, periodEnd, publicityEnds: cycle.publicityEnds ?? null, version, may };
}

/** True for readers whose scope holds the host: they see numbers, others only the stage. */
export function isInside(cycle: CycleView, who: AppPrincipal): boolean {
  return who.scope.some((entry) => isUnder(cycle.orgPath, entry.path));
}
