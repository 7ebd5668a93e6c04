import { Fraction } from '@shuping/kernel';
import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Further shapes of grading say everything that they need: scheme.distribution-grades, -parts, scheme.outcome-grade, scheme.veto-outcome, scheme.list-grade, scheme.list-count, scheme.star-case, scheme.star-term, scheme.pay-sum, scheme.memory-empty, scheme.system-order, scheme.share-range, scheme.pool-fact. */
export function shapeFindings(scheme: Scheme): Finding[] {
  return [...distributionFindings(scheme), ...outcomeFindings(scheme), ...limitFindings(scheme), ...starFindings(scheme), ...useFindings(scheme)];
}

function distributionFindings({ grading: { distribution, grades } }: Scheme): Finding[] {
  if (!distribution) return [];
  const path = 'grading/distribution/shares';
  const without = grades.filter((grade) => !distribution.shares.some((share) => share.id === grade.id)).map((grade) => finding('scheme.distribution-grades', path, { grade: grade.id }));
  const negative = distribution.shares.filter((share) => share.parts < 0).map((share) => finding('scheme.size-negative', `${path}/${share.id}/parts`, { value: share.parts }));
  const total = Fraction.sum(distribution.shares.map((share) => Fraction.of(share.parts)));
  return [...without, ...negative, ...(total.n <= 0n ? [finding('scheme.distribution-parts', path, { total: total.toNumber() })] : [])];
}

function outcomeFindings({ grading: { outcomes = [], vetoes, grades } }: Scheme): Finding[] {
  const same = outcomes.filter((outcome) => grades.some((grade) => grade.id === outcome.id)).map((outcome) => finding('scheme.outcome-grade', `grading/outcomes/${outcome.id}`, { grade: outcome.id }));
  const nowhere = vetoes.filter((veto) => veto.effect === 'cancelled' && veto.outcome === undefined).map((veto) => finding('scheme.veto-outcome', `grading/vetoes/${veto.id}`));
  return [...same, ...nowhere];
}

function limitFindings({ grading: { lists = [], system = [], marks = [], pool }, facts }: Scheme): Finding[] {
  const range = (path: string, value: number): Finding[] => (value < 0 || value > 1 ? [finding('scheme.share-range', path, { value })] : []);
  const blocking = lists.flatMap((list) => [
    ...(list.kind === 'blocks' && list.grade === undefined ? [finding('scheme.list-grade', `grading/lists/${list.id}`)] : []),
    ...((list.atLeast ?? 1) > list.questions.length ? [finding('scheme.list-count', `grading/lists/${list.id}/atLeast`, { atLeast: list.atLeast!, questions: list.questions.length })] : []),
  ]);
  const targets = system.flatMap((limit) => limit.targets.flatMap((target, i) => {
    const path = `grading/system/${limit.id}/targets/${i}`;
    return [...range(`${path}/share`, target.share), ...(i > 0 && target.year <= limit.targets[i - 1]!.year ? [finding('scheme.system-order', `${path}/year`, { year: target.year })] : [])];
  }));
  const shares = marks.flatMap((mark) => mark.any.flatMap((rule) => (rule.kind === 'share' ? range(`grading/marks/${mark.id}/any/${rule.id}/share`, rule.share) : [])));
  const by = typeof pool === 'object' ? pool.by : [];
  const wrong = by.flatMap((one) => {
    const fact = one.of === 'fact' ? facts.find((f) => f.id === one.fact) : undefined;
    return fact && fact.type === 'number' ? [finding('scheme.pool-fact', 'grading/pool/by', { fact: fact.id, type: fact.type })] : [];
  });
  return [...blocking, ...targets, ...shares, ...wrong];
}

function starFindings({ grading: { stars } }: Scheme): Finding[] {
  if (!stars) return [];
  const all = (stars.cases ?? []).filter((one) => one.sign === 'plus' && one.stars === 'all').map((one) => finding('scheme.star-case', `grading/stars/cases/${one.id}/stars`));
  const over = stars.term && stars.cap !== undefined && stars.term.startStars > stars.cap ? [finding('scheme.star-term', 'grading/stars/term/startStars', { cap: stars.cap })] : [];
  return [...all, ...over];
}

function useFindings(scheme: Scheme): Finding[] {
  return scheme.results.flatMap((rule) => {
    const path = `results/${rule.id}`;
    const { memory, effect } = rule;
    const out: Finding[] = [];
    if (memory && memory.grades.length + memory.marks.length === 0) out.push(finding('scheme.memory-empty', `${path}/memory`));
    if (memory?.times !== undefined && memory.times > memory.years) out.push(finding('scheme.memory-empty', `${path}/memory/times`, { times: memory.times, years: memory.years }));
    if (effect?.kind === 'pay' && !Fraction.of(effect.base).add(Fraction.of(effect.performance)).equals(Fraction.one)) out.push(finding('scheme.pay-sum', `${path}/effect`, { base: effect.base, performance: effect.performance }));
    if (effect?.kind === 'pay' && effect.factor < 0) out.push(finding('scheme.size-negative', `${path}/effect/factor`, { value: effect.factor }));
    if (rule.stars && rule.stars.min > rule.stars.max) out.push(finding('scheme.bounds-crossed', `${path}/stars`, { min: rule.stars.min, max: rule.stars.max }));
    return out;
  });
}
