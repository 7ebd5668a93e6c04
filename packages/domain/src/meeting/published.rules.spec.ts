import { describe, expect, test } from '@jest/globals';
import { K_ANONYMITY } from '@shuping/scheme';
import fc from 'fast-check';
import { publish, showable, type View } from './published.rules.ts';

const CLASSES = ['a', 'b', 'c', 'd'] as const;
type Counts = Readonly<Record<string, number>>;
const sumOf = (ids: readonly string[], of: Counts): number => ids.reduce((sum, id) => sum + of[id]!, 0);

/** Every assignment of marks to classes that agrees with all views, by trying all of them. */
function consistent(sizes: Counts, views: readonly View[], marks: Counts): Counts[] {
  let found: Counts[] = [{}];
  for (const [id, size] of Object.entries(sizes)) found = found.flatMap((one) => Array.from({ length: size + 1 }, (_, n) => ({ ...one, [id]: n })));
  return found.filter((one) => views.every((view) => sumOf(view.of, one) === sumOf(view.of, marks)));
}

const subsets = (ids: readonly string[]): string[][] => ids.reduce<string[][]>((all, id) => [...all, ...all.map((one) => [...one, id])], [[]]);

/** Sets of fewer than five voters whose count of marks the views pin down, other than by a unanimous piece of five or more. */
function pinned(sizes: Counts, views: readonly View[], marks: Counts): string[] {
  const possible = consistent(sizes, views, marks);
  const pieceOf = (id: string): string[] => Object.keys(sizes).filter((other) => views.every((view) => view.of.includes(id) === view.of.includes(other)));
  const unanimous = (id: string): boolean => {
    const piece = pieceOf(id);
    const [size, count] = [sumOf(piece, sizes), sumOf(piece, marks)];
    return size >= K_ANONYMITY && (count === 0 || count === size);
  };
  return subsets(Object.keys(sizes)).filter((set) => {
    const size = sumOf(set, sizes);
    if (size === 0 || size >= K_ANONYMITY) return false;
    return new Set(possible.map((one) => sumOf(set, one))).size === 1 && !set.filter((id) => sizes[id]! > 0).every(unanimous);
  }).map((set) => set.join('+'));
}

const world = fc.record({ sizes: fc.record({ a: fc.integer({ min: 0, max: 7 }), b: fc.integer({ min: 0, max: 6 }), c: fc.integer({ min: 0, max: 6 }), d: fc.integer({ min: 0, max: 5 }) }), draws: fc.array(fc.subarray([...CLASSES], { minLength: 1 }), { minLength: 1, maxLength: 4 }), dice: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }) });
const marksOf = (sizes: Counts, dice: readonly number[]): Counts => Object.fromEntries(CLASSES.map((id, at) => [id, Math.round(sizes[id]! * dice[at]!)]));

describe('R-F3 SEC-G5 counts that may be shown', () => {
  test('no set of views that is let through pins down what fewer than five said, by trying every possibility', () => {
    let held = 0;
    fc.assert(fc.property(world, fc.nat(3), ({ sizes, draws, dice }, earlier) => {
      const views = draws.map((of, at): View => ({ id: String(at), of }));
      // some were shown at another time; those had to pass as well
      const first = showable(sizes, views.slice(0, earlier));
      const before = views.slice(0, earlier).filter((view) => first.shown.includes(view.id));
      const then = showable(sizes, views.slice(earlier), before);
      held += first.held.length + then.held.length;
      const seen = [...before, ...views.slice(earlier).filter((view) => then.shown.includes(view.id))];
      expect(pinned(sizes, seen, marksOf(sizes, dice))).toEqual([]);
    }), { numRuns: 600 });
    expect(held).toBeGreaterThan(100);
  });

  test('the same search does pin counts down when everything is shown', () => {
    let broken = 0;
    fc.assert(fc.property(world, ({ sizes, draws, dice }) => {
      broken += Number(pinned(sizes, draws.map((of, at): View => ({ id: String(at), of })), marksOf(sizes, dice)).length > 0);
    }), { numRuns: 200 });
    expect(broken).toBeGreaterThan(20);
  });

  test('total less groups, after less before, parent less children', () => {
    const sizes = { leaders: 3, peers: 9, members: 20 };
    const groups = [{ id: 'peers', of: ['peers'] }, { id: 'members', of: ['members'] }];
    expect(showable(sizes, [...groups, { id: 'all', of: ['leaders', 'peers', 'members'] }])).toEqual({ shown: ['peers', 'members'], held: ['all'] });
    expect(showable({ members: 20, late: 2 }, [{ id: 'after', of: ['members', 'late'] }], [{ id: 'before', of: ['members'] }])).toEqual({ shown: [], held: ['after'] });
    expect(showable({ members: 20, late: 5 }, [{ id: 'after', of: ['members', 'late'] }], [{ id: 'before', of: ['members'] }]).shown).toEqual(['after']);
    expect(showable({ one: 8, two: 6, three: 4 }, [{ id: 'parent', of: ['one', 'two', 'three'] }, { id: 'one', of: ['one'] }, { id: 'two', of: ['two'] }])).toEqual({ shown: ['parent', 'one'], held: ['two'] });
  });

  test('a class with one to four ballots does not pass, nor one with so few valid ones; a unanimous class of five and a named class do', () => {
    const of = (valid: number) => ({ valid, items: {} });
    const counted = { leaders: of(4), peers: of(5), members: of(3), staff: of(0) };
    const sizes = { leaders: 4, peers: 5, members: 9, staff: 0 };
    expect(Object.keys(publish(counted, { sizes }))).toEqual(['peers', 'staff']);
    expect(Object.keys(publish(counted, { sizes, named: ['leaders'] }))).toEqual(['leaders', 'peers', 'staff']);
    expect(Object.keys(publish({ peers: of(9) }, { sizes: { leaders: 4, peers: 5 }, folding: { merged: { leaders: 'peers' }, withheld: [] } }))).toEqual(['peers']);
    expect(publish({ leaders: of(6) }, { sizes: { leaders: 6 }, folding: { merged: {}, withheld: ['leaders'] } })).toEqual({});
  });
});
