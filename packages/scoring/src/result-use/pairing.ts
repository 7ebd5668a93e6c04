import type { Scheme } from '@shuping/scheme';

export type Paired = { readonly rule: string; readonly helper: string; readonly helped: string };
type Ranked = { readonly id: string; readonly grade: string | null; readonly rank: number | null };

/** Who helps whom (R60; S60: 7 help 4): helpers best first, helped ones in their places, one after another until every helper has one and every helped one is reached, none with more than `each`. Equals keep the order in which they are given. */
export function pairings(scheme: Scheme, members: readonly Ranked[]): Paired[] {
  const standing = members.map((member, at) => ({ member, at })).sort((a, b) => (a.member.rank ?? Infinity) - (b.member.rank ?? Infinity) || a.at - b.at).map(({ member }) => member);
  return scheme.results.flatMap((rule): Paired[] => {
    const { effect } = rule;
    if (effect?.kind !== 'pair') return [];
    const helpers = standing.filter((member) => member.grade !== null && rule.grades.includes(member.grade));
    const helped = standing.filter((member) => member.grade !== null && effect.with.includes(member.grade) && !helpers.includes(member));
    if (helpers.length === 0 || helped.length === 0) return [];
    const count = Math.min(Math.max(helpers.length, helped.length), helpers.length * effect.each);
    return Array.from({ length: count }, (_, at) => ({ rule: rule.id, helper: helpers[at % helpers.length]!.id, helped: helped[at % helped.length]!.id }));
  });
}
