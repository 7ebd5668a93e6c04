import { Fraction, type ExactJson } from '@shuping/kernel';
import { K_ANONYMITY, type Scheme } from '@shuping/scheme';
import { effectiveTally } from './merged.ts';
import type { PoolMember } from './grading/types.ts';
import { prepare } from './prepared.ts';

/** How one evaluator group marked compared with the others, on a scale of 0 to 100 of the best possible. `diff` > 0 = more lenient. */
export type GroupLeniency = {
  readonly group: string;
  readonly node: string;
  readonly assessees: number;
  readonly mean: ExactJson;
  readonly others: ExactJson | null;
  readonly diff: ExactJson | null;
};

type Seen = { readonly group: string; readonly node: string; readonly share: Fraction };

/** Best points that a tally node can give; null where its scale is unknown. */
function bestPoints(scheme: Scheme, ballot: string, items: readonly { id: string; weight: number }[]): Fraction | null {
  let total = Fraction.zero;
  for (const item of items) {
    const points = [...(prepare(scheme).points.get(`${ballot}/${item.id}`)?.values() ?? [])];
    if (points.length === 0) return null;
    total = total.add(points.reduce((a, b) => a.max(b)).mul(Fraction.of(item.weight)).div(new Fraction(100n)));
  }
  return total.isZero() ? null : total;
}

/** Figures of one assessee's groups that may be shown: K_ANONYMITY or more valid ballots. */
function seenGroups(scheme: Scheme, member: PoolMember): Seen[] {
  return scheme.score.nodes.flatMap((node): Seen[] => {
    if (node.kind !== 'tally') return [];
    const value = member.result.nodes[node.id]?.value;
    const tally = effectiveTally(member.inputs, node.group);
    const best = bestPoints(scheme, node.ballot, node.items);
    if (!value || !tally || tally.valid < K_ANONYMITY || !best) return [];
    return [{ group: node.group, node: node.id, share: value.div(best).mul(new Fraction(100n)) }];
  });
}

function mean(figures: readonly Fraction[]): Fraction {
  return Fraction.sum(figures).div(new Fraction(BigInt(figures.length)));
}

/** Lenient and harsh groups of a pool (R-G4), the furthest off first. A group counts for an assessee only with K_ANONYMITY valid ballots or more; smaller ones enter no figure here, so that none can be worked out. */
export function groupLeniency(scheme: Scheme, members: readonly PoolMember[]): GroupLeniency[] {
  const rows = members.map((member) => seenGroups(scheme, member));
  const digits = scheme.score.digits;
  const out = scheme.score.nodes.flatMap((node): { line: GroupLeniency; size: Fraction }[] => {
    if (node.kind !== 'tally') return [];
    const own: Fraction[] = [];
    const pairs: { mine: Fraction; rest: Fraction }[] = [];
    for (const row of rows) {
      const mine = row.find((seen) => seen.node === node.id);
      if (!mine) continue;
      own.push(mine.share);
      const rest = row.filter((seen) => seen.group !== node.group).map((seen) => seen.share);
      if (rest.length > 0) pairs.push({ mine: mine.share, rest: mean(rest) });
    }
    if (own.length === 0) return [];
    const others = pairs.length > 0 ? mean(pairs.map((pair) => pair.rest)) : null;
    const diff = others ? mean(pairs.map((pair) => pair.mine)).sub(others) : null;
    const line: GroupLeniency = {
      group: node.group, node: node.id, assessees: own.length,
      mean: mean(own).toExactJson(digits), others: others?.toExactJson(digits) ?? null, diff: diff?.toExactJson(digits) ?? null,
    };
    return [{ line, size: diff ? diff.max(diff.neg()) : Fraction.zero }];
  });
  return out.sort((a, b) => b.size.compare(a.size)).map(({ line }) => line);
}

/** Ballots of a group that look alike over several assessees (R-G4): `unanimous` = every mark the same option, `identical` = the same counts on every item as for others. `assessees` is how many, `of` how many the group marked. */
export type BallotRun = { readonly group: string; readonly node: string; readonly kind: 'unanimous' | 'identical'; readonly assessees: number; readonly of: number };

/** From how many assessees on alike counts are worth a look. */
const ALIKE = 3;

function countsOf(member: PoolMember, group: string, items: readonly { readonly id: string }[]): { readonly text: string; readonly single: boolean } | null {
  const tally = effectiveTally(member.inputs, group);
  if (!tally || tally.valid < K_ANONYMITY) return null;
  const marks = items.map(({ id }) => Object.entries(tally.items[id]?.options ?? {}).filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { text: JSON.stringify([marks, items.map(({ id }) => tally.items[id]?.blank ?? 0)]), single: marks.every((options) => options.length === 1) };
}

/** Identical ballot runs of a pool, the longest first, from sealed counts alone: no ballot is looked at. Groups under K_ANONYMITY are left out. */
export function ballotRuns(scheme: Scheme, members: readonly PoolMember[]): BallotRun[] {
  const out = scheme.score.nodes.flatMap((node): BallotRun[] => {
    if (node.kind !== 'tally') return [];
    const seen = members.flatMap((member) => countsOf(member, node.group, node.items) ?? []);
    const same = new Map<string, number>();
    for (const one of seen) if (!one.single) same.set(one.text, (same.get(one.text) ?? 0) + 1);
    const unanimous = seen.filter((one) => one.single).length;
    const identical = Math.max(0, ...same.values());
    const run = (kind: BallotRun['kind'], assessees: number): BallotRun[] => (assessees < ALIKE ? [] : [{ group: node.group, node: node.id, kind, assessees, of: seen.length }]);
    return [...run('unanimous', unanimous), ...run('identical', identical)];
  });
  return out.sort((a, b) => b.assessees - a.assessees);
}
