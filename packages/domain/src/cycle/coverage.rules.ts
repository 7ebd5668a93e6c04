import { monthsBetween, type Day } from '@shuping/kernel';

/** An appointment as coverage needs it; `to` null = still in post. */
export type PostHolding = { readonly appointmentId: string; readonly personId: string; readonly orgId: string; readonly sector: string; readonly post: string; readonly from: Day; readonly to: Day | null };

export type Unit = { readonly orgId: string; readonly sector: string };

export type ProposedAssessee = { readonly appointmentId: string; readonly personId: string; readonly orgId: string; readonly sector: string; readonly post: string };

/** Why a unit or holder is not among the assessees. */
export type Missing = { readonly orgId: string; readonly personId: string | null; readonly code: 'coverage.vacant' | 'coverage.short-tenure' | 'coverage.no-scheme'; readonly params: Readonly<Record<string, string | number>> };

export type CoverageRules = { readonly posts: readonly string[]; readonly minMonthsInPost: number };

/** Proposes who is assessed in a period (R-A2, R-C1): for each unit the holder of an assessed post on the last day; a short tenure or a vacancy is named, never dropped silently. `rulesOf` gives a sector's rules, or null where no scheme is in force. */
export function proposeAssessees(units: readonly Unit[], holdings: readonly PostHolding[], periodEnd: Day, rulesOf: (sector: string) => CoverageRules | null): { proposed: ProposedAssessee[]; missing: Missing[] } {
  const proposed: ProposedAssessee[] = [];
  const missing: Missing[] = [];
  for (const unit of units) {
    const rules = rulesOf(unit.sector);
    if (rules === null) {
      missing.push({ orgId: unit.orgId, personId: null, code: 'coverage.no-scheme', params: { sector: unit.sector } });
      continue;
    }
    const inPost = holdings
      .filter((h) => h.orgId === unit.orgId && rules.posts.includes(h.post) && h.from <= periodEnd && (h.to === null || h.to >= periodEnd))
      .sort((a, b) => rules.posts.indexOf(a.post) - rules.posts.indexOf(b.post) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.appointmentId < b.appointmentId ? -1 : 1));
    const holder = inPost[0];
    if (!holder) {
      missing.push({ orgId: unit.orgId, personId: null, code: 'coverage.vacant', params: {} });
      continue;
    }
    const months = monthsBetween(holder.from, periodEnd);
    if (months < rules.minMonthsInPost) {
      missing.push({ orgId: unit.orgId, personId: holder.personId, code: 'coverage.short-tenure', params: { months, needed: rules.minMonthsInPost, from: holder.from } });
      continue;
    }
    proposed.push({ appointmentId: holder.appointmentId, personId: holder.personId, orgId: unit.orgId, sector: unit.sector, post: holder.post });
  }
  return { proposed, missing };
}
