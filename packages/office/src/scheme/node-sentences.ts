import type { NodeKind, NodeOf, ScoreNode } from '@shuping/scheme';
import { conditionWords } from './condition-words.ts';
import type { SchemeWords } from './scheme-words.ts';

type Sentences = { readonly [K in NodeKind]: (node: NodeOf<K>, words: SchemeWords) => string };

/** How each kind of node is said in a scheme document, without its title and rounding. */
const SENTENCES: Sentences = {
  weighted_sum: (n, w) => w.t('node.weighted_sum', { parts: w.join(n.inputs.map(({ id, weight }) => w.t('node.weight', { part: w.name('node', id), weight, total: n.total }))) }),
  points_sum: (n, w) => w.t('node.points_sum', { parts: w.join(n.inputs.map(({ id, full, points }) => w.t('node.points', { part: w.name('node', id), full, points }))), total: n.total }),
  product: (n, w) => w.t('node.product', { parts: n.inputs.map(({ id, per }) => (per === 1 ? w.name('node', id) : w.t('node.per', { part: w.name('node', id), per }))).join(' × ') }),
  adjusted: (n, w) => w.t(n.accounts.length > 0 ? 'node.adjusted' : 'node.adjusted.alone', { base: w.name('node', n.base), accounts: w.list('node', n.accounts) }) + bounds(n, w),
  corrected: (n, w) => w.t(`node.corrected.${n.mode}`, { input: w.name('node', n.input), owner: w.role(n.owner), min: n.min, max: n.max }) + w.t(`node.corrected.none.${n.none}`),
  limited: (n, w) => w.t('node.limited', { input: w.name('node', n.input) }) + n.limits.map((limit) => w.t(limit.when ? 'node.limit.when' : 'node.limit', {
    title: w.ref(limit.title), when: limit.when ? conditionWords(limit.when, w) : '',
    bounds: w.join([limit.min === undefined ? '' : w.t('node.floor', { bound: figureOf(limit.min, w) }), limit.max === undefined ? '' : w.t('node.ceiling', { bound: figureOf(limit.max, w) })]),
  })).join(''),
  choice: (n, w) => n.cases.map((one) => w.t('node.case', { title: w.ref(one.title), when: conditionWords(one.when, w), then: outcomeOf(one.then, w) })).join('') + w.t('node.otherwise', { then: outcomeOf(n.otherwise, w) }),
  statistic: (n, w) => w.t(`node.statistic.${n.measure}`, { inputs: w.list('node', n.inputs.map(({ id }) => id)) }) + drop(n, w) + w.t('node.at_least', { count: n.atLeast }),
  tally: (n, w) => w.t('node.tally', { group: w.name('group', n.group), ballot: w.name('ballot', n.ballot), items: itemsOf(n, w), divisor: w.t(`divisor.${n.divisor}`) }) + leaves(n.ballot, n.items[0]!.id, n.leaves ?? [], w),
  numeric_tally: (n, w) => w.t(`node.numeric_tally.${n.measure}`, { group: w.name('group', n.group), ballot: w.name('ballot', n.ballot), items: itemsOf(n, w), min: n.min, max: n.max, divisor: w.t(`divisor.${n.divisor}`) }) + drop(n, w) + w.t('node.at_least', { count: n.atLeast }),
  support_rate: (n, w) => w.t('node.support_rate', { groups: w.list('group', n.groups), item: w.item(n.ballot, n.item), options: w.join(n.options.map((id) => w.option(n.ballot, n.item, id))), divisor: w.t(`divisor.${n.divisor}`), full: n.full }) + leaves(n.ballot, n.item, n.leaves, w),
  prevailing: (n, w) => w.t('node.prevailing', { group: w.name('group', n.group), item: w.item(n.ballot, n.item), points: w.join(n.points.map(({ id, points }) => w.t('node.option_points', { option: w.option(n.ballot, n.item, id), points }))) }) + w.t(`node.prevailing.ties.${n.ties}`),
  officer_input: (n, w) => w.t('node.officer_input', { owner: w.role(n.owner), min: n.min, max: n.max }) + w.aside(`node.evidence.${n.evidence}`),
  split_input: (n, w) => w.t('node.split_input', { parts: w.join(n.parts.map((part) => w.t('node.split_part', { title: w.ref(part.title), owner: w.role(part.owner), max: part.max }))), total: n.total }) + w.t(`node.missing.${n.absence}`),
  external: (n, w) => w.t('node.external', { source: n.source, owner: w.role(n.owner), min: n.min, max: n.max }),
  fact_value: (n, w) => w.t('node.fact_value', { fact: w.name('fact', n.fact) }),
  indicator_sheet: (n, w) => w.t('node.indicator_sheet', { owner: w.role(n.owner), count: n.items.length, max: sum(n.items.map((item) => item.max)) }),
  indicator_table: (n, w) => w.t('node.indicator_table', { owner: w.role(n.owner), count: n.items.length, base: n.base ?? sum(n.items.map((item) => item.max)) }) + (n.min === undefined ? '' : w.t('node.not_below', { min: n.min })) + w.t(`node.missing.${n.missing}`),
  per_unit: (n, w) => w.t(`node.per_unit.${n.side}`, { input: w.name('node', n.input), from: n.from, unit: n.unit, points: n.points }) + w.t(`node.units.${n.units}`) + cap(n.cap, w),
  events: (n, w) => w.t(`node.events.${n.sign}`, { questions: w.list('question', n.questions) }) + w.t(`node.matter.${n.perMatter}`) + cap(n.cap, w),
  event_ledger: (n, w) => w.t(`node.events.${n.sign}`, { questions: w.list('question', n.questions) }) + w.t('node.within', { months: n.withinMonths })
    + (n.ladder.length > 0 ? w.t('node.ladder', { steps: w.join(n.ladder.map((step) => w.t('node.ladder_step', { title: w.ref(step.title), points: step.points }))) }) : '')
    + w.t(`node.matter.${n.perMatter}`) + (n.repeat ? w.t(`node.repeat.${n.repeat.same}`, { months: n.repeat.withinMonths, factor: n.repeat.factor }) : '')
    + n.caps.map((one) => w.t(one.points === undefined ? 'node.cap_count' : 'node.cap_points', { per: w.t(`per.${one.per}`), points: one.points ?? 0, count: one.count ?? 0 })).join('')
    + cap(n.cap, w) + (n.frozenBy ? w.t('node.frozen', { when: conditionWords(n.frozenBy, w) }) : ''),
  equal_share: (n, w) => w.t('node.equal_share', { owner: w.role(n.owner), points: n.points, none: n.none, options: w.join(n.options.map((option) => w.t('node.coefficient', { option: w.ref(option.title), coefficient: option.coefficient }))) }),
  periods: (n, w) => w.t('node.periods', { owner: w.role(n.owner), cadence: w.t(`cadence.${n.cadence}`), measure: w.t(`measure.${n.measure.by}`, { count: n.measure.by === 'best' ? n.measure.count : 0 }) }) + w.t(`node.missing.${n.missing}`),
  rank_score: (n, w) => w.t(`node.rank_score.${n.best}`, { input: w.name('node', n.input), over: w.t(`over.${n.over}`) }) + w.t(`convert.${n.convert.by}`, conversion(n.convert)),
  reference: (n, w) => w.t('node.reference', { of: w.t(`of.${n.of}`, { years: n.years ?? 1 }), node: w.name('node', n.node), combine: w.aside(`combine.${n.combine}`) }) + (n.factor === 1 ? '' : w.t('node.factor', { factor: n.factor })),
};

/** What a node's figure is, as a sentence that follows its title; rounding last. */
export function nodeSentence(node: ScoreNode, words: SchemeWords): string {
  const said = (SENTENCES[node.kind] as (node: ScoreNode, words: SchemeWords) => string)(node, words);
  return said + (node.round ? words.t(`round.${node.round.mode}`, { digits: node.round.digits }) : '') + words.t('stop');
}

type Outcome = { readonly value: number } | { readonly node: string } | { readonly none: true };

function outcomeOf(outcome: Outcome, w: SchemeWords): string {
  if ('value' in outcome) return w.t('node.value', { value: outcome.value });
  return 'node' in outcome ? w.name('node', outcome.node) : w.t('node.no_figure');
}

function figureOf(bound: number | { readonly node: string }, w: SchemeWords): string {
  return typeof bound === 'number' ? String(bound) : w.name('node', bound.node);
}

function bounds({ min, max }: { readonly min?: number | undefined; readonly max?: number | undefined }, w: SchemeWords): string {
  return (max === undefined ? '' : w.t('node.not_above', { max })) + (min === undefined ? '' : w.t('node.not_below', { min }));
}

function cap(value: number | undefined, w: SchemeWords): string {
  return value === undefined ? '' : w.t('node.cap', { cap: value });
}

function drop({ drop: { highest, lowest } }: { readonly drop: { readonly highest: number; readonly lowest: number } }, w: SchemeWords): string {
  return highest + lowest === 0 ? '' : w.t('node.drop', { highest, lowest });
}

function itemsOf({ ballot, items }: { readonly ballot: string; readonly items: readonly { readonly id: string; readonly weight: number }[] }, w: SchemeWords): string {
  return w.join(items.map(({ id, weight }) => (items.length === 1 ? w.item(ballot, id) : w.t('node.weight', { part: w.item(ballot, id), weight, total: 100 }))));
}

function leaves(ballot: string, item: string, options: readonly string[], w: SchemeWords): string {
  return options.length === 0 ? '' : w.t('node.leaves', { options: w.join(options.map((id) => w.option(ballot, item, id))) });
}

function conversion(convert: NodeOf<'rank_score'>['convert']): Record<string, string | number> {
  return Object.fromEntries(Object.entries(convert).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : value]));
}

function sum(figures: readonly number[]): number {
  return Number(figures.reduce((total, figure) => total + figure, 0).toFixed(6));
}
