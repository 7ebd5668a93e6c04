import type { CommitmentOut, ProblemRow } from '@shuping/contracts';
import { isOpen, lightOf, PROBLEM_MACHINE, type ProblemCommand } from '@shuping/domain';
import { daysBetween, type Day } from '@shuping/kernel';
import { mayOf, type Action } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { CommitmentRecord, ProblemRecord } from './problem.entity.ts';

/** Permission that each command on an item asks for. */
export const ACTION_OF: Readonly<Record<Exclude<ProblemCommand, 'carry'>, Action>> = { plan: 'update', progress: 'update', submit: 'submit', verify: 'verify', send_back: 'return', reopen: 'reopen' };

/** Row of the ledger as the console sees it, with what the asker may do. */
export function toRow(row: ProblemRecord, who: AppPrincipal, today: Day): ProblemRow {
  const deadline = row.deadline ?? null;
  const left = deadline !== null && isOpen(row.state) ? daysBetween(today, deadline) : null;
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, orgId: row.orgId, orgName: row.orgName, personId: row.personId, personName: row.personName, number: row.number,
    source: row.source, title: row.title, state: row.state, level: row.level ?? null, deadline, light: lightOf(row.state, deadline, today), lateDays: left !== null && left < 0 ? -left : 0,
    daysLeft: left !== null && left >= 0 ? left : null, proofs: row.proofs, repeatOf: row.repeatOf ?? null, reopened: row.reopened, spot: row.spot ?? null, commonId: row.commonId ?? null, version: row.version, may: mayOnProblem(row, who),
  };
}

function mayOnProblem(row: ProblemRecord, who: AppPrincipal) {
  const closed: Record<string, string | null> = {};
  for (const command of Object.keys(ACTION_OF) as (keyof typeof ACTION_OF)[]) closed[command] = PROBLEM_MACHINE[row.state][command] === undefined ? 'problem.illegal-transition' : null;
  closed['submit'] ??= row.proofs > 0 ? null : 'problem.proof-required';
  closed['send_back'] = row.personId === who.personId ? 'permission.own-problem' : (closed['send_back'] ?? null);
  closed['unlink'] = row.repeatOf ? null : 'problem.no-repeat';
  closed['check'] = row.spot === 'drawn' ? null : 'problem.not-drawn';
  return mayOf(who.ability, 'Problem', row, { ...ACTION_OF, check: 'verify', unlink: 'verify' }, closed);
}

export function toCommitment(row: CommitmentRecord, who: AppPrincipal): CommitmentOut {
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, orgName: row.orgName, personName: row.personName, number: row.number, kind: row.kind, text: row.text, state: row.state, note: row.note,
    version: row.version, may: mayOf(who.ability, 'Commitment', row, { judge: 'verify', sort: 'update' }),
  };
}
