import type { ReportOut, ReportRow, StepOut } from '@shuping/contracts';
import { handOver, isFrozen, isInVetting, isLate, isWritable, type HandoverSide } from '@shuping/domain';
import { addDays, dayOf, type Day } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { isHanded, standingOf, stepDenied, type DeputyView } from './report-access.ts';
import type { ReportRecord, VettingActRecord } from './report.entity.ts';

type Facts = { readonly who: AppPrincipal; readonly mine: boolean; readonly roles: readonly string[]; readonly chain: Scheme['vetting']; readonly closed: string | null; readonly deputy: DeputyView | null; readonly standsIn: boolean; readonly side: HandoverSide; readonly today: Day; /** proposals that stand unanswered, where they were looked at */ readonly openProposals?: number };
type May = Record<string, true | { reason: string }>;

/** Acts on a report: the author's to the author, the chain's to those who hold one of its roles. `closed` is the code of a stage that shuts everything. */
export function mayOfReport(row: ReportRecord, facts: Facts): May {
  const { who, mine, closed, openProposals = 0 } = facts;
  const act = (denied: string | null, stateReason: string | null): true | { reason: string } => {
    const reason = denied ?? closed ?? stateReason;
    return reason === null ? true : { reason };
  };
  if (mine) {
    const writing = isWritable(row.state) ? null : 'report.illegal-transition';
    return {
      edit: act(whyNot(who.ability, 'update', 'Report', row), writing),
      import: act(whyNot(who.ability, 'import', 'Report', row), writing),
      submit: act(whyNot(who.ability, 'submit', 'Report', row), writing ?? (openProposals > 0 ? 'report.proposals-open' : null)),
      withdraw: act(whyNot(who.ability, 'submit', 'Report', row), isInVetting(row.state) ? null : 'report.illegal-transition'),
    };
  }
  const may: May = {};
  Object.assign(may, mayAtStep(row, facts));
  if (whyNot(who.ability, 'create', 'ReportComment', row) === null) may['comment'] = act(null, isInVetting(row.state) ? null : 'report.illegal-transition');
  return may;
}

/** Acts of the chain on a report: for those who hold one of its roles or stand in, and who may pass a late step on. */
function mayAtStep(row: ReportRecord, facts: Facts): May {
  const { who, roles, chain, deputy, standsIn, side, today, openProposals = 0 } = facts;
  const may: May = {};
  const act = (reason: string | null): true | { reason: string } => (reason === null ? true : { reason });
  if (standsIn || chain.some((step) => roles.includes(step.role))) {
    const denied = stepDenied(who, { row, roles, standsIn, chain })?.code ?? facts.closed;
    may['sign'] = act(denied ?? (openProposals > 0 ? 'report.proposals-open' : null));
    may['return'] = act(denied);
    may['propose'] = act(denied);
  }
  const step = chain[row.stepIndex];
  if (step && deputy && !isHanded(row) && isInVetting(row.state)) {
    const passed = handOver(standingOf(row), deputy, side, isLate(dueOf(row, step.days), today));
    if (passed.ok) may['handover'] = act(facts.closed);
  }
  return may;
}

export function dueOf(row: ReportRecord, days: number): string | null {
  return row.stepSince ? addDays(dayOf(row.stepSince), days) : null;
}

export function stepsOf(row: ReportRecord, facts: Pick<Facts, 'roles' | 'chain' | 'deputy' | 'mine'>, acts: readonly VettingActRecord[]): StepOut[] {
  return facts.chain.map((step, index) => {
    const state = isFrozen(row.state) || (isInVetting(row.state) && index < row.stepIndex) ? 'done' : isInVetting(row.state) && index === row.stepIndex ? 'now' : 'ahead';
    const last = acts.filter((act) => act.stepIndex === index && act.act !== 'handover').at(-1);
    const deputy = state === 'now' && !facts.mine ? facts.deputy : null;
    return {
      id: step.id, title: step.title, role: step.role, days: step.days, state, due: state === 'now' ? dueOf(row, step.days) : null, mine: facts.roles.includes(step.role),
      deputy: deputy ? { name: deputy.personName, role: deputy.role, since: row.handedAt ? dayOf(row.handedAt) : null } : null,
      last: last && last.act !== 'handover' ? { act: last.act, round: last.round, version: last.versionNumber, by: last.actorName, at: last.at.toISOString(), note: last.note } : null,
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
  return { ...headOf(row, mayOfReport(row, facts), can(facts.who.ability, 'read', 'ReportComment', row)), step: step ? { title: step.title, role: step.role, due: dueOf(row, step.days), mine: (isHanded(row) ? facts.standsIn : facts.roles.includes(step.role)) && !facts.mine, handed: isHanded(row) } : null };
}

/** Version on which the account last acted at a step of this report; else the version on which its present step last acted. */
export function lastActedVersion(row: ReportRecord, accountId: string, acts: readonly VettingActRecord[], roles: readonly string[], chain: Scheme['vetting']): number | null {
  const read = acts.filter((act) => act.act !== 'pass' && act.act !== 'handover');
  const own = read.filter((act) => act.actorId === accountId).at(-1);
  if (own) return own.versionNumber;
  const step = chain[row.stepIndex];
  if (!step || !roles.includes(step.role)) return null;
  return read.filter((act) => act.stepIndex === row.stepIndex).at(-1)?.versionNumber ?? null;
}

export type { ReportOut };
