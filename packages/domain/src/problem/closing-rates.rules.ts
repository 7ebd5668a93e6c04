import { Fraction, type Day } from '@shuping/kernel';
import { lightOf, type ProblemState } from './problem.machine.ts';

export type LedgerItem = { readonly orgId: string; readonly orgName: string; readonly state: ProblemState; readonly deadline: Day | null; readonly reopened: number; readonly repeat: boolean };

/** Counts of items; `running` includes `soon`, not `overdue`. `rate` is closed of opened; a reopened item counts as closed only after a new verification. */
export type ClosingRate = {
  readonly opened: number; readonly closed: number; readonly carried: number; readonly running: number; readonly soon: number; readonly overdue: number;
  readonly reopened: number; readonly repeated: number; readonly rate: Fraction | null;
};
export type UnitRate = ClosingRate & { readonly orgId: string; readonly orgName: string };

/** Closing rates of all items together and by unit, units with the lowest rate first. (R-I6, R-I7) */
export function closingRates(items: readonly LedgerItem[], today: Day): { readonly total: ClosingRate; readonly units: readonly UnitRate[] } {
  const byUnit = new Map<string, LedgerItem[]>();
  for (const item of items) byUnit.set(item.orgId, [...(byUnit.get(item.orgId) ?? []), item]);
  const units = [...byUnit.entries()].map(([orgId, own]) => ({ orgId, orgName: own[0]!.orgName, ...rateOf(own, today) }));
  units.sort((a, b) => a.rate!.compare(b.rate!) || b.overdue - a.overdue || (a.orgId < b.orgId ? -1 : 1));
  return { total: rateOf(items, today), units };
}

function rateOf(items: readonly LedgerItem[], today: Day): ClosingRate {
  const lights = items.map((item) => lightOf(item.state, item.deadline, today));
  const count = (test: (item: LedgerItem, at: number) => boolean): number => items.filter(test).length;
  const closed = count((item) => item.state === 'closed');
  const soon = count((_, at) => lights[at] === 'soon');
  return {
    opened: items.length, closed, carried: count((item) => item.state === 'carried'), soon, running: soon + count((_, at) => lights[at] === 'running'), overdue: count((_, at) => lights[at] === 'overdue'),
    reopened: count((item) => item.reopened > 0), repeated: count((item) => item.repeat), rate: items.length === 0 ? null : new Fraction(BigInt(closed), BigInt(items.length)),
  };
}
