import { describe, expect, test } from '@jest/globals';
import { addDays, isDay } from '@shuping/kernel';
import fc from 'fast-check';
import { calendarIn, comparePeriods, countsAsYear, firstDay, isYearKey, lastDay, nests, parsePeriod, partsOf, periodKey, periodName, previousPeriod, yearOfPeriod, type Period } from './period.rules.ts';

const YEARS = fc.integer({ min: 2000, max: 2099 });
const PART = fc.constantFrom('half_year' as const, 'quarter' as const, 'month' as const);
const PERIOD: fc.Arbitrary<Period> = fc.oneof(
  fc.tuple(YEARS, fc.integer({ min: 1, max: 9 })).map(([from, more]): Period => ({ kind: 'term', from, to: from + more })),
  YEARS.map((year): Period => ({ kind: 'year', year })),
  fc.tuple(YEARS, PART, fc.nat()).map(([year, kind, at]): Period => { const all = partsOf(year, kind); return all[at % all.length]!; }),
);
const of = (key: string): Period => parsePeriod(key)!;

describe('R-C1 the period of a cycle', () => {
  test('keys read as they are written', () => {
    const keys = ['2026', '2026-H1', '2026-Q3', '2026-M05', '2026-M12', '2024-2028'];
    expect(keys.map((key) => periodKey(of(key)))).toEqual(keys);
    expect(keys.map((key) => [firstDay(of(key)), lastDay(of(key)), yearOfPeriod(of(key))])).toEqual([
      ['2026-01-01', '2026-12-31', 2026], ['2026-01-01', '2026-06-30', 2026], ['2026-07-01', '2026-09-30', 2026], ['2026-05-01', '2026-05-31', 2026], ['2026-12-01', '2026-12-31', 2026], ['2024-01-01', '2028-12-31', 2028],
    ]);
  });

  test('no other text is a period', () => {
    for (const key of ['', '26', '2026-', '2026-H3', '2026-H0', '2026-H01', '2026-Q5', '2026-M5', '2026-M13', '2026-M00', '2028-2024', '2026-2026', '2020-2030', '2026-q1', '2026-T1', ' 2026', '2026\n']) expect([key, parsePeriod(key)]).toEqual([key, null]);
  });

  test('every key comes back', () => {
    fc.assert(fc.property(PERIOD, (period) => { expect(parsePeriod(periodKey(period))).toEqual(period); }));
  });

  test('the halves, quarters and months of a year cover it exactly, each day once', () => {
    fc.assert(fc.property(YEARS, PART, (year, kind) => {
      const parts = partsOf(year, kind);
      expect(parts.every((one) => isDay(firstDay(one)) && isDay(lastDay(one)) && nests(one, { kind: 'year', year }))).toBe(true);
      expect([firstDay(parts[0]!), lastDay(parts.at(-1)!)]).toEqual([`${year}-01-01`, `${year}-12-31`]);
      parts.slice(1).forEach((one, at) => { expect(firstDay(one)).toBe(addDays(lastDay(parts[at]!), 1)); });
    }));
  });

  test('the period before ends on the day before, is of the same kind, and nests nowhere in this one', () => {
    fc.assert(fc.property(PERIOD, (period) => {
      const before = previousPeriod(period);
      expect([before.kind, lastDay(before)]).toEqual([period.kind, addDays(firstDay(period), -1)]);
      expect([nests(before, period), nests(period, before)]).toEqual([false, false]);
      expect(parsePeriod(periodKey(before))).toEqual(before);
      expect(comparePeriods(before, period)).toBeLessThan(0);
    }));
  });

  test('nesting goes one way, is never of one kind, and holds through', () => {
    fc.assert(fc.property(PERIOD, PERIOD, PERIOD, (a, b, c) => {
      if (nests(a, b)) expect(nests(b, a)).toBe(false);
      if (a.kind === b.kind) expect(nests(a, b)).toBe(false);
      if (nests(a, b) && nests(b, c)) expect(nests(a, c)).toBe(true);
    }));
    expect([nests(of('2026-M05'), of('2026-Q2')), nests(of('2026-Q2'), of('2026-H1')), nests(of('2026-Q3'), of('2026-H1')), nests(of('2026'), of('2024-2028')), nests(of('2029'), of('2024-2028'))]).toEqual([true, true, false, true, false]);
  });

  test('the order is that of the ends; the inner one stands before what it ends with', () => {
    fc.assert(fc.property(PERIOD, PERIOD, (a, b) => {
      expect(Math.sign(comparePeriods(a, b))).toBe(-Math.sign(comparePeriods(b, a)) + 0);
      expect(comparePeriods(a, b) === 0).toBe(periodKey(a) === periodKey(b));
    }));
    const keys = ['2026-2030', '2026', '2026-H2', '2026-Q4', '2026-M12', '2026-H1', '2025', '2022-2026'];
    expect(keys.map(of).sort(comparePeriods).map(periodKey)).toEqual(['2025', '2026-H1', '2026-M12', '2026-Q4', '2026-H2', '2026', '2022-2026', '2026-2030']);
  });

  test('R-H4 a part of a year is never counted as a year', () => {
    expect(['2026', '2024-2028', '2026-H1', '2026-Q1', '2026-M01'].map((key) => [isYearKey(key), countsAsYear(key)])).toEqual([[true, true], [false, true], [false, false], [false, false], [false, false]]);
  });

  test('a period is named by its catalogue key', () => {
    expect(['2026', '2026-H1', '2026-Q3', '2026-M05', '2024-2028'].map(periodName)).toEqual([
      { key: 'period.year', params: { year: '2026' } }, { key: 'period.h1', params: { year: 2026 } }, { key: 'period.q3', params: { year: 2026 } }, { key: 'period.m5', params: { year: 2026 } }, { key: 'period.term', params: { from: 2024, to: 2028 } },
    ]);
  });

  test('R-C3 days of the scheme keep their distance from the end of a part, their order and its bounds; a year and a term take them as they stand', () => {
    const year = { planning: { opens: '2026-01-01', due: '2026-01-31' }, reporting: { opens: '2026-11-20', due: '2026-12-10' }, feedback: { opens: '2027-01-20', due: '2027-02-10' } };
    expect([calendarIn(of('2026'), year), calendarIn(of('2022-2026'), year)]).toEqual([year, year]);
    expect(calendarIn(of('2026-H1'), year)).toEqual({ planning: { opens: '2026-01-01', due: '2026-01-01' }, reporting: { opens: '2026-05-20', due: '2026-06-09' }, feedback: { opens: '2026-07-10', due: '2026-07-21' } });
    fc.assert(fc.property(PART, fc.nat({ max: 11 }), (kind, at) => {
      const all = partsOf(2026, kind);
      const part = all[at % all.length]!;
      const days = Object.values(calendarIn(part, year)).flatMap(({ opens, due }) => [opens, due]);
      expect([...days].sort()).toEqual(days);
      expect(days.slice(0, 4).every((day) => day >= firstDay(part) && day <= lastDay(part))).toBe(true);
      expect(days[4]! > lastDay(part)).toBe(true);
    }));
  });
});
