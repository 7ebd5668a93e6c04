import { grams } from '@shuping/report-checks';

/** Share of common letter pairs from which statements of different units are offered as one common problem; lower than for a repeat in one unit, since people confirm it. */
export const COMMON_PROBLEM = 0.5;

type Statement = { readonly id: string; readonly orgId: string; readonly title: string };
/** `title` is the statement that most others are like; `members` begin with it, the others closest first. */
export type CommonGroup<T extends Statement> = { readonly title: string; readonly members: readonly T[]; readonly orgs: number };

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
type Like = ReadonlyMap<number, number>;

/** For each statement those it is like enough, with how much (0..1). Only pairs with a letter pair in common are compared. */
function neighbours(all: readonly ReadonlySet<string>[]): Like[] {
  const holders = new Map<string, number[]>();
  for (const [at, set] of all.entries()) for (const gram of set) (holders.get(gram) ?? holders.set(gram, []).get(gram)!).push(at);
  const shared = new Uint32Array(all.length);
  return all.map((set, at) => {
    const touched: number[] = [];
    for (const gram of set) {
      for (const other of holders.get(gram)!) {
        if (shared[other]! === 0) touched.push(other);
        shared[other] = shared[other]! + 1;
      }
    }
    const near = new Map<number, number>();
    for (const other of touched) {
      const like = (2 * shared[other]!) / (set.size + all[other]!.size);
      if (other !== at && like >= COMMON_PROBLEM) near.set(other, like);
      shared[other] = 0;
    }
    return near;
  });
}

/**
 * 共性问题 (R-I3): statements of different units that say the same, grouped around the one that most others are like. Every statement is in one group at most, every member is like the first,
 * and a group reaches at least `least` units. The same statements give the same groups, in whatever order they come; groups that reach the most units are first.
 */
export function commonProblems<T extends Statement>(items: readonly T[], least = 2): CommonGroup<T>[] {
  const sorted = [...items].sort((a, b) => text(a.title, b.title) || text(a.id, b.id));
  const near = neighbours(sorted.map((item) => grams(item.title, 2)));
  const left = new Set(sorted.keys());
  const reach = (at: number): { readonly at: number; readonly others: number[]; readonly orgs: number } => {
    const others = [...near[at]!.keys()].filter((other) => left.has(other));
    return { at, others, orgs: new Set([at, ...others].map((one) => sorted[one]!.orgId)).size };
  };
  const leaders = [...left].map(reach).filter(({ orgs }) => orgs >= least).sort((a, b) => b.orgs - a.orgs || b.others.length - a.others.length || a.at - b.at);
  const groups: CommonGroup<T>[] = [];
  for (const { at } of leaders) {
    const { others, orgs } = reach(at);
    if (!left.has(at) || orgs < least) continue;
    const members = [at, ...others.sort((a, b) => near[at]!.get(b)! - near[at]!.get(a)! || a - b)];
    for (const one of members) left.delete(one);
    groups.push({ title: sorted[at]!.title, members: members.map((one) => sorted[one]!), orgs });
  }
  groups.sort((a, b) => b.orgs - a.orgs || b.members.length - a.members.length || text(a.title, b.title));
  return groups;
}
