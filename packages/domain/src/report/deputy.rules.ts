import { err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { isInVetting, type ReportStanding, type VettingActor } from './report.machine.ts';

/** Who stands in for a step that is late: whoever holds a role, or one person. The office names it beforehand (R-E5). */
export type Deputy = { readonly role: string | null; readonly personId: string | null };

/** In what quality somebody asks for the handing over: at the step, for the host, or as the deputy. */
export type HandoverSide = { readonly holder: boolean; readonly office: boolean; readonly deputy: boolean };

/** Whether the actor is the deputy. */
export function isDeputy(deputy: Deputy | null, actor: VettingActor): boolean {
  if (deputy === null) return false;
  return deputy.personId !== null ? deputy.personId === actor.personId : deputy.role !== null && actor.roles.includes(deputy.role);
}

/** Whether a step is late: its last day has passed. */
export function isLate(due: Day | null, today: Day): boolean {
  return due !== null && today > due;
}

/**
 * Passes the present step to its deputy, on record (R-E5): who is at the step whenever they like, the host and the deputy once the step is late. From then on
 * the deputy alone signs or returns, until the report has been returned or the step is passed.
 */
export function handOver(standing: ReportStanding, deputy: Deputy | null, side: HandoverSide, late: boolean): Result<ReportStanding, Problem> {
  if (!isInVetting(standing.state)) return err({ code: 'report.illegal-transition', params: { from: standing.state, command: 'handover' } });
  if (!side.holder && !side.office && !side.deputy) return err({ code: 'permission.denied' });
  if (deputy === null) return err({ code: 'deputy.none' });
  if (standing.handed) return err({ code: 'deputy.handed' });
  if (deputy.personId === standing.authorPersonId) return err({ code: 'report.own-report' });
  if (!late && !side.holder) return err({ code: 'deputy.not-late' });
  return ok({ ...standing, handed: true });
}
