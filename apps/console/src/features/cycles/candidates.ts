import type { AssesseeRow, AssesseesIn, CycleOverview, ProposalOut } from '@shuping/contracts';

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

/** What is sent: everybody who is taken in, and everybody left out with a reason. */
export function confirmationOf(rows: readonly Candidate[]): AssesseesIn {
  return {
    include: rows.filter((row) => row.included && row.personId !== null && row.appointmentId !== null).map((row) => ({ orgId: row.orgId, personId: row.personId!, appointmentId: row.appointmentId! })),
    exclude: rows.filter((row) => !row.included && isSettled(row)).map((row) => ({ orgId: row.orgId, personId: row.personId, reasonCode: row.reasonCode as AssesseesIn['exclude'][number]['reasonCode'], reason: row.reason.trim() })),
  };
}
