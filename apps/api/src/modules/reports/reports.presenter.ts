import type { ReportOut, ReportRow, StepOut } from '@shuping/contracts';
import { isFrozen, isInVetting, isWritable } from '@shuping/domain';
import { addDays, dayOf } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { ReportRecord, VettingActRecord } from './report.entity.ts';

type Facts = { readonly who: AppPrincipal; readonly mine: boolean; readonly roles: readonly string[]; readonly chain: Scheme['vetting']; readonly closed: string | null };
type May = Record<string, true | { reason: string }>;

/** Acts on a report: the author's to the author, the chain's to those who hold one of its roles. `closed` is the code of a stage that shuts everything. */
export function mayOfReport(row: ReportRecord, { who, mine, roles, chain, closed }: Facts): May {
  const act = (denied: string | null, stateReason: string | null): true | { reason: string } => {
    const reason = denied ?? closed ?? stateReason;
    return reason === null ? true : { reason };
  };
  if (mine) {
    const writing = isWritable(row.state) ? null : 'report.illegal-transition';
    return {
      edit: act(whyNot(who.ability, 'update', 'Report', row), writing),
      import: act(whyNot(who.ability, 'import', 'Report', row), writing),
      submit: act(whyNot(who.ability, 'submit', 'Report', row), writing),
      withdraw: act(whyNot(who.ability, 'submit', 'Report', row), isInVetting(row.state) ? null : 'report.illegal-transition'),
    };
  }
  const may: May = {};
  if (chain.some((step) => roles.includes(step.role))) {
    const step = chain[row.stepIndex];
    const denied = step ? whyNot(who.ability, 'sign', 'VettingStep', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, stepRole: step.role }) : null;
    const state = !isInVetting(row.state) ? 'report.illegal-transition' : step && roles.includes(step.role) ? null : 'report.not-your-step';
    may['sign'] = act(state ?? denied, null);
    may['return'] = act(state ?? denied, null);
  }
  if (whyNot(who.ability, 'create', 'ReportComment', row) === null) may['comment'] = act(null, isInVetting(row.state) ? null : 'report.illegal-transition');
  return may;
}

export function dueOf(row: ReportRecord, days: number): string | null {
  return row.stepSince ? addDays(dayOf(row.stepSince), days) : null;
}

export function stepsOf(row: ReportRecord, facts: Pick<Facts, 'roles' | 'chain'>, acts: readonly VettingActRecord[]): StepOut[] {
  return facts.chain.map((step, index) => {
    const state = isFrozen(row.state) || (isInVetting(row.state) && index < row.stepIndex) ? 'done' : isInVetting(row.state) && index === row.stepIndex ? 'now' : 'ahead';
    const last = acts.filter((act) => act.stepIndex === index).at(-1);
    return {
      id: step.id, title: step.title, role: step.role, days: step.days, state, due: state === 'now' ? dueOf(row, step.days) : null, mine: facts.roles.includes(step.role),
      last: last ? { act: last.act, round: last.round, version: last.versionNumber, by: last.actorName, at: last.at.toISOString(), note: last.note } : null,
    };
  });
}

/** What row and page have in common. How often a report was sent back is for its author and its chain, not for the circle it is published to. */
export function headOf(row: ReportRecord, may: May, insider: boolean): Omit<ReportRow, 'step'> {
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, personName: row.personName, orgName: row.orgName, sector: row.sector, state: row.state, stepIndex: row.stepIndex, round: insider ? row.round : 0,
    words: row.words, currentVersion: row.currentVersion, submittedAt: row.submittedAt?.toISOString() ?? null, publishedUntil: row.publishedUntil ?? null, version: row.version, may,
  };
}

export function rowOf(row: ReportRecord, facts: Facts): ReportRow {
  const step = isInVetting(row.state) ? facts.chain[row.stepIndex] : undefined;
  return { ...headOf(row, mayOfReport(row, facts), can(facts.who.ability, 'read', 'ReportComment', row)), step: step ? { title: step.title, role: step.role, due: dueOf(row, step.days), mine: facts.roles.includes(step.role) && !facts.mine } : null };
}

/** Version on which the account last acted at a step of this report; else the version on which its present step last acted. */
export function lastActedVersion(row: ReportRecord, accountId: string, acts: readonly VettingActRecord[], roles: readonly string[], chain: Scheme['vetting']): number | null {
  const read = acts.filter((act) => act.act !== 'pass');
  const own = read.filter((act) => act.actorId === accountId).at(-1);
  if (own) return own.versionNumber;
  const step = chain[row.stepIndex];
  if (!step || !roles.includes(step.role)) return null;
  return read.filter((act) => act.stepIndex === row.stepIndex).at(-1)?.versionNumber ?? null;
}

export type { ReportOut };
