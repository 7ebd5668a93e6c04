import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Service, StarInputs, Stars } from '@shuping/scheme';
import { gradingScheme, inputsOf } from '../testing/builders.ts';
import { countService } from './seniority.ts';
import { starsOf } from './stars.ts';

const text = (words: string) => ({ text: words });
const served = (...spans: [string, string | null, string?][]): Service[] => spans.map(([from, to, ended]) => ({ from, to, ...(ended ? { ended } : {}) }));
const seniority = { everyYears: 10, stars: 1, gapMonths: 12, longer: 'subtracted' as const, forfeits: ['dismissed'] };
const S10: Stars = { base: [{ id: 'good', stars: 2 }, { id: 'fair', stars: 1 }, { id: 'plain', stars: 0 }, { id: 'poor', stars: 0 }], seniority, minMonths: 12 };
const rate = (stars: Stars, star: Partial<StarInputs>, parts: { grade?: string | null; inputs?: Parameters<typeof inputsOf>[0] } = {}) =>
  starsOf(gradingScheme({ stars }), { grade: parts.grade === undefined ? 'good' : parts.grade, inputs: inputsOf(parts.inputs), nodes: {}, star: { service: served(['2020-01-01', null]), held: null, termFrom: null, ...star } })!;
const event = (question: string, day = '2026-05-01') => ({ question, matter: '', day, points: 0 });

describe('R43 K17 S10 seniority stars', () => {
  const whole = served(['2003-01-01', '2017-12-31'], ['2021-01-01', null]);
  test('K17: 24 years with one break of three, 优秀: 2 + 2 = 4 stars', () => {
    const result = rate(S10, { service: whole });
    expect([result.stars, result.lines]).toEqual([4, [
      { code: 'star.base', stars: 2, params: { grade: 'good' } },
      { code: 'star.gap', stars: 0, params: { from: '2018-01-01', to: '2020-12-31', months: 36 } },
      { code: 'star.seniority', stars: 2, params: { years: 21, every: 10 } },
    ]]);
  });

  test('K17: the break was a dismissal after 15 years: only the last 6 count, 2 stars', () => {
    const result = rate(S10, { service: served(['2003-01-01', '2017-12-31', 'dismissed'], ['2021-01-01', null]) });
    expect([result.stars, result.lines.map((line) => line.code), result.lines.at(-1)!.params['years']]).toEqual([2, ['star.base', 'star.forfeited', 'star.seniority'], 6]);
  });

  test('a break of exactly a year is service, a day more is taken out', () => {
    const years = (from: string, gapMonths = 12) => countService({ ...seniority, gapMonths }, served(['2007-01-01', '2015-12-31'], [from, '2026-12-31']), '2026-12-31').months;
    expect([years('2017-01-01'), years('2017-01-02'), years('2016-01-01', 0), years('2016-01-02', 0)]).toEqual([240, 108 + 119, 240, 108 + 131]);
    expect(countService({ ...seniority, longer: 'restarts' }, served(['2000-01-01', '2010-12-31'], ['2015-01-01', null]), '2026-12-31').years).toBe(12);
  });

  test('under a year in post: no rating; no grade or an outcome outside: no stars', () => {
    expect(rate(S10, { service: served(['2026-03-01', null]) })).toEqual({ stars: null, lines: [], held: 'star.too_short' });
    expect(rate(S10, {}, { grade: null })).toEqual({ stars: null, lines: [], held: 'star.no_grade' });
    expect(rate(S10, { service: [] }).held).toBe('star.too_short');
  });

  test('order of services changes nothing; more service never fewer stars', () => {
    fc.assert(fc.property(fc.integer({ min: 1980, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 20 }), (from, month, years) => {
      const day = (year: number): string => `${year}-${String(month).padStart(2, '0')}-01`;
      const a = served([day(from), day(from + 3)], [day(from + 6), null]);
      expect(countService(seniority, [...a].reverse(), '2026-12-31')).toEqual(countService(seniority, a, '2026-12-31'));
      expect(countService(seniority, served([day(from - years), null]), '2026-12-31').years).toBeGreaterThanOrEqual(countService(seniority, served([day(from), null]), '2026-12-31').years);
    }), { numRuns: 60 });
  });
});

describe('R43 S11–S16 stars kept, cases, themes', () => {
  const kept: Stars = { base: S10.base, seniority, awards: [{ id: 'honour', question: 'award', stars: 1, most: 2 }], cap: 10, carry: 'keep', term: { years: 5, startStars: 0 },
    cases: [{ id: 'up', title: text('晋星'), question: 'rise', sign: 'plus', stars: 1, each: 'once' }, { id: 'down', title: text('降星'), question: 'fault', sign: 'minus', stars: 1, each: 'every' }, { id: 'strip', title: text('摘星'), question: 'breach', sign: 'minus', stars: 'all', each: 'once' }] };
  const later = (events: string[], held = 5, more: Partial<StarInputs> = {}) => rate(kept, { held, service: served(['2016-07-01', null]), ...more }, { inputs: { events: events.map((question) => event(question)) } });

  test('later ratings add awards, cases and the ten years completed this year to what was held, up to the cap and never under none', () => {
    expect(later([]).lines).toEqual([{ code: 'star.held', stars: 5, params: {} }, { code: 'star.seniority', stars: 1, params: { years: 10, every: 10 } }]);
    expect([later(['award', 'award', 'award', 'rise', 'rise']).stars, later(['fault', 'fault', 'fault']).stars, later(['breach']).stars, later(['fault'], 0, { service: served(['2024-01-01', null]) }).stars]).toEqual([9, 3, 0, 0]);
    const top = later(['award', 'rise'], 10);
    expect([top.stars, top.lines.at(-1)]).toEqual([10, { code: 'star.cap', stars: -3, params: { cap: 10 } }]);
  });

  test('S11 a new term sets the stars back and rates anew', () => {
    const result = later(['award'], 8, { termFrom: '2026-03-01' });
    expect([result.stars, result.lines.map((line) => line.code)]).toEqual([4, ['star.new_term', 'star.base', 'star.seniority', 'star.award']]);
    expect(later([], 8, { termFrom: '2025-03-01' }).stars).toBe(9);
  });

  test('S16 themes passed are counted, a vetoed one is lost, the score does not matter', () => {
    const theme = (id: string, least: number) => ({ id, title: text(id), requires: { kind: 'compare' as const, left: { of: 'fact' as const, fact: id }, op: 'ge' as const, right: least }, veto: { kind: 'event' as const, question: 'breach' } });
    const stars: Stars = { base: [], themes: [theme('a', 1), theme('b', 2), theme('c', 3)] };
    const of = (events: string[]) => rate(stars, {}, { grade: null, inputs: { facts: { a: 5, b: 1 }, events: events.map((question) => event(question)) } });
    expect([of([]).stars, of([]).lines.map((line) => line.code), of(['breach']).stars]).toEqual([1, ['star.theme', 'star.theme_missed', 'star.theme_missed'], 0]);
  });

  test('no stars in the scheme: none', () => expect(starsOf(gradingScheme(), { grade: 'good', inputs: inputsOf(), nodes: {}, star: { service: [], held: null, termFrom: null } })).toBeNull());
});
