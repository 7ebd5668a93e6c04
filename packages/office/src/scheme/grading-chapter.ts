import type { Scheme } from '@shuping/scheme';
import type { Block } from '../writing/blocks.ts';
import { conditionWords } from './condition-words.ts';
import type { SchemeWords } from './scheme-words.ts';

type Grading = Scheme['grading'];
type Lines = (grading: Grading, w: SchemeWords) => readonly string[];

/** Everything that decides a grade, one sentence each, in the order in which it is applied. */
export function gradingChapter({ grading }: Scheme, w: SchemeWords): Block[] {
  const pool = grading.pool;
  const by = typeof pool === 'string' ? '' : w.join(pool.by.map((one) => (one.of === 'fact' ? w.name('fact', one.fact) : w.t(`by.${one.of}`))));
  const intro = w.t('grading.grades', { grades: w.join(grading.grades.map((grade) => w.ref(grade.title))) }) + w.t(typeof pool === 'string' ? `grading.pool.${pool}` : 'grading.pool.by', { by });
  return [{ kind: 'p', text: intro }, { kind: 'list', items: [...LINES.flatMap((lines) => lines(grading, w)), tieLine(grading, w)] }];
}

const bands: Lines = (g, w) => g.bands.map((band) => (band.from === null ? w.t('band.rest', { grade: w.name('grade', band.id) }) : w.t('band.from', { grade: w.name('grade', band.id), from: band.from, ends: w.t(band.inclusive ? 'band.inclusive' : 'band.exclusive') })));

const quotas: Lines = (g, w) => g.quotas.map((q) => w.t(`quota.${q.kind}`, {
  title: w.ref(q.title), grades: w.list('grade', q.grades), amount: q.heads === undefined ? w.t('quota.share', { share: w.percent(q.share) }) : w.t('quota.heads', { heads: q.heads }),
  rounding: q.heads === undefined ? w.t(`rounding.${q.rounding}`) : '', strictness: w.aside(`strict.${q.strictness}`),
}));

const distribution: Lines = ({ distribution: d }, w) => (d ? [w.t('distribution', { title: w.ref(d.title), parts: w.join(d.shares.map(({ id, parts }) => w.t('distribution.part', { grade: w.name('grade', id), parts }))) })] : []);

const gates: Lines = (g, w) => g.gates.map((gate) => w.t('gate', { title: w.ref(gate.title), grade: w.name('grade', gate.grade), when: conditionWords(gate.requires, w), otherwise: w.name('grade', gate.otherwise) }));

const ceilings: Lines = (g, w) => (g.ceilings ?? []).map((one) => w.t('ceiling', { title: w.ref(one.title), when: conditionWords(one.when, w), grade: w.name('grade', one.grade) }));

const vetoes: Lines = (g, w) => g.vetoes.map((veto) => w.t('veto', { title: w.ref(veto.title), when: conditionWords(veto.when, w), effect: w.t(`veto.${veto.effect ?? 'at_best'}`, { grade: w.name('grade', veto.grade) }) }));

const lists: Lines = (g, w) => (g.lists ?? []).map((list) => w.t('list', { title: w.ref(list.title), questions: w.list('question', list.questions), atLeast: list.atLeast ?? 1, effect: w.t(`list.${list.kind}`, { grade: list.grade ? w.name('grade', list.grade) : '' }) }));

const outcomes: Lines = (g, w) => (g.outcomes ?? []).map((one) => w.t('outcome', { title: w.ref(one.title), when: one.when ? w.t('outcome.when', { when: conditionWords(one.when, w) }) : w.t('outcome.decided'), effect: w.t(`outcome.${one.effect}`) }));

const system: Lines = (g, w) => (g.system ?? []).map((one) => w.t('system', { title: w.ref(one.title), years: one.years, grades: w.list('grade', one.grades), kind: w.t(`system.${one.kind}`), share: w.percent(one.targets.at(-1)!.share) }));

const marks: Lines = (g, w) => (g.marks ?? []).map((mark) => w.t('mark', { title: w.ref(mark.title) }));

const stars: Lines = (g, w) => (g.stars ? [w.t('stars', { grades: w.join(g.stars.base.map(({ id, stars: count }) => w.t('stars.grade', { grade: w.name('grade', id), stars: count }))) })] : []);

const steps: Lines = (g, w) => (g.steps ?? []).map((step) => w.t('step', { title: w.ref(step.title), role: w.role(step.role), may: w.t(`may.${step.may}`) }));

const LINES: readonly Lines[] = [bands, quotas, distribution, system, gates, ceilings, vetoes, lists, outcomes, marks, stars, steps];

function tieLine(g: Grading, w: SchemeWords): string {
  return g.tieBreak.length > 0 ? w.t('tie', { nodes: w.list('node', g.tieBreak) }) : w.t('tie.committee');
}
