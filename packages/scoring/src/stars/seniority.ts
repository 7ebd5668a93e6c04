import { addDays, monthsBetween, type Day } from '@shuping/kernel';
import type { Seniority, Service } from '@shuping/scheme';

/** Full months of service that count, the breaks taken out, and the services that were forfeited. */
export type CountedService = { readonly months: number; readonly years: number; readonly out: readonly { readonly from: Day; readonly to: Day; readonly months: number }[]; readonly forfeited: readonly Service[] };

type Run = { from: Day; to: Day };

/** A break of at most `months` months, from the day after the end to the day before the new beginning. */
function tolerated(end: Day, next: Day, months: number): boolean {
  const first = addDays(end, 1);
  return first >= next || (months > 0 && monthsBetween(first, addDays(next, -1)) < months);
}

/** Service up to `until` (R43, K17): short breaks count as service, longer ones are taken out or begin it anew, and an end for a forfeiting reason loses all before it. Each unbroken part counts its full months. */
export function countService(rule: Seniority, services: readonly Service[], until: Day): CountedService {
  const ordered = [...services].filter((one) => one.from <= until).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let runs: Run[] = [];
  let before: Service[] = [];
  const out: { from: Day; to: Day; months: number }[] = [];
  const forfeited: Service[] = [];
  for (const service of ordered) {
    const to = service.to === null || service.to > until ? until : service.to;
    const last = runs.at(-1);
    if (last && tolerated(last.to, service.from, rule.gapMonths)) last.to = to > last.to ? to : last.to;
    else {
      if (last) out.push({ from: addDays(last.to, 1), to: addDays(service.from, -1), months: monthsBetween(addDays(last.to, 1), service.from) });
      if (rule.longer === 'restarts') runs = [];
      runs.push({ from: service.from, to });
    }
    before.push(service);
    if (service.to !== null && service.to <= until && service.ended !== undefined && rule.forfeits.includes(service.ended)) {
      forfeited.push(...before);
      before = [];
      runs = [];
    }
  }
  const months = runs.reduce((sum, run) => sum + monthsBetween(run.from, addDays(run.to, 1)), 0);
  return { months, years: Math.floor(months / 12), out, forfeited };
}
