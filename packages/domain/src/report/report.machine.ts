import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Finding } from '@shuping/report-checks';
import { commandsOf, step, type Machine } from '../machine/machine.ts';

export type ReportState = 'draft' | 'vetting' | 'returned' | 'accepted';
export type ReportCommand = 'save' | 'submit' | 'return' | 'sign' | 'accept' | 'withdraw';

/** States of a report (R-E1, R-E3). `sign` passes one step of the chain, `accept` the last. */
export const REPORT_MACHINE: Machine<ReportState, ReportCommand> = {
  draft: { save: 'draft', submit: 'vetting' },
  vetting: { return: 'returned', sign: 'vetting', accept: 'accepted', withdraw: 'draft' },
  returned: { save: 'returned', submit: 'vetting' },
  accepted: {},
};

/** Where a report stands: `stepIndex` is the vetting step whose turn it is, `round` counts submissions. */
export type ReportStanding = { readonly state: ReportState; readonly stepIndex: number; readonly round: number; readonly authorPersonId: string; /** the present step is with its deputy (R-E5) */ readonly handed?: boolean };

export type VettingActor = { readonly personId: string | null; readonly roles: readonly string[]; /** stands in for the present step */ readonly deputy?: boolean };

function illegal(standing: ReportStanding, command: ReportCommand): Problem {
  return { code: 'report.illegal-transition', params: { from: standing.state, command } };
}

/** The author hands the report in: blocked while a blocking finding stands. A resubmission goes back to the first step; steps that signed an unchanged text pass it on at once (see vetting.rules). */
export function submitReport(standing: ReportStanding, findings: readonly Finding<string>[]): Result<ReportStanding, Problem> {
  const next = step(REPORT_MACHINE, standing.state, 'submit');
  if (next === null) return err(illegal(standing, 'submit'));
  const blocking = findings.filter((f) => f.level === 'block');
  if (blocking.length > 0) {
    return err({ code: 'report.blocked', issues: blocking.map((f) => ({ code: f.code, params: f.params, ...(f.sectionId === undefined ? {} : { at: `sections/${f.sectionId}` }) })) });
  }
  return ok({ ...standing, state: next, stepIndex: 0, round: standing.round + 1 });
}

/** Passes the current step; the last step accepts. The author never vets the own report. */
export function signReport(standing: ReportStanding, chain: readonly { readonly role: string }[], actor: VettingActor): Result<ReportStanding, Problem> {
  const denied = vettingDenied(standing, chain, actor);
  if (denied) return err(denied);
  const last = standing.stepIndex === chain.length - 1;
  const next = step(REPORT_MACHINE, standing.state, last ? 'accept' : 'sign');
  if (next === null) return err(illegal(standing, last ? 'accept' : 'sign'));
  return ok({ ...standing, state: next, stepIndex: last ? standing.stepIndex : standing.stepIndex + 1, ...taken(standing) });
}

/** Sends the report back to its author; a reason is required. */
export function returnReport(standing: ReportStanding, chain: readonly { readonly role: string }[], actor: VettingActor, reason: string): Result<ReportStanding, Problem> {
  const denied = vettingDenied(standing, chain, actor);
  if (denied) return err(denied);
  const next = step(REPORT_MACHINE, standing.state, 'return');
  if (next === null) return err(illegal(standing, 'return'));
  if (reason.trim().length === 0) return err({ code: 'reason.required', at: 'reason' });
  return ok({ ...standing, state: next, stepIndex: 0, ...taken(standing) });
}

/** The author takes the report back to write on. */
export function withdrawReport(standing: ReportStanding, personId: string | null): Result<ReportStanding, Problem> {
  if (personId === null || personId !== standing.authorPersonId) return err({ code: 'permission.denied' });
  const next = step(REPORT_MACHINE, standing.state, 'withdraw');
  return next === null ? err(illegal(standing, 'withdraw')) : ok({ ...standing, state: next, stepIndex: 0, ...taken(standing) });
}

/** A step that is over is no longer with its deputy. */
function taken(standing: ReportStanding): { handed?: boolean } {
  return standing.handed ? { handed: false } : {};
}

/** True while the author may write. */
export function isWritable(state: ReportState): boolean {
  return step(REPORT_MACHINE, state, 'save') !== null;
}

function vettingDenied(standing: ReportStanding, chain: readonly { readonly role: string }[], actor: VettingActor): Problem | null {
  if (step(REPORT_MACHINE, standing.state, 'sign') === null) return illegal(standing, 'sign');
  const current = chain[standing.stepIndex];
  if (!current) return { code: 'report.no-step', params: { step: standing.stepIndex } };
  if (actor.personId !== null && actor.personId === standing.authorPersonId) return { code: 'report.own-report' };
  if (standing.handed) return actor.deputy ? null : { code: 'report.with-deputy', params: { role: current.role } };
  if (!actor.roles.includes(current.role)) return { code: 'report.not-your-step', params: { role: current.role } };
  return null;
}

/** True while a step of the chain has the report. */
export function isInVetting(state: ReportState): boolean {
  return step(REPORT_MACHINE, state, 'sign') !== null;
}

/** True when the text is frozen for good. */
export function isFrozen(state: ReportState): boolean {
  return commandsOf(REPORT_MACHINE, state).length === 0;
}
