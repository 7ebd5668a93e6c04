import { describe, expect, test } from '@jest/globals';
import { seededRandom, shuffled } from '@shuping/kernel';
import type { EventInput, GroupTally, NodeOf, ScoreNode } from '@shuping/scheme';
import fc from 'fast-check';
import { addTallies } from './merged.ts';
import { scoreAssessee } from './score.ts';
import { inputsOf, node, officer, schemeOf } from './testing/builders.ts';

const value = (nodes: readonly ScoreNode[], inputs: Parameters<typeof inputsOf>[0]) => scoreAssessee(schemeOf(nodes), inputsOf(inputs)).root.value;
const runs = { numRuns: 60 };
const mark = fc.integer({ min: 0, max: 200 }).map((half) => String(half / 2));
const tally = fc.record({ marks: fc.array(mark, { minLength: 1, maxLength: 12 }), a: fc.integer({ min: 0, max: 9 }), d: fc.integer({ min: 0, max: 9 }) }).map(({ marks, a, d }): GroupTally => {
  const values: Record<string, number> = {};
  for (const each of marks) values[each] = (values[each] ?? 0) + 1;
  const valid = marks.length + a + d;
  return { due: valid + 2, present: valid + 1, issued: valid, returned: valid, valid, items: { overall: { options: { a, d }, blank: 0, values } } };
});
const numeric = (parts: Partial<NodeOf<'numeric_tally'>> = {}) => [node({ kind: 'numeric_tally', id: 'n', group: 'members', ballot: 'main', items: [{ id: 'overall', weight: 100 }], min: 0, max: 100, measure: 'mean', drop: { highest: 0, lowest: 0 }, atLeast: 1, divisor: 'valid', ...parts })];

describe('R-G1 properties of the further kinds', () => {
  test('merging groups is adding their marks, whichever way they were sealed', () => {
    fc.assert(fc.property(tally, tally, fc.boolean(), (members, served, sealed) => {
      const of = (given: GroupTally): GroupTally => {
        const { values, ...cell } = given.items['overall']!;
        const marks = Object.entries(values!);
        const sum = marks.reduce((total, [text, count]) => total + Number(text) * 2 * count, 0);
        return { ...given, items: { overall: { ...cell, total: { sum: sum % 2 === 0 ? String(sum / 2) : `${sum}/2`, count: marks.reduce((total, [, count]) => total + count, 0) } } } };
      };
      const merged = value(numeric(), { tallies: { members, served: sealed ? of(served) : served }, merged: { served: 'members' } });
      expect(merged?.toString()).toBe(value(numeric(), { tallies: { members: addTallies(members, served) } })?.toString());
    }), runs);
  });

  test('splitting a group changes nothing for a support rate over both halves', () => {
    fc.assert(fc.property(tally, tally, fc.constantFrom('valid' as const, 'valid_ballots' as const, 'returned' as const, 'due' as const), (members, served, divisor) => {
      const rate = (groups: string[]) => [node({ kind: 'support_rate', id: 'r', groups, ballot: 'main', item: 'overall', options: ['a'], leaves: [], divisor, full: 20 })];
      const together = value(rate(['members']), { tallies: { members: addTallies(members, served) } });
      expect(value(rate(['members', 'served']), { tallies: { members, served } })?.toString()).toBe(together?.toString());
    }), runs);
  });

  test('dropping ends keeps a mean between the least and greatest mark, and a median is one of them or between two', () => {
    fc.assert(fc.property(tally, fc.constantFrom('mean' as const, 'median' as const), (members, measure) => {
      const marks = Object.keys(members.items['overall']!.values!).map(Number);
      const found = value(numeric({ measure, drop: { highest: 1, lowest: 1 } }), { tallies: { members } });
      if (!found) return;
      expect(found.toNumber()).toBeGreaterThanOrEqual(Math.min(...marks));
      expect(found.toNumber()).toBeLessThanOrEqual(Math.max(...marks));
    }), runs);
  });

  const event = fc.record({ question: fc.constant('award'), matter: fc.constantFrom('', '甲', '乙'), day: fc.constantFrom('2025-08-01', '2026-01-15', '2026-01-20', '2026-07-01'), points: fc.integer({ min: 1, max: 40 }).map((n) => n / 10), level: fc.constantFrom('high', 'low', undefined) })
    .map(({ level, ...one }): EventInput => (level ? { ...one, level } : one));
  const ledger = (parts: Partial<NodeOf<'event_ledger'>> = {}) => [node({
    kind: 'event_ledger', id: 'l', questions: ['award'], sign: 'plus', withinMonths: 12, ladder: [{ id: 'high', title: { text: '高' }, points: 6, validMonths: 24 }], unlisted: 'recorded', perMatter: 'highest',
    repeat: { same: 'matter', withinMonths: 12, factor: 2, growth: 'each' }, caps: [{ id: 'm', per: 'month', points: 7 }, { id: 'y', per: 'year', count: 2 }], ...parts,
  })];
  test('the order in which events were recorded changes nothing, and no cap is ever exceeded', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 8 }), fc.integer(), (events, seed) => {
      const once = value(ledger({ cap: 9 }), { events });
      expect(value(ledger({ cap: 9 }), { events: shuffled(events, seededRandom(seed)) })?.toString()).toBe(once?.toString());
      expect(once!.toNumber()).toBeLessThanOrEqual(9);
      expect(once!.toNumber()).toBeGreaterThanOrEqual(0);
    }), runs);
  });

  test('one event more never lowers a bonus that only adds, one deduction more never raises a sheet', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 6 }), event, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (events, more, x, y) => {
      const plain = ledger({ perMatter: 'sum', caps: [] });
      expect(value(plain, { events: [...events, more] })!.compare(value(plain, { events })!)).toBeGreaterThanOrEqual(0);
      const sheet = (loss: number) => value([node({ kind: 'indicator_table', id: 't', owner: 'office', missing: 'hold', items: [{ id: 'x', title: { text: 'x' }, max: 4, rule: { by: 'until_used_up' } }] })], { sheets: { t: { x: loss / 10 } } })!;
      expect(sheet(x + y).compare(sheet(x))).toBeLessThanOrEqual(0);
    }), runs);
  });

  test('fixed points: one factor on all points and the total changes every figure by it; full marks give all points', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 2, max: 9 }), (x, y, factor) => {
      const sum = (by: number) => [node({ kind: 'points_sum', id: 's', total: 40 * by, inputs: [{ id: 'x', full: 100, points: 24 * by }, { id: 'y', full: 50, points: 16 * by }] }), officer('x'), officer('y', 100)];
      const once = value(sum(1), { officer: { x, y } })!;
      const more = value(sum(factor), { officer: { x, y } })!;
      expect(more.toNumber()).toBeCloseTo(once.toNumber() * factor, 9);
      expect(value(sum(factor), { officer: { x: 100, y: 50 } })!.toString()).toBe(String(40 * factor));
    }), runs);
  });
});
