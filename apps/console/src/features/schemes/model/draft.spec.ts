import { describe, expect, test } from '@jest/globals';
import type { Edit } from '@shuping/scheme';
import { freshId, lockOf, withAdd, withLock, withoutChanges, withRemove, withSet } from './draft.ts';

const set = (path: string, value: unknown): Edit => ({ op: 'set', path, value });

describe('R-B5 edits of a layer', () => {
  test('a value set twice is one edit, and back at the inherited value it is none', () => {
    const once = withSet([], 'appeal/days', 7, 5);
    const twice = withSet(once, 'appeal/days', 8, 5);
    expect(twice).toEqual([set('appeal/days', 8)]);
    expect(withSet(twice, 'appeal/days', 5, 5)).toEqual([]);
  });

  test('equal wording in another order of keys is no change', () => {
    expect(withSet([], 'calendar/meeting/opens', { day: 1, month: 2, yearOffset: 0 }, { month: 2, yearOffset: 0, day: 1 })).toEqual([]);
  });

  test('what this layer added and removes leaves no trace; what came from above is removed by an edit', () => {
    const added = withSet(withAdd([], 'questions', { id: 'q-1', kind: 'shared', title: { text: 'a' } }), 'questions/q-1/title', { text: 'b' }, undefined);
    expect(added).toHaveLength(2);
    expect(withRemove(added, 'questions/q-1')).toEqual([]);
    expect(withRemove([set('questions/theme/title', { text: 'a' })], 'questions/theme')).toEqual([{ op: 'remove', path: 'questions/theme' }]);
  });

  test('a setting inside a member of the own layer stays even when it equals nothing above', () => {
    const added = withAdd([], 'questions', { id: 'q-1', kind: 'shared', title: { text: 'a' } });
    expect(withSet(added, 'questions/q-1/owner', 'office', 'office')).toHaveLength(2);
  });

  test('reverting takes back what lies at and below a path, nothing beside it', () => {
    const changes = [set('appeal/days', 7), set('appeal/daysMore', 1), set('questions/theme/title', { text: 'a' })];
    expect(withoutChanges(changes, 'appeal/days')).toEqual([changes[1], changes[2]]);
    expect(withoutChanges(changes, 'questions/theme')).toEqual([changes[0], changes[1]]);
  });

  test('one lock a place; an empty range is no lock; other constraints stay', () => {
    const keep = { kind: 'keep' as const, path: 'questions', ids: ['theme'] };
    const locked = withLock([keep], 'appeal/days', { kind: 'range', min: 5 });
    expect(lockOf(locked, 'appeal/days')).toEqual({ kind: 'range', min: 5 });
    expect(withLock(locked, 'appeal/days', { kind: 'fixed' })).toEqual([keep, { kind: 'fixed', path: 'appeal/days' }]);
    expect(withLock(locked, 'appeal/days', { kind: 'range' })).toEqual([keep]);
  });

  test('a fresh id is not one that exists', () => {
    const draws = [0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0];
    expect(freshId('q', ['q-aaaaa'], () => draws.shift() ?? 0)).not.toBe('q-aaaaa');
  });
});
