import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';

/** `sectors`: those in whose rounds the group votes, where a meeting hears several. */
export type GroupRule = { readonly id: string; readonly small: { readonly rule: 'merge'; readonly into: string } | { readonly rule: 'named' }; readonly minHeads: number; readonly sectors?: readonly string[] };

/** How each group votes: on its own, merged into another one, or named (记名) because too few people are entitled (R-F3). */
export type SettledGroup = { readonly id: string; readonly heads: number; readonly votes: 'own' | 'merged' | 'named'; readonly into: string | null };

/** Settles groups before check-in opens: those in `named` vote by name as the office says; a group with fewer than five entitled people is merged or declared named as the scheme says. A merge that still leaves fewer than five is refused. */
export function settleGroups(groups: readonly GroupRule[], heads: Readonly<Record<string, number>>, named: readonly string[] = []): Result<SettledGroup[], Problem> {
  const issues: Problem[] = [];
  const settled = groups.map((group): SettledGroup => {
    const count = heads[group.id] ?? 0;
    if (count < group.minHeads) issues.push({ code: 'electorate.too-few', at: group.id, params: { heads: count, needed: group.minHeads } });
    if (named.includes(group.id)) return { id: group.id, heads: count, votes: 'named', into: null };
    if (count >= K_ANONYMITY) return { id: group.id, heads: count, votes: 'own', into: null };
    return group.small.rule === 'named' ? { id: group.id, heads: count, votes: 'named', into: null } : { id: group.id, heads: count, votes: 'merged', into: group.small.into };
  });
  for (const group of settled) {
    if (group.votes !== 'merged') continue;
    const target = settled.find((other) => other.id === group.into);
    if (target && !inSameRounds(groups, group.id, target.id)) {
      issues.push({ code: 'electorate.merge-other-sectors', at: group.id, params: { into: target.id } });
      continue;
    }
    const total = settled.filter((other) => other.into === group.into || other.id === group.into).reduce((sum, other) => sum + other.heads, 0);
    if (target?.votes !== 'own' || total < K_ANONYMITY) issues.push({ code: 'electorate.merge-too-small', at: group.id, params: { heads: total, needed: K_ANONYMITY } });
  }
  return issues.length > 0 ? err({ code: 'electorate.unsettled', issues }) : ok(settled);
}

/** A slip does not say which group its holder belongs to: who votes with another class's slips votes in all its rounds. */
function inSameRounds(groups: readonly GroupRule[], one: string, other: string): boolean {
  const sectors = (id: string): string => [...(groups.find((group) => group.id === id)?.sectors ?? [])].sort().join(' ');
  return sectors(one) === sectors(other);
}

/**
 * Groups of a meeting that hears several sectors (R-C4): the same id is the same group of people, described as the first scheme that has it does; it votes in the rounds of every sector whose scheme has it, and in no others. It
 * needs the most heads that any of them asks, and votes by name when it is small and any of them says so.
 */
export function unitedGroups<G extends GroupRule>(schemes: readonly { readonly sector: string; readonly groups: readonly G[] }[]): (G & { readonly sectors: readonly string[] })[] {
  const ids = [...new Set(schemes.flatMap(({ groups }) => groups.map((group) => group.id)))];
  return ids.map((id) => {
    const own = schemes.flatMap(({ sector, groups }) => groups.filter((group) => group.id === id).map((group) => ({ sector, group })));
    const small = own.find(({ group }) => group.small.rule === 'named')?.group.small ?? own[0]!.group.small;
    return { ...own[0]!.group, small, minHeads: Math.max(...own.map(({ group }) => group.minHeads)), sectors: own.map(({ sector }) => sector) };
  });
}

/** Turnout step shown while voting: 0 under half, 1 over half, 2 nearly complete (≥ 90 %), 3 complete. Never an exact count (R-F6). */
export function turnoutStep(returned: number, issued: number): 0 | 1 | 2 | 3 {
  if (issued <= 0) return 0;
  if (returned >= issued) return 3;
  if (returned * 10 >= issued * 9) return 2;
  return returned * 2 >= issued ? 1 : 0;
}
