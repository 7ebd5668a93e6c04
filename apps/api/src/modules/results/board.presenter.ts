import type { BoardMember, BoardPool, BoardQuota } from '@shuping/contracts';
import { Fraction, type ExactJson, type TextRef } from '@shuping/kernel';
import { ballotRuns, groupLeniency, markPool, markShares, type MarkLine, type MemberGrading, type PoolMember, type SystemLine } from '@shuping/scoring';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { componentsOf, gradeInForce, shown, type Entry, type Pool } from './pools.ts';
import { chainOf } from './chain-decision.ts';
import { allowed } from './reach.ts';
import { starsIn, type StarSources } from './star-reader.ts';

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
  const ignored = pool.scheme.grading.distribution?.strictness === 'must' && pool.scheme.grading.distribution.lines === 'ignored';
  const from = ignored ? null : (pool.scheme.grading.bands.find((band) => band.id === better)?.from ?? null);
  const forced = pool.grading.distribution?.strictness === 'must' ? pool.grading.distribution : null;
  const line = forced ? forced.grades.find((one) => one.grade === better)?.line : pool.grading.quotas.find((one) => one.kind === 'cap' && one.grades.includes(better) && !one.grades.includes(inForce ?? ''))?.line;
  const missing = [...(from === null ? [] : [Fraction.of(from).sub(score)]), ...(line ? [Fraction.of(line.score.exact).sub(score)] : [])].filter((one) => one.n > 0n);
  return missing.length === 0 ? null : missing.reduce((a, b) => a.max(b)).toExactJson(pool.scheme.score.digits);
}

/** What grading says of one assessee beside score and grade. */
function shapesOf(grading: MemberGrading | undefined, marks: readonly MarkLine[], id: string): Pick<BoardMember, 'outcome' | 'ceilings' | 'lists' | 'marks' | 'fixed' | 'gates' | 'pushed'> {
  return {
    gates: (grading?.gates ?? []).map((hit) => ({ ...hit })), pushed: (grading?.moves ?? []).filter((move) => move.by === 'quota' || move.by === 'distribution').map(({ id: rule, from, to }) => ({ id: rule, from, to })),
    outcome: grading?.outcome?.outcome ?? null, ceilings: (grading?.ceilings ?? []).map((hit) => hit.ceiling), fixed: grading?.fixed != null,
    lists: (grading?.lists ?? []).map(({ list, kind, questions }) => ({ list, kind, questions: [...questions] })), marks: marks.filter((line) => line.ids.includes(id)).map((line) => line.mark),
  };
}

export type BoardContext = { readonly year: number; /** false in a cycle of a part of a year, for which nothing is counted over years */ readonly yearly: boolean; readonly who: AppPrincipal; readonly closed: string | null; /** sources of stars, and final results of earlier years */ readonly sources: StarSources; readonly system: readonly SystemLine[] };
type Context = BoardContext & { readonly marks: readonly MarkLine[] };

function memberOf(pool: Pool, { assessee, frozen, result }: Entry, { year, who, closed, marks, sources }: Context): BoardMember {
  const stars = starsIn(pool, assessee.id, sources);
  const chain = chainOf(pool, result, assessee.id);
  const grading = pool.grading.members.find((one) => one.id === assessee.id);
  const member = pool.members.find((one) => one.id === assessee.id);
  const reason = !allowed(who, 'decide', 'Grading', assessee) ? (assessee.personId === who.personId ? 'permission.own-grade' : 'permission.denied') : closed;
  return {
    assesseeId: assessee.id, personName: assessee.personName, orgName: assessee.orgName, post: assessee.post, sector: assessee.sector,
    state: result?.state ?? null, score: grading?.score ?? null, rank: grading?.rank ?? null, computed: grading?.grade ?? grading?.outcome?.outcome ?? null, grade: result?.grade ?? null, reason: result?.reason ?? '', decidedBy: result?.decidedBy ?? '',
    held: [...(grading?.held ?? [])], distance: grading ? distanceOf(pool, grading, gradeInForce(pool, assessee.id)) : null, lastYear: result?.inputs.pastGrades.find((one) => one.year === year - 1)?.grade ?? null,
    vetoes: (grading?.vetoes ?? []).map((hit) => ({ ...hit })), tied: grading?.tie !== undefined, moves: result?.moves ?? [], components: figuresShown(frozen.scheme.score.digits, componentsOf(frozen.scheme), member),
    may: { decide: reason === null ? true : { reason } }, ...shapesOf(grading, marks, assessee.id),
    stars: stars && { stars: stars.stars, held: stars.held, lines: stars.lines.map((line) => ({ ...line, params: { ...line.params } })) }, chain: chain && { next: chain.next, said: chain.said.map((one) => ({ ...one })) },
  };
}

function figuresShown(digits: number, components: readonly { readonly id: string }[], member: PoolMember | undefined): Record<string, string | null> {
  return Object.fromEntries(components.map(({ id }) => [id, shown(member?.result.nodes[id]?.value, digits)]));
}

/** How the pool is made, and what its scheme's further shapes come to. */
function furtherOf(pool: Pool, marks: readonly MarkLine[], groups: ReadonlyMap<string, TextRef>, { year, yearly, sources, system }: BoardContext): Pick<BoardPool, 'steps' | 'system' | 'tieBreak' | 'parts' | 'merged' | 'free' | 'unsorted' | 'distribution' | 'outcomes' | 'marks' | 'rules' | 'runs'> {
  const { grading, facts } = pool.scheme;
  const inForce = pool.entries.map(({ assessee }) => gradeInForce(pool, assessee.id));
  const count = (id: string): number => inForce.filter((grade) => grade === id).length;
  const { distribution } = pool.grading;
  const reasons = Object.assign({}, ...pool.entries.map(({ result }) => result?.quotaReasons ?? {})) as Record<string, string>;
  const { parts, merged, free, unsorted } = pool.making;
  return {
    parts: parts.map(({ of, fact, value }) => ({ of, title: facts.find((one) => one.id === fact)?.title ?? null, value })), merged, free, unsorted,
    distribution: distribution && grading.distribution ? {
      id: distribution.id, title: grading.distribution.title, strictness: distribution.strictness, reason: reasons[distribution.id] ?? '',
      grades: distribution.grades.map(({ grade, places }) => ({ grade, parts: grading.distribution!.shares.find((one) => one.id === grade)?.parts ?? 0, places, used: count(grade) })), ties: distribution.ties.map(({ ids, places }) => ({ ids: [...ids], places })),
    } : null,
    outcomes: (grading.outcomes ?? []).map(({ id, title, effect }) => ({ id, title, effect, count: count(id) })),
    marks: (grading.marks ?? []).flatMap(({ id, title }) => marks.filter((line) => line.mark === id).map((line) => ({ id, title, count: line.ids.length, tied: line.tied.length, years: yearly ? markYears(pool, id, line.ids, year, sources) : null }))),
    tieBreak: grading.tieBreak.flatMap((id) => pool.scheme.score.nodes.filter((node) => node.id === id).map((node) => node.title)),
    steps: (grading.steps ?? []).map(({ id, title, role, may, reason }) => ({ id, title, role, may, reason })),
    system: system.map((line) => ({ ...limitOf(line), title: grading.system?.find((one) => one.id === line.limit)?.title ?? { text: line.limit } })),
    rules: Object.fromEntries([...grading.gates, ...(grading.ceilings ?? []), ...(grading.lists ?? []), ...(grading.marks ?? []), ...(grading.stars?.themes ?? []), ...(grading.stars?.cases ?? [])].map(({ id, title }) => [id, title])),
    runs: ballotRuns(pool.scheme, pool.members).map(({ group, kind, assessees, of }) => ({ group, title: groups.get(group) ?? { text: group }, kind, assessees, of })),
  };
}

function limitOf({ limit, kind, strictness, grades, from, to, used, base, share, target, missing, broken }: SystemLine): Omit<BoardPool['system'][number], 'title'> {
  return { id: limit, kind, strictness, grades: [...grades], from, to, used, base, share, target, missing, broken };
}

/** How many persons had a mark, and how often, in the years on record; null in the first year. */
function markYears(pool: Pool, mark: string, now: readonly string[], year: number, { past }: StarSources): BoardPool['marks'][number]['years'] {
  const before = pool.entries.flatMap(({ assessee }) => (past.persons.get(`${assessee.personId} ${assessee.orgId}`) ?? []).map((one) => ({ person: assessee.personId, year: one.year, has: one.marks.includes(mark) })));
  if (before.length === 0) return null;
  const given = [...before.filter((one) => one.has).map((one) => ({ period: String(one.year), person: one.person })), ...pool.entries.filter(({ assessee }) => now.includes(assessee.id)).map(({ assessee }) => ({ period: String(year), person: assessee.personId }))];
  const { persons, personTimes } = markShares(given, pool.entries.length);
  return { from: Math.min(...before.map((one) => one.year)), persons, times: personTimes };
}

/** A pool as the board shows it, members in order of rank, held ones last. */
export function toPool(pool: Pool, context: BoardContext): BoardPool {
  const marks = markPool(pool.scheme, pool.members, pool.grading);
  const members = pool.entries.map((entry) => memberOf(pool, entry, { ...context, marks })).sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  const groups = new Map(pool.entries.flatMap(({ frozen }) => frozen.scheme.groups.map((group) => [group.id, group.title] as const)));
  const dates = pool.entries.flatMap(({ result }) => (result ? [result.computedAt.toISOString()] : [])).sort();
  const components = new Map(pool.entries.flatMap(({ frozen }) => componentsOf(frozen.scheme)).map((one) => [one.id, one]));
  const questions = new Map(pool.entries.flatMap(({ frozen }) => frozen.scheme.questions.map((one) => [one.id, one.title] as const)));
  const named = new Set(members.flatMap((member) => [...member.vetoes.map((veto) => veto.question), ...member.lists.flatMap((list) => list.questions), ...(member.stars?.lines ?? []).flatMap((line) => (typeof line.params['question'] === 'string' ? [line.params['question']] : []))]));
  return {
    id: pool.id, sectors: [...pool.sectors], size: pool.entries.length, graded: pool.grading.graded, computedAt: dates[dates.length - 1] ?? null,
    grades: gradesOf(pool), components: [...components.values()], quotas: quotasOf(pool), members,
    leniency: groupLeniency(pool.scheme, pool.members).map((line) => ({ group: line.group, title: groups.get(line.group) ?? { text: line.group }, assessees: line.assessees, mean: line.mean, others: line.others, diff: line.diff })),
    warnings: pool.grading.warnings.map(coded), infeasible: pool.grading.infeasible.map(coded), questions: Object.fromEntries([...questions].filter(([id]) => named.has(id))),
    ...furtherOf(pool, marks, groups, context),
  };
}

function coded(problem: { readonly code: string; readonly at?: string; readonly params?: Readonly<Record<string, string | number | boolean | null>> }) {
  return { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), ...(problem.params ? { params: { ...problem.params } } : {}) };
}
