import { describe, expect, test } from '@jest/globals';
import type { Scheme } from '@shuping/scheme';
import { gradingScheme, inputsOf } from '../testing/builders.ts';
import { pairings } from './pairing.ts';
import { resultFlows, resultUses, undecidedUses, type UseFacts } from './result-use.ts';

type Rule = Scheme['results'][number];
const text = (words: string) => ({ text: words });
const rule = (id: string, more: Partial<Rule>): Rule => ({ id, title: text(id), grades: ['good', 'fair', 'plain', 'poor'], action: 'pay', ...more });
const scheme = (...results: Rule[]): Scheme => ({ ...gradingScheme(), results });
const facts = (parts: Partial<UseFacts> = {}): UseFacts => ({ year: 2026, grade: 'good', outcome: null, marks: [], lists: [], stars: null, freezes: [], post: '党支部书记', inputs: inputsOf(), nodes: {}, history: [], ...parts });
const uses = (of: Scheme, parts: Partial<UseFacts> = {}) => resultUses(of, facts(parts), '2027-01-20');
const ids = (of: Scheme, parts: Partial<UseFacts> = {}) => uses(of, parts).map((use) => use.rule);

describe('R53 pay, bonus by role, honours', () => {
  const pay = (grade: string, factor: number) => rule(`pay-${grade}`, { grades: [grade], effect: { kind: 'pay', base: 0.6, performance: 0.4, factor } });
  test('S14 60 + 40 with 140/100/70/0 on the performance part, exactly', () => {
    const of = scheme(pay('good', 1.4), pay('fair', 1), pay('plain', 0.7), pay('poor', 0));
    expect(['good', 'fair', 'plain', 'poor'].map((grade) => uses(of, { grade })[0]!.amount!.exact)).toEqual(['29/25', '1', '22/25', '3/5']);
    expect(uses(of, { freezes: ['fix'] })[0]).toMatchObject({ frozen: true, amount: { exact: '3/5' } });
  });
  test('S24 bonus by post: chair 960, deputy 840, member 720; none frozen, none for other posts', () => {
    const of = scheme(rule('bonus', { grades: ['good'], action: 'bonus', effect: { kind: 'bonus', amounts: [{ id: 'chair', posts: ['主任'], amount: 960 }, { id: 'deputy', posts: ['副主任'], amount: 840 }, { id: 'member', posts: ['委员'], amount: 720 }] } }));
    expect(['主任', '副主任', '委员', '会计'].map((post) => uses(of, { post })[0]!.amount!.exact)).toEqual(['960', '840', '720', '0']);
    expect([uses(of, { post: '主任', freezes: ['v'] })[0]!.amount!.exact, ids(of, { grade: 'fair' })]).toEqual(['0', []]);
  });
  test('S16 S18 honours by mark or stars; a freezing veto takes them away', () => {
    const of = scheme(rule('flag', { action: 'honour', marks: ['red'], effect: { kind: 'honour', what: 'flag', wording: text('红旗') } }), rule('plaque', { action: 'honour', stars: { min: 8, max: 10 }, effect: { kind: 'honour', what: 'plaque', wording: text('十星') } }));
    expect([ids(of), ids(of, { marks: ['red'] }), ids(of, { stars: 9 }), ids(of, { stars: 7 }), ids(of, { marks: ['red'], stars: 8, freezes: ['v'] })]).toEqual([[], ['flag'], ['plaque'], [], []]);
  });
});

describe('R54 R56 memory over years, talks', () => {
  const twice = rule('replace', { action: 'post', grades: ['poor'], memory: { years: 2, grades: ['poor'], marks: [] }, effect: { kind: 'post', act: 'replace' } });
  const past = (...years: [number, string | null, string[]?][]) => years.map(([year, grade, marks]) => ({ year, grade, ...(marks ? { marks } : {}) }));
  test('bottom two years running is replaced; a year between, or without a grade, is not running', () => {
    const of = scheme(twice);
    expect([past([2025, 'poor']), past([2024, 'poor']), past([2025, null]), past([2025, 'fair'], [2024, 'poor']), []].map((history) => ids(of, { grade: 'poor', history }))).toEqual([['replace'], [], [], [], []]);
    expect(ids(of, { grade: 'plain', history: past([2025, 'poor']) })).toEqual([]);
  });
  test('two of three years, by grade or by a mark such as the last place', () => {
    const of = scheme(rule('talk', { action: 'talk', role: 'leader', withinDays: 30, memory: { years: 3, times: 2, grades: ['plain'], marks: ['last'] } }));
    expect([ids(of, { grade: 'plain', history: past([2024, 'fair', ['last']]) }), ids(of, { grade: 'plain', history: past([2023, 'plain']) }), ids(of, { history: past([2025, 'plain'], [2024, 'plain']) })]).toEqual([['talk'], [], ['talk']]);
  });
  test('a talk bounded by a list, with its last day; outcomes outside the distribution have acts of their own; an unknown condition is named', () => {
    const asks = rule('asks', { when: { kind: 'compare', left: { of: 'fact', fact: 'members' }, op: 'lt', right: 60 } });
    const of = scheme(rule('talk', { grades: ['plain', 'poor'], action: 'talk', role: 'leader', withinDays: 30, lists: ['red'] }), rule('void', { grades: ['poor'], outcomes: ['void'], action: 'award_barred' }), asks);
    expect(uses(of, { grade: 'plain', lists: ['red'] })).toEqual([{ rule: 'talk', action: 'talk', role: 'leader', due: '2027-02-19', effect: null, amount: null, frozen: false }]);
    expect([ids(of, { grade: 'plain' }), ids(of, { grade: null, outcome: 'void' }), undecidedUses(of, facts()), ids(of, { inputs: inputsOf({ facts: { members: 59 } }) })]).toEqual([[], ['void'], ['asks'], ['asks']]);
  });
});

describe('R55 R60 flows and pairing', () => {
  test('a point to the superior and a penalty to the responsible head are plain events, named by rule and source', () => {
    const flow = (id: string, to: 'superior' | 'responsible', question: string, points: number) => rule(id, { grades: ['good'], action: 'flow', effect: { kind: 'flow', to, question, points } });
    const of = scheme(flow('up', 'superior', 'award', 0.5), flow('side', 'responsible', 'fault', -1));
    expect(resultFlows(of, 'village-3', facts(), '2027-01-20')).toEqual([
      { to: 'superior', event: { question: 'award', matter: 'up village-3', day: '2027-01-20', points: 0.5 } }, { to: 'responsible', event: { question: 'fault', matter: 'side village-3', day: '2027-01-20', points: 1 } },
    ]);
    expect(resultFlows(of, 'village-3', facts({ grade: 'fair' }), '2027-01-20')).toEqual([]);
  });
  test('S60 seven help four: every helper has one, every helped one is reached; each by its capacity', () => {
    const of = (each: number) => scheme(rule('pair', { grades: ['good'], action: 'pair', effect: { kind: 'pair', with: ['poor'], each } }));
    const members = [...Array.from({ length: 4 }, (_, at) => ({ id: `w${at}`, grade: 'poor', rank: 8 + at })), ...Array.from({ length: 7 }, (_, at) => ({ id: `h${at}`, grade: 'good', rank: at + 1 }))];
    expect(pairings(of(1), members).map((one) => `${one.helper} ${one.helped}`)).toEqual(['h0 w0', 'h1 w1', 'h2 w2', 'h3 w3', 'h4 w0', 'h5 w1', 'h6 w2']);
    expect(pairings(of(2), members.filter((one) => one.grade === 'poor' || one.id === 'h0')).map((one) => `${one.helper} ${one.helped}`)).toEqual(['h0 w0', 'h0 w1']);
    expect(pairings(of(1), members.slice(0, 4))).toEqual([]);
  });
});
