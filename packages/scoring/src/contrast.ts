import { Fraction, type ExactJson } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { changesFor, type ContrastChange } from './contrast-changes.ts';
import { outcomeOf } from './grading/barriers.ts';
import { bandOf, candidateOf, type Candidate } from './grading/candidate.ts';
import { gradeCandidates } from './grading/pool.ts';
import type { MemberGrading, PoolGrading, PoolMember } from './grading/types.ts';
import { foldMerges } from './merged.ts';
import type { ScoringCode } from './locales/codes.ts';
import { num, prepare } from './prepared.ts';
import { scoreAssessee } from './score.ts';

/** One thing that the better grade asks. `short` is what is missing in points, where that can be said. */
export type ContrastTest = {
  readonly test: 'score_line' | 'gate' | 'veto' | 'ceiling' | 'list' | 'quota' | 'distribution' | 'held' | 'outcome';
  readonly code: ScoringCode;
  readonly holds: boolean;
  readonly id?: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly short?: ExactJson;
};

/** Why an assessee has not the next better grade (R-G7). `changes`: single changes, smallest first, each enough alone while all else stays; null where no single change is enough. */
export type Contrast = { readonly grade: string | null; readonly tests: readonly ContrastTest[]; readonly changes: readonly ContrastChange[] | null };

function scoreLine(scheme: Scheme, grade: string, score: Fraction): ContrastTest {
  const band = scheme.grading.bands.find((b) => b.id === grade && b.from !== null);
  const digits = scheme.score.digits;
  const { distribution } = scheme.grading;
  if (distribution?.strictness === 'must' && distribution.lines === 'ignored') return { test: 'score_line', code: 'contrast.no_score_line', holds: true, params: { grade } };
  if (!band || band.from === null) return { test: 'score_line', code: 'contrast.no_score_line', holds: true, params: { grade } };
  const sign = score.compare(num(band.from));
  const holds = band.inclusive ? sign >= 0 : sign > 0;
  return {
    test: 'score_line',
    code: band.inclusive ? 'contrast.score_line.at_least' : 'contrast.score_line.more_than',
    holds,
    params: { grade, from: band.from, score: score.toFixed(digits) },
    ...(holds ? {} : { short: num(band.from).sub(score).toExactJson(digits) }),
  };
}

function conditionTests(scheme: Scheme, target: number, candidate: Candidate): ContrastTest[] {
  const grade = scheme.grading.grades[target]!.id;
  const index = prepare(scheme).gradeIndex;
  const closed = candidate.settle(target).gates.filter((hit) => hit.grade === grade);
  const gates = scheme.grading.gates.filter((gate) => gate.grade === grade).map((gate): ContrastTest => {
    const hit = closed.find((h) => h.gate === gate.id);
    return { test: 'gate', code: hit?.state === 'unknown' ? 'contrast.gate_unknown' : 'contrast.gate', holds: !hit, id: gate.id, params: { grade } };
  });
  const barring = candidate.vetoes.filter((hit) => (index.get(hit.grade) ?? 0) > target);
  const vetoes = barring.map((hit): ContrastTest => ({ test: 'veto', code: 'contrast.veto', holds: false, id: hit.veto, params: { question: hit.question, best: hit.grade } }));
  const free: ContrastTest = { test: 'veto', code: 'contrast.no_veto', holds: true, params: {} };
  const ceilings = candidate.ceilings.filter((hit) => (index.get(hit.grade) ?? 0) > target)
    .map((hit): ContrastTest => ({ test: 'ceiling', code: 'contrast.ceiling', holds: false, id: hit.ceiling, params: { best: hit.grade } }));
  const lists = candidate.lists.filter((hit) => hit.grade !== null && (index.get(hit.grade) ?? 0) > target)
    .map((hit): ContrastTest => ({ test: 'list', code: 'contrast.list', holds: false, id: hit.list, params: { best: hit.grade!, count: hit.questions.length } }));
  return [...gates, ...(vetoes.length > 0 ? vetoes : [free]), ...ceilings, ...lists];
}

/** Places of a forced distribution up to the better grade; the last who has one is the line. */
function distributionTests(target: number, member: MemberGrading, { distribution }: PoolGrading, score: Fraction, digits: number): ContrastTest[] {
  if (distribution?.strictness !== 'must') return [];
  const upTo = distribution.grades.slice(0, target + 1);
  const count = (of: 'places' | 'used'): number => upTo.reduce((sum, one) => sum + one[of], 0);
  const line = upTo.at(-1)!.line;
  const tied = member.tie?.quota === distribution.id;
  const distance = line ? Fraction.of(line.score.exact).sub(score) : null;
  const holds = count('used') < count('places') && !tied;
  return [{
    test: 'distribution', code: tied ? 'contrast.distribution_tie' : 'contrast.distribution', holds, id: distribution.id, params: { limit: count('places'), used: count('used'), ...(line ? { line: line.score.shown } : {}) },
    ...(!holds && distance && distance.n >= 0n ? { short: distance.toExactJson(digits) } : {}),
  }];
}

function quotaTests(scheme: Scheme, target: number, member: MemberGrading, grading: PoolGrading, score: Fraction): ContrastTest[] {
  const grade = scheme.grading.grades[target]!.id;
  return grading.quotas.filter((line) => line.strictness === 'must' && (line.kind === 'cap') === line.grades.includes(grade)).map((line): ContrastTest => {
    const holds = !member.moves.some((move) => move.by === 'quota' && move.id === line.quota);
    const tied = member.tie?.quota === line.quota;
    const distance = line.line ? Fraction.of(line.line.score.exact).sub(score) : null;
    return {
      test: 'quota',
      code: tied ? 'contrast.quota_tie' : `contrast.quota.${line.kind}`,
      holds,
      id: line.quota,
      params: { limit: line.limit, used: line.used, ...(line.line ? { line: line.line.score.shown } : {}), ...(tied ? { places: member.tie!.places } : {}) },
      ...(!holds && distance && distance.n >= 0n ? { short: distance.toExactJson(scheme.score.digits) } : {}),
    };
  });
}

/** Tests of the next better grade and the nearest single changes that would have given it (R-G7), with the rest of the pool as it is. Null when the assessee has the best grade or is not in the pool. */
export function contrast(scheme: Scheme, members: readonly PoolMember[], memberId: string): Contrast | null {
  const at = members.findIndex((member) => member.id === memberId);
  const member = members[at];
  if (!member) return null;
  const score = member.result.root.value;
  const outcome = outcomeOf(scheme, member, score ? scheme.grading.grades[bandOf(scheme, score)]!.id : null);
  if (outcome) return { grade: null, tests: [{ test: 'outcome', code: 'contrast.outcome', holds: false, id: outcome.id, params: { outcome: outcome.outcome } }], changes: null };
  if (!score) {
    const tests = member.result.held.map((code): ContrastTest => ({ test: 'held', code, holds: false, params: {} }));
    return { grade: null, tests, changes: null };
  }
  const candidates = members.map((each) => candidateOf(scheme, each));
  const grading = gradeCandidates(scheme, members, candidates);
  const mine = grading.members[at]!;
  const index = prepare(scheme).gradeIndex;
  const target = (index.get(mine.grade!) ?? 0) - 1;
  if (target < 0) return null;
  const tests = [
    scoreLine(scheme, scheme.grading.grades[target]!.id, score),
    ...conditionTests(scheme, target, candidates[at]!),
    ...quotaTests(scheme, target, mine, grading, score),
    ...distributionTests(target, mine, grading, score, scheme.score.digits),
  ];
  const folded = foldMerges(member.inputs);
  const changes = changesFor(scheme, folded, (inputs) => {
    const result = scoreAssessee(scheme, inputs);
    if (!result.root.value) return null;
    const changed: PoolMember = { id: member.id, inputs, result };
    const others = members.map((each, i) => (i === at ? changed : each));
    const after = gradeCandidates(scheme, others, candidates.map((each, i) => (i === at ? candidateOf(scheme, changed) : each)));
    const grade = after.members[at]!.grade;
    return grade !== null && (index.get(grade) ?? Infinity) <= target ? result.root.value : null;
  });
  return { grade: scheme.grading.grades[target]!.id, tests, changes: changes.length > 0 ? changes : null };
}
