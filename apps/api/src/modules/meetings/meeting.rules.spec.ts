import { describe, expect, test } from '@jest/globals';
import type { MeetingRules } from '@shuping/scheme';
import type { MeetingGroup, MeetingPlan } from './meeting.entity.ts';
import { factsOf, withSigners } from './meeting.rules.ts';

const group = (id: string, votes: 'own' | 'named', due: number, present: number): MeetingGroup => ({
  id, sectors: ['x'], due, present, printed: 0, voided: 0, handedOut: present, stamped: 0, replaced: 0, settled: { id, heads: due, votes, into: null } as unknown as NonNullable<MeetingGroup['settled']>,
});
const rules = (): MeetingRules => ({ quorum: 0.8 }) as unknown as MeetingRules;
const standing = { phase: 'check_in' as const, rounds: [{ id: 'r1', sector: 'x', subjects: ['a'], phase: 'waiting' as const }] };

describe('R-F3 a person in a group that signs and in one that draws slips', () => {
  test('is due once and present once, whoever was ticked', () => {
    const groups = withSigners([group('leaders', 'named', 3, 0), group('peers', 'own', 10, 8)], { leaders: 3 }, { leaders: 2 });
    // two of the leaders draw a slip among the peers, where the clerk counts their heads
    const plan: MeetingPlan = { whole: true, sheets: [], tickets: {}, also: { peers: 2 } };
    const facts = factsOf({ groups, plan, confirmations: {}, waves: [], paper: { handedOut: {}, ledgers: {} } }, 'close_check_in', { rules, commentsMissing: 0, standing: standing as never, round: null, returned: {} });
    expect([facts.due, facts.present]).toEqual([11, 9]);
    expect(groups.map((one) => [one.present, one.twice])).toEqual([[3, 2], [8, undefined]]);
  });
});
