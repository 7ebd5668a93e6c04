import { Fraction, type ExactJson } from '@shuping/kernel';
import { quotaHeads, type Mark, type MarkRule, type Scheme } from '@shuping/scheme';
import { holds } from '../condition.ts';
import type { MemberGrading, PoolGrading, PoolMember } from './types.ts';

/** Who has a mark (R44, S18, S47) by which of its ways; `tied` are equals at the last place, in or out as declared. */
export type MarkLine = { readonly mark: string; readonly ids: readonly string[]; readonly by: Readonly<Record<string, readonly string[]>>; readonly tied: readonly string[] };

/** Members by place, equals together; `bottom` begins with the last. */
function classesOf(grading: PoolGrading, end: 'top' | 'bottom'): MemberGrading[][] {
  const classes = new Map<number, MemberGrading[]>();
  for (const member of grading.members) if (member.rank !== null) classes.set(member.rank, [...(classes.get(member.rank) ?? []), member]);
  const ranks = [...classes.keys()].sort((a, b) => (end === 'top' ? a - b : b - a));
  return ranks.map((rank) => classes.get(rank)!);
}

function placed(rule: Exclude<MarkRule, { kind: 'when' }>, grading: PoolGrading): { ids: string[]; tied: string[] } {
  const heads = rule.kind === 'rank' ? rule.heads : quotaHeads(rule, grading.graded);
  const ids: string[] = [];
  for (const equals of classesOf(grading, rule.end)) {
    if (ids.length >= heads) break;
    const own = equals.map((member) => member.id);
    const straddles = ids.length + own.length > heads;
    if (!straddles || rule.ties === 'all_in') ids.push(...own);
    if (straddles) return { ids, tied: own };
  }
  return { ids, tied: [] };
}

function raw(scheme: Scheme, mark: Mark, members: readonly PoolMember[], grading: PoolGrading): MarkLine {
  const gradeOf = new Map(grading.members.map((member) => [member.id, member.grade]));
  const asked = (member: PoolMember, condition: Parameters<typeof holds>[0]): boolean =>
    holds(condition, { scheme, inputs: member.inputs, nodes: member.result.nodes, grade: gradeOf.get(member.id) ?? null }) === true;
  const ways = mark.any.map((rule) => {
    if (rule.kind !== 'when') return { id: rule.id, ...placed(rule, grading) };
    return { id: rule.id, ids: members.filter((member) => asked(member, rule.condition)).map((member) => member.id), tied: [] };
  });
  const fit = new Set(members.filter((member) => mark.requires === undefined || asked(member, mark.requires)).map((member) => member.id));
  const by = Object.fromEntries(ways.map((way) => [way.id, way.ids.filter((id) => fit.has(id))]));
  const all = new Set(Object.values(by).flat());
  return { mark: mark.id, ids: members.map((member) => member.id).filter((id) => all.has(id)), by, tied: [...new Set(ways.flatMap((way) => way.tied))].sort() };
}

/** Marks of one pool in one period, from its scores and events there. A mark that excludes another is not given to who has that one. Order of the members and their ids decide nothing. */
export function markPool(scheme: Scheme, members: readonly PoolMember[], grading: PoolGrading, period: Mark['period'] = 'cycle'): MarkLine[] {
  const marks = (scheme.grading.marks ?? []).filter((mark) => mark.period === period);
  const lines = new Map(marks.map((mark) => [mark.id, raw(scheme, mark, members, grading)]));
  return marks.map((mark) => {
    const line = lines.get(mark.id)!;
    const barred = new Set((mark.not ?? []).flatMap((id) => lines.get(id)?.ids ?? []));
    return { ...line, ids: line.ids.filter((id) => !barred.has(id)) };
  });
}

/** How often a mark was given over several periods: as persons and as person-times, each with its share of the base (K2: state which). */
export function markShares(given: readonly { readonly period: string; readonly person: string }[], base: number): { readonly persons: number; readonly personTimes: number; readonly shareOfPersons: ExactJson | null; readonly shareOfTimes: ExactJson | null } {
  const persons = new Set(given.map((one) => one.person)).size;
  const share = (heads: number): ExactJson | null => (base > 0 ? new Fraction(BigInt(heads) * 100n, BigInt(base)).toExactJson(2) : null);
  return { persons, personTimes: given.length, shareOfPersons: share(persons), shareOfTimes: share(given.length) };
}
