import type { NodeOf, Scheme, ScoreNode } from '@shuping/scheme';
import type { Words } from './rows.ts';
import { sumOf } from './fit.ts';

/** One rule in a sentence: what it is about, and what holds. */
export type PlainRule = { readonly key: string; readonly about: string; readonly says: string };
export type PlainPart = { readonly id: 'what' | 'score' | 'who' | 'ballot' | 'grade' | 'when' | 'after'; readonly rules: readonly PlainRule[] };

/** A scheme as those read it whom it assesses or who assess: what is asked, by whom, how it counts, which grade, until when. */
export function plainRules(scheme: Scheme, words: Words): readonly PlainPart[] {
  return [
    { id: 'what', rules: asked(scheme, words) }, { id: 'score', rules: counted(scheme, words) }, { id: 'who', rules: assessors(scheme, words) }, { id: 'ballot', rules: ballots(scheme, words) },
    { id: 'grade', rules: graded(scheme, words) }, { id: 'when', rules: dates(scheme, words) }, { id: 'after', rules: afterwards(scheme, words) },
  ];
}

function asked(scheme: Scheme, words: Words): PlainRule[] {
  const kinds = [...new Set(scheme.questions.map((one) => one.kind))];
  return kinds.map((kind) => ({
    key: kind, about: words.id('kind', kind),
    says: list(scheme.questions.filter((one) => one.kind === kind).map((one) => {
      const { min, max } = one.points ?? {};
      const title = words.text(one.title);
      if (max === undefined || max === 0) return title;
      return min === max || min === 0 ? words.t('schemes.plain.upTo', { title, max }) : words.t('schemes.plain.between', { title, min: min ?? 0, max });
    }), words, 'plain.semicolon'),
  }));
}

/** Sums from the root down, accounts on top; parts that are none of both say how they come about. */
function counted(scheme: Scheme, words: Words): PlainRule[] {
  const node = (id: string): ScoreNode | undefined => scheme.score.nodes.find((one) => one.id === id);
  const title = (id: string): string => words.text(node(id)?.title ?? { text: id });
  const absence = (sum: NodeOf<'weighted_sum'>): string => list(sum.inputs.map(({ id, absence: rule }) => (rule ? words.t(`schemes.plain.absent.${rule.rule}`, { title: title(id), into: rule.rule === 'merge' ? title(rule.into) : rule.rule === 'fallback' ? title(rule.node) : '' }) : '')).filter((one) => one !== ''), words, 'plain.semicolon');
  return scheme.score.nodes.flatMap((one): PlainRule[] => {
    if (one.kind === 'weighted_sum') return [{ key: one.id, about: words.text(one.title), says: words.t('schemes.plain.sum', { parts: list(one.inputs.map(({ id, weight }) => words.t('schemes.plain.share', { title: title(id), share: sumOf([(weight * 100) / one.total]) })), words), absence: absence(one) }) }];
    if (one.kind === 'adjusted') return [{ key: one.id, about: words.text(one.title), says: words.t(one.max === undefined ? 'schemes.plain.adjusted' : 'schemes.plain.adjustedMax', { base: title(one.base), accounts: list(one.accounts.map(title), words), max: one.max ?? '' }) }];
    if (one.kind === 'events') return [{ key: one.id, about: words.text(one.title), says: words.t(one.cap === undefined ? `schemes.plain.${one.sign}` : `schemes.plain.${one.sign}Cap`, { cap: one.cap ?? '' }) }];
    return [];
  });
}

function assessors(scheme: Scheme, words: Words): PlainRule[] {
  return scheme.groups.map((group) => {
    const tally = scheme.score.nodes.find((node) => node.kind === 'tally' && node.group === group.id);
    const sum = scheme.score.nodes.find((node): node is NodeOf<'weighted_sum'> => node.kind === 'weighted_sum' && node.inputs.some((input) => input.id === tally?.id));
    const weight = sum?.inputs.find((input) => input.id === tally?.id)?.weight;
    const into = group.small.rule === 'merge' ? group.small.into : null;
    const other = scheme.groups.find((one) => one.id === into);
    const parts = [
      words.text(group.selector), words.t('schemes.plain.heads', { count: group.minHeads }),
      ...(sum && weight !== undefined ? [words.t('schemes.plain.of', { share: sumOf([(weight * 100) / sum.total]), whole: words.text(sum.title) })] : []),
      other ? words.t('schemes.plain.small.merge', { group: words.text(other.title) }) : words.t('schemes.plain.small.named'),
    ];
    return { key: group.id, about: words.text(group.title), says: list(parts, words, 'plain.semicolon') };
  });
}

function ballots(scheme: Scheme, words: Words): PlainRule[] {
  return scheme.ballots.flatMap((ballot) => {
    const scales = [...new Set(ballot.items.map((item) => item.scale))];
    return scales.map((id) => ({
      key: `${ballot.id} ${id}`, about: list(ballot.items.filter((item) => item.scale === id).map((item) => words.text(item.title)), words),
      says: list((scheme.scales.find((one) => one.id === id)?.options ?? []).map((option) => words.t('schemes.plain.option', { title: words.text(option.title), points: option.points })), words),
    }));
  });
}

function graded(scheme: Scheme, words: Words): PlainRule[] {
  const { grades, bands, quotas, gates, vetoes } = scheme.grading;
  const grade = (id: string): string => words.text(grades.find((one) => one.id === id)?.title ?? { text: id });
  return [
    ...bands.map((band) => ({ key: `band ${band.id}`, about: grade(band.id), says: band.from === null ? words.t('schemes.plain.band.rest') : words.t(band.inclusive ? 'schemes.plain.band.from' : 'schemes.plain.band.above', { from: band.from }) })),
    ...quotas.map((quota) => ({ key: `quota ${quota.id}`, about: words.text(quota.title), says: words.t(quota.heads === undefined ? `schemes.plain.quota.${quota.kind}` : `schemes.plain.heads.${quota.kind}`, { grades: list(quota.grades.map(grade), words), share: sumOf([quota.share * 100]), heads: quota.heads ?? 0, rounding: words.t(`schemes.rounding.${quota.rounding}`) }) })),
    ...gates.map((gate) => ({ key: `gate ${gate.id}`, about: words.text(gate.title), says: words.t('schemes.row.gate', { grade: grade(gate.grade), otherwise: grade(gate.otherwise) }) })),
    ...vetoes.map((veto) => ({ key: `veto ${veto.id}`, about: words.text(veto.title), says: words.t('schemes.row.veto', { grade: grade(veto.grade) }) })),
  ];
}

function dates(scheme: Scheme, words: Words): PlainRule[] {
  const day = ({ month, day: date, yearOffset }: Scheme['calendar'][number]['due']): string => words.t(yearOffset === 0 ? 'schemes.day.this' : 'schemes.day.next', { month, day: date });
  return scheme.calendar.map(({ id, opens, due }) => ({ key: id, about: words.id('stage', id), says: words.t('schemes.plain.dates', { opens: day(opens), due: day(due) }) }));
}

function afterwards(scheme: Scheme, words: Words): PlainRule[] {
  const grade = (id: string): string => words.text(scheme.grading.grades.find((one) => one.id === id)?.title ?? { text: id });
  return [
    { key: 'publicity', about: words.t('schemes.plain.publicity'), says: words.t(scheme.publicity.workingDays ? 'schemes.plain.workingDays' : 'schemes.plain.days', { count: scheme.publicity.days }) },
    { key: 'appeal', about: words.t('schemes.plain.appeal'), says: words.t('schemes.plain.days', { count: scheme.appeal.days }) },
    ...(scheme.tolerance ? [{ key: 'tolerance', about: words.t('schemes.group.tolerance'), says: words.t('schemes.plain.tolerance', { grounds: list(scheme.tolerance.grounds.map((ground) => words.text(ground.title)), words), role: words.id('role', scheme.tolerance.decides) }) }] : []),
    ...scheme.results.map((rule) => ({ key: rule.id, about: words.text(rule.title), says: words.t(rule.withinDays === undefined ? 'schemes.plain.for' : 'schemes.plain.forWithin', { grades: rule.grades.length === scheme.grading.grades.length ? words.t('schemes.plain.everybody') : list(rule.grades.map(grade), words), count: rule.withinDays ?? 0 }) })),
  ];
}

/** Question mark, full stop, exclamation mark, of either script. */
const CLOSED = /[?!\uff1f\uff01\u3002]$/;

/** Parts one after another; a part that closes itself, as a question does, is followed by no other mark. */
function list(parts: readonly string[], words: Words, by: 'comma' | 'plain.semicolon' = 'comma'): string {
  return parts.reduce((before, part) => (before === '' ? part : CLOSED.test(before) ? words.t('schemes.plain.closed', { before, part }) : `${before}${words.t(`schemes.${by}`)}${part}`), '');
}
