import type { BoardMember, BoardPool, BoardQuota } from '@shuping/contracts';
import { Fraction, type ExactJson } from '@shuping/kernel';
import { groupLeniency, type MemberGrading, type PoolMember } from '@shuping/scoring';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { componentsOf, gradeInForce, shown, type Entry, type Pool } from './pools.ts';
import { allowed } from './reach.ts';

/** Grades of a pool from best to worst with their score lines and how many have each. */
export function gradesOf(pool: Pool): BoardPool['grades'] {
  const inForce = pool.entries.map(({ assessee }) => gradeInForce(pool, assessee.id));
  return pool.scheme.grading.grades.map(({ id, title }) => {
    const band = pool.scheme.grading.bands.find((one) => one.id === id);
    return { id, title, from: band?.from ?? null, inclusive: band?.inclusive ?? true, count: inForce.filter((grade) => grade === id).length };
  });
}

/** Quotas with heads counted over the grades in force. */
export function quotasOf(pool: Pool): BoardQuota[] {
  const inForce = pool.entries.map(({ assessee }) => gradeInForce(pool, assessee.id));
  const reasons = Object.assign({}, ...pool.entries.map(({ result }) => result?.quotaReasons ?? {})) as Record<string, string>;
  return pool.grading.quotas.map((line) => {
    const quota = pool.scheme.grading.quotas.find((one) => one.id === line.quota)!;
    const used = inForce.filter((grade) => grade !== null && line.grades.includes(grade)).length;
    return {
      id: line.quota, title: quota.title, kind: line.kind, strictness: line.strictness, grades: [...line.grades], share: quota.share, rounding: quota.rounding, limit: line.limit, used,
      broken: line.kind === 'cap' ? used > line.limit : used < line.limit, line: line.line ? { assesseeId: line.line.id, score: line.line.score } : null,
      ties: line.ties.map(({ ids, places }) => ({ ids: [...ids], places })), reason: reasons[line.quota] ?? '',
    };
  });
}

/** Points to the next better grade: to its score line, or to the last one inside its quota; null where none are missing or none can be named. */
function distanceOf(pool: Pool, member: MemberGrading, inForce: string | null): ExactJson | null {
  const grades = pool.scheme.grading.grades.map((grade) => grade.id);
  const better = inForce === null ? undefined : grades[grades.indexOf(inForce) - 1];
  if (better === undefined || member.score === null) return null;
  const score = Fraction.of(member.score.exact);
  const from = pool.scheme.grading.bands.find((band) => band.id === better)?.from ?? null;
  const line = pool.grading.quotas.find((one) => one.kind === 'cap' && one.grades.includes(better) && !one.grades.includes(inForce ?? ''))?.line;
  const missing = [...(from === null ? [] : [Fraction.of(from).sub(score)]), ...(line ? [Fraction.of(line.score.exact).sub(score)] : [])].filter((one) => one.n > 0n);
  return missing.length === 0 ? null : missing.reduce((a, b) => a.max(b)).toExactJson(pool.scheme.score.digits);
}

function memberOf(pool: Pool, { assessee, frozen, result }: Entry, year: number, who: AppPrincipal, closed: string | null): BoardMember {
  const grading = pool.grading.members.find((one) => one.id === assessee.id);
  const member = pool.members.find((one) => one.id === assessee.id);
  const reason = !allowed(who, 'decide', 'Grading', assessee) ? (assessee.personId === who.personId ? 'permission.own-grade' : 'permission.denied') : closed;
  return {
    assesseeId: assessee.id, personName: assessee.personName, orgName: assessee.orgName, post: assessee.post, sector: assessee.sector,
    state: result?.state ?? null, score: grading?.score ?? null, rank: grading?.rank ?? null, computed: grading?.grade ?? null, grade: result?.grade ?? null, reason: result?.reason ?? '', decidedBy: result?.decidedBy ?? '',
    held: [...(grading?.held ?? [])], distance: grading ? distanceOf(pool, grading, result?.grade ?? grading.grade) : null, lastYear: result?.inputs.pastGrades.find((one) => one.year === year - 1)?.grade ?? null,
    vetoes: (grading?.vetoes ?? []).map((hit) => ({ ...hit })), tied: grading?.tie !== undefined, moves: result?.moves ?? [], components: figuresShown(frozen.scheme.score.digits, componentsOf(frozen.scheme), member),
    may: { decide: reason === null ? true : { reason } },
  };
}

function figuresShown(digits: number, components: readonly { readonly id: string }[], member: PoolMember | undefined): Record<string, string | null> {
  return Object.fromEntries(components.map(({ id }) => [id, shown(member?.result.nodes[id]?.value, digits)]));
}

/** A pool as the board shows it, members in order of rank, held ones last. */
export function toPool(pool: Pool, year: number, who: AppPrincipal, closed: string | null): BoardPool {
  const members = pool.entries.map((entry) => memberOf(pool, entry, year, who, closed)).sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  const groups = new Map(pool.entries.flatMap(({ frozen }) => frozen.scheme.groups.map((group) => [group.id, group.title] as const)));
  const dates = pool.entries.flatMap(({ result }) => (result ? [result.computedAt.toISOString()] : [])).sort();
  const components = new Map(pool.entries.flatMap(({ frozen }) => componentsOf(frozen.scheme)).map((one) => [one.id, one]));
  const questions = new Map(pool.entries.flatMap(({ frozen }) => frozen.scheme.questions.map((one) => [one.id, one.title] as const)));
  const named = new Set(members.flatMap((member) => member.vetoes.map((veto) => veto.question)));
  return {
    id: pool.id, sectors: [...pool.sectors], size: pool.entries.length, graded: pool.grading.graded, computedAt: dates[dates.length - 1] ?? null,
    grades: gradesOf(pool), components: [...components.values()], quotas: quotasOf(pool), members,
    leniency: groupLeniency(pool.scheme, pool.members).map((line) => ({ group: line.group, title: groups.get(line.group) ?? { text: line.group }, assessees: line.assessees, mean: line.mean, others: line.others, diff: line.diff })),
    warnings: pool.grading.warnings.map(coded), infeasible: pool.grading.infeasible.map(coded), questions: Object.fromEntries([...questions].filter(([id]) => named.has(id))),
  };
}

function coded(problem: { readonly code: string; readonly at?: string; readonly params?: Readonly<Record<string, string | number | boolean | null>> }) {
  return { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), ...(problem.params ? { params: { ...problem.params } } : {}) };
}
