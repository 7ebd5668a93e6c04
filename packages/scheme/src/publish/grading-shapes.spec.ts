import { describe, expect, test } from '@jest/globals';
import type { Grading } from '../model/grading.ts';
import { Scheme } from '../model/scheme.ts';
import { sampleScheme } from '../testing/sample-scheme.ts';
import { gradingFindings } from './grading.ts';
import { kindFindings } from './kinds.ts';
import { quotaFindings, quotaHeads } from './quotas.ts';
import { referenceFindings } from './references.ts';

const text = (words: string) => ({ text: words });
const event = (question: string) => ({ kind: 'event' as const, question });
function withGrading(parts: Partial<Grading>, more: Partial<Scheme> = {}): Scheme {
  const base = sampleScheme();
  return { ...base, ...more, grading: { ...base.grading, ...parts } };
}
const found = (parts: Partial<Grading>, more: Partial<Scheme> = {}) => {
  const scheme = withGrading(parts, more);
  return [...gradingFindings(scheme), ...kindFindings(scheme), ...referenceFindings(scheme, new Set(['office', 'leader']), new Set(['length@1']))].map((one) => `${one.code} ${one.path}`);
};
const forced = (parts: number[], more: Partial<NonNullable<Grading['distribution']>> = {}): NonNullable<Grading['distribution']> => ({
  id: 'forced', title: text('3:5:2'), shares: ['good', 'fair', 'plain', 'poor'].map((id, at) => ({ id, parts: parts[at]! })), method: 'largest_remainder', equal: 'better', ties: 'below', lines: 'ignored', strictness: 'must', ...more,
});

/** Every further shape at once, as a scheme would print them. */
const allShapes: Partial<Grading> = {
  pool: { by: [{ of: 'org_kind' }, { of: 'fact', fact: 'weak' }], small: { under: 5, rule: 'merge' } },
  distribution: forced([3, 5, 1, 1], { strictness: 'principle' }),
  system: [{ id: 'whole', title: text('三年内好不少于四成'), grades: ['good'], kind: 'floor', of: 'persons', years: 3, targets: [{ year: 2026, share: 0.3 }, { year: 2028, share: 0.4 }], strictness: 'principle' }],
  outcomes: [{ id: 'x', title: text('不参评'), effect: 'exempt', when: { kind: 'compare', left: { of: 'fact', fact: 'members' }, op: 'lt', right: 3 }, unknown: 'passes' }, { id: 'void', title: text('取消'), effect: 'cancelled' }],
  ceilings: [{ id: 'low-ballot', title: text('民主测评偏低'), when: { kind: 'compare', left: { of: 'option_share', ballot: 'main', item: 'overall', option: 'd' }, op: 'ge', right: 0.2 }, grade: 'fair' }],
  vetoes: [{ id: 'breach', title: text('否决'), question: 'breach', when: { ...event('breach'), withinMonths: 24, actors: ['committee_member'] }, grade: 'poor', effect: 'cancelled', outcome: 'void', freezes: true }],
  lists: [{ id: 'red', title: text('红线'), kind: 'blocks', questions: ['fault', 'breach'], grade: 'plain', atLeast: 2 }, { id: 'note', title: text('负面清单'), kind: 'notes', questions: ['fault'] }],
  marks: [{ id: 'flag', title: text('红旗'), period: 'quarter', any: [{ kind: 'rank', id: 'first', end: 'top', heads: 3, ties: 'all_in' }], not: ['grey'] }, { id: 'grey', title: text('灰旗'), period: 'quarter', any: [{ kind: 'when', id: 'breach', condition: event('breach') }, { kind: 'share', id: 'last', end: 'bottom', share: 0.1, rounding: 'up', ties: 'all_out' }] }],
  stars: { base: [{ id: 'good', stars: 2 }, { id: 'fair', stars: 1 }], seniority: { everyYears: 10, stars: 1, gapMonths: 12, longer: 'subtracted', forfeits: ['dismissed'] }, awards: [{ id: 'award', question: 'award', stars: 1, most: 2 }], cases: [{ id: 'down', title: text('降星'), question: 'fault', sign: 'minus', stars: 1, each: 'every' }], cap: 10, carry: 'keep', term: { years: 5, startStars: 0 } },
  steps: [{ id: 'self', title: text('自评'), role: 'office', may: 'propose', reason: 'always' }, { id: 'upper', title: text('上级审定'), role: 'leader', may: 'change', reason: 'on_change', most: 1 }],
  publication: { when: 'after_confirmation', scope: 'host', shows: ['grade'], rounds: [{ id: 'town', title: text('乡镇公示'), role: 'office', days: 5, workingDays: true }] },
};

describe('R-B8 R37–R47 further shapes of grading', () => {
  test('all of them together are a scheme without a finding; the sample without them stays one', () => {
    const scheme = withGrading(allShapes);
    expect(Scheme.safeParse(scheme).error).toBeUndefined();
    expect([found(allShapes), found({}), quotaFindings(scheme)]).toEqual([[], [], []]);
  });

  test('K4 R37 bands as printed that overlap or leave a hole are refused at entry', () => {
    const bands = (to: number, toInclusive: boolean, from = 80): Grading['bands'] => [
      { id: 'good', from: 90, inclusive: true }, { id: 'fair', from, inclusive: true, to, toInclusive }, { id: 'plain', from: 60, inclusive: true, to: from, toInclusive: false }, { id: 'poor', from: null, inclusive: false },
    ];
    expect(found({ bands: bands(90, true) })).toEqual(['scheme.band-overlap grading/bands/fair/to']); // ≥ 90 and 80–90 as printed by S35
    expect(found({ bands: bands(90, false) })).toEqual([]);
    expect(found({ bands: bands(91, false) })).toEqual(['scheme.band-overlap grading/bands/fair/to']);
    expect(found({ bands: bands(89, true) })).toEqual(['scheme.band-gap grading/bands/fair/to']);
    const open = bands(90, false).map((band) => (band.id === 'good' ? { ...band, inclusive: false } : band));
    expect(found({ bands: open })).toEqual(['scheme.band-gap grading/bands/fair/to']);
  });

  const faults: [string, Partial<Grading>, string][] = [
    ['a distribution without a grade', { distribution: { ...forced([3, 5, 1, 1]), shares: [{ id: 'good', parts: 3 }, { id: 'fair', parts: 7 }] } }, 'scheme.distribution-grades grading/distribution/shares'],
    ['a distribution of nothing', { distribution: forced([0, 0, 0, 0]) }, 'scheme.distribution-parts grading/distribution/shares'],
    ['a negative part', { distribution: forced([3, -1, 1, 1]) }, 'scheme.size-negative grading/distribution/shares/fair/parts'],
    ['an outcome named like a grade', { outcomes: [{ id: 'good', title: text('x'), effect: 'hold' }] }, 'scheme.outcome-grade grading/outcomes/good'],
    ['a cancelling veto without an outcome', { vetoes: [{ id: 'v', title: text('x'), question: 'breach', when: event('breach'), grade: 'good', effect: 'cancelled' }] }, 'scheme.veto-outcome grading/vetoes/v'],
    ['a ceiling at the best grade', { ceilings: [{ id: 'c', title: text('x'), when: event('breach'), grade: 'good' }] }, 'scheme.ceiling-order grading/ceilings/c/grade'],
    ['a blocking list without a grade', { lists: [{ id: 'l', title: text('x'), kind: 'blocks', questions: ['fault'] }] }, 'scheme.list-grade grading/lists/l'],
    ['a list of other questions', { lists: [{ id: 'l', title: text('x'), kind: 'notes', questions: ['award'] }] }, 'scheme.question-kind grading/lists/l/questions/award'],
    ['targets out of order', { system: [{ ...allShapes.system![0]!, targets: [{ year: 2028, share: 0.3 }, { year: 2027, share: 1.4 }] }] }, 'scheme.system-order grading/system/whole/targets/1/year'],
    ['a pool by a number', { pool: { by: [{ of: 'fact', fact: 'members' }] } }, 'scheme.pool-fact grading/pool/by'],
    ['a pool by an undeclared fact', { pool: { by: [{ of: 'fact', fact: 'area' }] } }, 'scheme.fact-undeclared grading/pool/by/area'],
    ['a text condition on a switch', { ceilings: [{ id: 'c', title: text('x'), when: { kind: 'fact_is', fact: 'weak', is: ['x'] }, grade: 'fair' }] }, 'scheme.fact-type grading/ceilings/c/when/fact'],
    ['a case that gives all stars', { stars: { base: [], cases: [{ id: 'c', title: text('x'), question: 'fault', sign: 'plus', stars: 'all', each: 'once' }] } }, 'scheme.star-case grading/stars/cases/c/stars'],
    ['a mark against a mark that is not there', { marks: [{ ...allShapes.marks![0]!, not: ['none'] }] }, 'scheme.reference grading/marks/flag/not/none'],
  ];
  test.each(faults)('is refused: %s', (_name, parts, expected) => expect(found(parts)).toContain(expected));

  test('R53 R54 rules of result use: pay sums to one, memory says what it remembers', () => {
    const rule = (more: Partial<Scheme['results'][number]>): Scheme['results'] => [{ id: 'r', title: text('x'), grades: ['good'], action: 'pay', ...more }];
    expect(found({}, { results: rule({ effect: { kind: 'pay', base: 0.6, performance: 0.4, factor: 1.4 } }) })).toEqual([]);
    expect(found({}, { results: rule({ effect: { kind: 'pay', base: 0.6, performance: 0.3, factor: 1 } }) })).toEqual(['scheme.pay-sum results/r/effect']);
    expect(found({}, { results: rule({ memory: { years: 2, grades: [], marks: [] } }) })).toEqual(['scheme.memory-empty results/r/memory']);
    expect(found({}, { results: rule({ effect: { kind: 'flow', to: 'superior', question: 'none', points: 0.5 } }) })).toEqual(['scheme.reference results/r/effect/question']);
  });
});

describe('R-B8 R38 limits that cannot hold together', () => {
  test('a cap below the forced share is refused with the pool sizes and with what it fights', () => {
    const cap: Grading['quotas'] = [{ id: 'cap', title: text('x'), grades: ['good'], kind: 'cap', share: 0.25, rounding: 'down', strictness: 'must' }];
    const [refused] = quotaFindings(withGrading({ quotas: cap, distribution: forced([3, 5, 1, 1]) }));
    expect(refused).toMatchObject({ code: 'scheme.quota-infeasible', path: 'grading/quotas/cap', params: { pool: 2, pools: 1997, with: 'forced' } });
    expect(String(refused!.params!['sizes'])).toMatch(/^2–3, 5–7, 9–2000$/);
    expect(quotaFindings(withGrading({ quotas: cap, distribution: forced([3, 5, 1, 1], { strictness: 'principle' }) }))).toEqual([]);
  });

  test('K12 the floor on the low grades rounds up: 3 4 7 10 14 20 22 secretaries', () => {
    const heads = (pool: number) => quotaHeads({ share: 0.15, rounding: 'up' }, pool);
    expect([3, 4, 7, 10, 14, 20, 22].map(heads)).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect([3, 4, 7, 10, 14, 20, 22].map((pool) => pool - heads(pool))).toEqual([2, 3, 5, 8, 11, 17, 18]);
  });

  test('a fixed number of heads is at most the pool', () => {
    expect([2, 3, 9].map((pool) => quotaHeads({ share: 0, rounding: 'down', heads: 3 }, pool))).toEqual([2, 3, 3]);
  });
});
