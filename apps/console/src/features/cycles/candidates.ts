import type { AssesseeChangesIn, AssesseeRow, CycleOverview, ProposalOut } from '@shuping/contracts';

/** A unit's holder on the confirmation page, taken in or left out with a reason. */
export type Candidate = {
  readonly key: string; readonly orgId: string; readonly orgName: string; readonly sector: string; readonly personId: string | null; readonly personName: string | null; readonly appointmentId: string | null;
  /** why the rules leave it out; '' where they take it in */
  readonly rule: string; readonly params: Readonly<Record<string, string | number>>;
  readonly included: boolean; readonly reasonCode: string; readonly reason: string;
};

type Missing = NonNullable<CycleOverview['coverage']>['missing'];
const keyOf = (orgId: string, personId: string | null): string => `${orgId} ${personId ?? ''}`;

/** Rows of the page: what is confirmed, else what the rules propose. */
export function candidatesOf(proposal: ProposalOut, confirmed: readonly AssesseeRow[], missing: Missing): Candidate[] {
  const rows = new Map<string, Candidate>();
  const settled = new Set([...confirmed.map((row) => row.orgId), ...missing.filter((one) => one.explained).map((one) => one.orgId)]);
  for (const one of proposal.proposed) rows.set(keyOf(one.orgId, one.personId), { key: keyOf(one.orgId, one.personId), ...one, rule: '', params: {}, included: !settled.has(one.orgId), reasonCode: '', reason: '' });
  for (const one of proposal.missing) rows.set(keyOf(one.orgId, one.personId), { key: keyOf(one.orgId, one.personId), ...one, appointmentId: null, rule: one.code, included: false, reasonCode: one.code, reason: '' });
  for (const one of confirmed) {
    const key = keyOf(one.orgId, one.personId);
    const known = rows.get(key);
    rows.set(key, { key, orgId: one.orgId, orgName: one.orgName, sector: one.sector, personId: one.personId, personName: one.personName, rule: '', params: {}, ...known, appointmentId: known?.appointmentId ?? one.appointmentId, included: true, reasonCode: '', reason: '' });
  }
  for (const one of missing.filter((entry) => entry.explained)) {
    const key = keyOf(one.orgId, one.personId);
    const known = rows.get(key);
    rows.set(key, { key, orgId: one.orgId, orgName: one.orgName, sector: one.sector, personId: one.personId, personName: one.personName, appointmentId: null, rule: '', params: {}, ...known, included: false, reasonCode: one.reasonCode, reason: one.reason });
  }
  return [...rows.values()];
}

/** True when the row is taken in, or left out for a reason that the server will take. */
export function isSettled(row: Candidate): boolean {
  return row.included || (row.reasonCode !== '' && (row.reasonCode === row.rule || row.reason.trim() !== ''));
}

const standing = (row: Candidate | undefined): string => (row === undefined ? '' : row.included ? `in ${row.appointmentId}` : isSettled(row) ? `out ${row.reasonCode} ${row.reason.trim()}` : '');

/** What is sent: the rows that stand otherwise than the server holds them (`held`: key → the row as it was confirmed). A row without a valid reason takes its decision back. */
export function changesOf(rows: readonly Candidate[], held: ReadonlyMap<string, Candidate>): AssesseeChangesIn {
  const changed = rows.filter((row) => standing(row) !== standing(held.get(row.key)));
  return {
    include: changed.filter((row) => row.included && row.personId !== null && row.appointmentId !== null).map((row) => ({ orgId: row.orgId, personId: row.personId!, appointmentId: row.appointmentId! })),
    exclude: changed.filter((row) => !row.included && isSettled(row)).map((row) => ({ orgId: row.orgId, personId: row.personId, reasonCode: row.reasonCode as AssesseeChangesIn['exclude'][number]['reasonCode'], reason: row.reason.trim() })),
    remove: changed.filter((row) => !row.included && !isSettled(row)).map((row) => ({ orgId: row.orgId, personId: row.personId })),
  };
}

/** Rows that the server holds, by key: who was taken in, and who was left out with a reason. */
export function heldOf(start: readonly Candidate[], confirmed: readonly AssesseeRow[], missing: Missing): Map<string, Candidate> {
  const keys = new Set([...confirmed, ...missing.filter((one) => one.explained)].map((one) => keyOf(one.orgId, one.personId)));
  return new Map(start.filter((row) => keys.has(row.key)).map((row) => [row.key, row]));
}
