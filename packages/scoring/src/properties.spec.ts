import { describe, expect, test } from '@jest/globals';
import { Fraction, seededRandom, shuffled } from '@shuping/kernel';
import type { EventInput, Scheme, ScoreInputs } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import fc from 'fast-check';
import { addTallies } from './merged.ts';
import { scoreAssessee } from './score.ts';
import { inputsOf, tallyOf } from './testing/builders.ts';

const scheme = sampleScheme();
const count = fc.integer({ min: 0, max: 40 });
const marks = fc.record({ a: fc.integer({ min: 1, max: 40 }), b: count, c: count, d: count });
const figure = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const event = fc.record({ question: fc.constantFrom('award', 'fault'), matter: fc.constantFrom('', '甲', '乙'), day: fc.constantFrom('2025-12-31', '2026-01-01', '2026-12-31'), points: fc.integer({ min: 0, max: 30 }).map((n) => n / 10) });
const inputs = fc.record({ regular: figure, research: figure, comment: figure, leaders: marks, members: marks, served: marks, events: fc.array(event, { maxLength: 6 }) })
  .map(({ regular, research, comment, leaders, members, served, events }): ScoreInputs => inputsOf({
    officer: { regular, research, comment }, events: events as EventInput[],
    tallies: { leaders: tallyOf({ overall: leaders }), members: tallyOf({ overall: members }), served: tallyOf({ overall: served }) },
  }));
const figures = (s: Scheme, i: ScoreInputs) => Object.fromEntries(Object.entries(scoreAssessee(s, i).nodes).map(([id, f]) => [id, f.value?.toString() ?? f.absent]));

describe('R-G1 properties of scores', () => {
  test('the order of nodes, inputs, options and events changes nothing', () => {
    fc.assert(fc.property(inputs, fc.integer(), (given, seed) => {
      const random = seededRandom(seed);
      const mixed: Scheme = {
        ...scheme,
        scales: scheme.scales.map((scale) => ({ ...scale, options: shuffled(scale.options, random) })),
        score: { ...scheme.score, nodes: shuffled(scheme.score.nodes, random).map((n) => (n.kind === 'weighted_sum' ? { ...n, inputs: shuffled(n.inputs, random) } : n)) },
      };
      expect(figures(mixed, { ...given, events: shuffled(given.events, random) })).toEqual(figures(scheme, given));
    }));
  });

  test('multiplying all weights and the total by one factor changes nothing', () => {
    fc.assert(fc.property(inputs, fc.integer({ min: 1, max: 50 }), fc.boolean(), (given, factor, missing) => {
      const scaled: Scheme = {
        ...scheme,
        score: { ...scheme.score, nodes: scheme.score.nodes.map((n) => (n.kind === 'weighted_sum' ? { ...n, total: n.total * factor, inputs: n.inputs.map((i) => ({ ...i, weight: i.weight * factor })) } : n)) },
      };
      const { research: _, ...others } = given.officer;
      const used = missing ? { ...given, officer: others } : given;
      expect(figures(scaled, used)).toEqual(figures(scheme, used));
    }));
  });

  test('R-F3 merging is adding the counts', () => {
    fc.assert(fc.property(inputs, (given) => {
      const { served, members, leaders } = given.tallies;
      const added = { ...given, tallies: { leaders: leaders!, members: addTallies(members!, served!) } };
      expect(figures(scheme, { ...given, merged: { served: 'members' } })).toEqual(figures(scheme, added));
    }));
  });

  test('unanimous marks give the points of the option, whatever the weights and group sizes', () => {
    fc.assert(fc.property(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (option, x, y) => {
      const given = inputsOf({ tallies: { leaders: tallyOf({ overall: { [option]: x } }), members: tallyOf({ overall: { [option]: y } }) } });
      const points = scheme.scales[0]!.options.find((o) => o.id === option)!.points;
      expect(scoreAssessee(scheme, given).nodes['ballots']!.value?.toString()).toBe(String(points));
    }));
  });

  test('a weighted sum lies between its least and greatest part, and a better figure never lowers it', () => {
    fc.assert(fc.property(inputs, figure, (given, more) => {
      const nodes = scoreAssessee(scheme, given).nodes;
      const parts = ['regular', 'research', 'comment', 'ballots'].map((id) => nodes[id]!.value!);
      const sum = nodes['composite']!.value!;
      expect(sum.compare(parts.reduce((a, b) => a.min(b)))).toBeGreaterThanOrEqual(0);
      expect(sum.compare(parts.reduce((a, b) => a.max(b)))).toBeLessThanOrEqual(0);
      const better = Math.max(given.officer['regular']!, more);
      const raised = scoreAssessee(scheme, { ...given, officer: { ...given.officer, regular: better } });
      expect(raised.nodes['composite']!.value!.compare(sum)).toBeGreaterThanOrEqual(0);
    }));
  });

  test('missing is never zero: without a figure and with a zero the outcome differs wherever the weight counts', () => {
    fc.assert(fc.property(inputs, (given) => {
      const { research: _, ...others } = given.officer;
      const without = scoreAssessee(scheme, { ...given, officer: others }).nodes['composite']!.value!;
      const zero = scoreAssessee(scheme, { ...given, officer: { ...others, research: 0 } }).nodes['composite']!.value!;
      expect(zero.equals(without.mul(Fraction.of('4/5')))).toBe(true);
      expect(scoreAssessee(scheme, { ...given, tallies: {} }).root.value).toBeNull();
    }));
  });

  test('splitting a group into equal parts with equal shares of its weight changes nothing; one split unequally does', () => {
    const split: Scheme = {
      ...scheme,
      score: {
        ...scheme.score,
        nodes: scheme.score.nodes.flatMap((n) => {
          if (n.id === 'ballots' && n.kind === 'weighted_sum') return [{ ...n, inputs: n.inputs.flatMap((i) => (i.id === 'b-members' ? [1, 2].map((half) => ({ ...i, id: `b-members-${half}`, weight: i.weight / 2 })) : [i])) }];
          return n.id === 'b-members' && n.kind === 'tally' ? [1, 2].map((half) => ({ ...n, id: `b-members-${half}`, group: `members-${half}` })) : [n];
        }),
      },
    };
    fc.assert(fc.property(inputs, (given) => {
      const { members, ...others } = given.tallies;
      const twice = { ...given, tallies: { ...others, members: addTallies(members!, members!) } };
      const halves = (second: typeof members) => scoreAssessee(split, { ...given, tallies: { ...others, 'members-1': members!, 'members-2': second! } });
      expect(halves(members).root.value!.toString()).toBe(scoreAssessee(scheme, twice).root.value!.toString());
      const worst = tallyOf({ overall: { a: 0, b: 0, c: 0, d: 1 } });
      expect(halves(worst).nodes['ballots']!.value!.compare(halves(members).nodes['ballots']!.value!)).toBeLessThan(0);
    }));
  });

  test('the order in which ballots are counted changes nothing, and a better mark in place of a worse one never lowers a score', () => {
    const ballot = fc.constantFrom('a', 'b', 'c', 'd');
    const counted = (marks: readonly string[]) => marks.map((one) => tallyOf({ overall: { [one]: 1 } })).reduce(addTallies);
    fc.assert(fc.property(inputs, fc.array(ballot, { minLength: 1, maxLength: 30 }), fc.integer(), fc.nat(), (given, marks, seed, at) => {
      const scored = (list: readonly string[]) => scoreAssessee(scheme, { ...given, tallies: { ...given.tallies, members: counted(list) } }).root.value!;
      const score = scored(marks);
      expect(scored(shuffled(marks, seededRandom(seed))).equals(score)).toBe(true);
      expect(scored(marks.with(at % marks.length, 'a')).compare(score)).toBeGreaterThanOrEqual(0);
    }));
  });
});
