import { describe, expect, test } from '@jest/globals';
import { settleGroups, type GroupRule } from './electorate.rules.ts';

const group = (id: string, into: string | null, minHeads = 1): GroupRule => ({ id, minHeads, small: into === null ? { rule: 'named' } : { rule: 'merge', into } });
const GROUPS = [group('leaders', 'peers'), group('peers', null), group('members', null)];

describe('R-F3 how groups vote', () => {
  test('small ones merge or sign as the scheme says, and whoever the office names signs whatever the size', () => {
    expect(settleGroups(GROUPS, { leaders: 3, peers: 6, members: 4 })).toMatchObject({ value: [{ votes: 'merged', into: 'peers' }, { votes: 'own' }, { votes: 'named' }] });
    expect(settleGroups(GROUPS, { leaders: 3, peers: 6, members: 20 }, ['leaders', 'members'])).toMatchObject({ value: [{ votes: 'named', into: null }, { votes: 'own' }, { votes: 'named' }] });
  });

  test('nobody votes secretly through a group that signs', () => {
    expect(settleGroups(GROUPS, { leaders: 3, peers: 6, members: 20 }, ['peers'])).toMatchObject({ error: { issues: [{ code: 'electorate.merge-too-small', at: 'leaders' }] } });
    expect(settleGroups(GROUPS, { leaders: 3, peers: 4, members: 20 })).toMatchObject({ error: { issues: [{ code: 'electorate.merge-too-small', at: 'leaders' }] } });
  });
});
