import { describe, expect, test } from '@jest/globals';
import { proposeAssessees, type PostHolding } from './coverage.rules.ts';

const RULES = () => ({ posts: ['党支部书记', '党支部副书记'], minMonthsInPost: 6 });
const held = (appointmentId: string, orgId: string, personId: string, from: string, to: string | null = null, post = '党支部书记'): PostHolding => ({ appointmentId, orgId, personId, sector: 'school', post, from, to });
const propose = (units: readonly string[], holdings: readonly PostHolding[]) => proposeAssessees(units.map((orgId) => ({ orgId, sector: 'school' })), holdings, '2026-12-31', RULES);

describe('R-A2 who is assessed when secretaries change', () => {
  test('a secretary replaced in mid-year: the successor, who stands at the end of the year', () => {
    const { proposed, missing } = propose(['u1'], [held('a1', 'u1', 'old', '2023-01-01', '2026-05-31'), held('a2', 'u1', 'new', '2026-06-01')]);
    expect([proposed.map((one) => one.personId), missing]).toEqual([['new'], []]);
  });

  test('replaced too late for the successor: named as short tenure, for the office to decide', () => {
    const { proposed, missing } = propose(['u1'], [held('a1', 'u1', 'old', '2023-01-01', '2026-09-30'), held('a2', 'u1', 'new', '2026-10-01')]);
    expect(proposed).toEqual([]);
    expect(missing).toEqual([{ orgId: 'u1', personId: 'new', code: 'coverage.short-tenure', params: { months: 2, needed: 6, from: '2026-10-01' } }]);
  });

  test('one person with a post in two units is assessed in each; with two posts in one unit once, by the first post of the rules', () => {
    const { proposed } = propose(['u1', 'u2'], [held('a1', 'u1', 'p', '2023-01-01'), held('a2', 'u2', 'p', '2023-01-01'), held('a3', 'u2', 'p', '2022-01-01', null, '党支部副书记')]);
    expect(proposed.map((one) => [one.orgId, one.appointmentId])).toEqual([['u1', 'a1'], ['u2', 'a2']]);
  });
});
