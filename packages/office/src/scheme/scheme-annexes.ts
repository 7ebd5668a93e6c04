import type { NodeOf, Scheme } from '@shuping/scheme';
import type { Block } from '../writing/blocks.ts';
import type { SchemeWords } from './scheme-words.ts';

type Annex = { readonly title: (n: number) => string; readonly table: Block };

/** Calendar, sheets of indicators, worked examples and sources, numbered in this order; what a scheme has not is left out. */
export function annexes(s: Scheme, w: SchemeWords): Block[] {
  return [...calendar(s, w), ...indicators(s, w), ...examples(s, w), ...notes(s, w)].flatMap(({ title, table }, i): Block[] => [{ kind: 'h2', text: title(i + 1) }, table]);
}

function calendar(s: Scheme, w: SchemeWords): Annex[] {
  if (s.calendar.length === 0) return [];
  const rows = s.calendar.map((c) => [w.t(`stage.${c.id}`), w.t(`date.${c.opens.yearOffset}`, c.opens), w.t(`date.${c.due.yearOffset}`, c.due)]);
  return [{ title: (n) => w.t('annex.calendar', { n }), table: { kind: 'table', header: [w.t('stage'), w.t('opens'), w.t('due')], rows } }];
}

function indicators(s: Scheme, w: SchemeWords): Annex[] {
  return s.score.nodes.flatMap((node): Annex[] => {
    if (node.kind !== 'indicator_sheet' && node.kind !== 'indicator_table') return [];
    const rows = node.kind === 'indicator_sheet'
      ? node.items.map((item) => [w.ref(item.title), String(item.max), w.t(`rule.${item.deduction}`)])
      : node.items.map((item) => [w.ref(item.title), String(item.max), ruleWords(item.rule, w)]);
    return [{ title: (n) => w.t('annex.indicators', { n, node: w.ref(node.title) }), table: { kind: 'table', header: ['title', 'max', 'rule'].map((key) => w.t(`indicator.${key}`)), rows, widths: [16, 3, 9] } }];
  });
}

function ruleWords(rule: NodeOf<'indicator_table'>['items'][number]['rule'], w: SchemeWords): string {
  switch (rule.by) {
    case 'per_unit':
      return w.t('rule.per_unit', { over: rule.over, unit: rule.unit, points: rule.points });
    case 'cases':
      return w.join(rule.cases.map((one) => w.t('rule.case', { title: w.ref(one.title), points: one.points })));
    case 'levels':
      return w.join(rule.levels.map((one) => w.t('rule.case', { title: w.ref(one.title), points: one.points })));
    default:
      return w.t(`rule.${rule.by}`);
  }
}

function examples(s: Scheme, w: SchemeWords): Annex[] {
  if (s.examples.length === 0) return [];
  const rows = s.examples.map((one) => [w.ref(one.title), one.expect.score ?? w.t('example.held'), one.expect.grade ? w.name('grade', one.expect.grade) : '']);
  return [{ title: (n) => w.t('annex.examples', { n }), table: { kind: 'table', header: ['title', 'score', 'grade'].map((key) => w.t(`example.${key}`)), rows, widths: [18, 5, 5] } }];
}

function notes(s: Scheme, w: SchemeWords): Annex[] {
  if (s.notes.length === 0) return [];
  return [{ title: (n) => w.t('annex.notes', { n }), table: { kind: 'table', header: ['about', 'text', 'source'].map((key) => w.t(`note.${key}`)), rows: s.notes.map((one) => [one.about, w.ref(one.text), one.source]), widths: [6, 14, 8] } }];
}
