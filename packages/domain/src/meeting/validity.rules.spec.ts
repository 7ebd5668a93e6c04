import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compositionProblems, needed, presenceProblem, reaches, voidReason, voidSheets, type SheetVotes } from './validity.rules.ts';

describe('R11 R18 R19 when a vote stands', () => {
  test('more than half is not half; two thirds are enough; a number of heads beside the share', () => {
    expect([49, 50, 51].map((n) => reaches(n, 100, { share: '1/2', over: true }))).toEqual([false, false, true]);
    expect([65, 66, 67].map((n) => reaches(n, 99, { share: '2/3' }))).toEqual([false, true, true]);
    expect([reaches(19, 19, { heads: 20 }), reaches(20, 20, { heads: 20 }), reaches(20, 50, { heads: 20, share: '1/2' })]).toEqual([false, true, false]);
    expect([needed(100, { share: '1/2', over: true }), needed(99, { share: '2/3' }), needed(7, { share: '2/3' }), needed(30, { heads: 20, share: '1/2' })]).toEqual([51, 66, 5, 20]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.boolean(), (whole, a, b, over) => {
      const rule = { share: `${Math.min(a, b)}/${Math.max(a, b)}`.replace(/^0\/.*/, '0'), over };
      const least = needed(whole, rule);
      expect(reaches(least, whole, rule)).toBe(true);
      if (least > 0) expect(reaches(least - 1, whole, rule)).toBe(false);
    }));
    expect(presenceProblem(46, 23, { share: '1/2', over: true })).toEqual({ code: 'meeting.no-quorum', params: { present: 23, due: 46, needed: 24 } });
    expect(presenceProblem(46, 24, { share: '1/2', over: true })).toBeNull();
  });

  test('too few ballots back, or more than tickets were given, void a round with its reason', () => {
    const counts = { due: 60, present: 50, issued: 50, replaced: 1, returned: 51 };
    expect(voidReason(counts, { surplus: 'void' })).toBeNull();
    expect(voidReason({ ...counts, returned: 52 }, { surplus: 'void' })).toEqual({ code: 'vote.surplus', params: { tickets: 51, returned: 52 } });
    expect(voidReason({ ...counts, returned: 52 }, { surplus: 'hold' })).toBeNull();
    expect(voidReason({ ...counts, returned: 39 }, { returned: { of: 'due', share: '2/3' } })).toEqual({ code: 'vote.too-few', params: { returned: 39, of: 60, needed: 40 } });
    expect(voidReason({ ...counts, returned: 40 }, { returned: { of: 'due', share: '2/3' } })).toBeNull();
    expect(voidReason({ ...counts, returned: 0 }, undefined)).toBeNull();
  });

  test('R15 R19 people are counted, not ballots: sixty who rate each other do not make up for the one about whom too few voted, and only that vote falls', () => {
    const votes = (sheet: string, subjects: string[], due: number, returned: number, issued = due): SheetVotes => ({ sheet, subjects, counts: { due, present: issued, issued, replaced: 0, returned } });
    const peers = Array.from({ length: 60 }, (_, n) => votes(`r1-${n + 2}`, [`s${n}`], 59, n === 7 ? 20 : 59));
    const all = [votes('r1-1', peers.flatMap((one) => one.subjects), 20, 15), ...peers];
    const rule = { returned: { of: 'due', share: '2/3' } } as const;
    // all ballots together are 3,516 of 3,560; of the 79 who may rate this one person 35 did
    expect(voidSheets(all, rule)).toEqual({ s7: { code: 'vote.too-few', params: { returned: 35, of: 79, needed: 53 } } });
    expect(voidSheets(all.slice(0, 1), rule)).toEqual({});
    expect(voidSheets(all, undefined)).toEqual({});
    // a sheet with more ballots than tickets falls, with whoever stands on it; a lack on another sheet does not make up for it
    const over = [votes('r1-1', ['a', 'b'], 20, 10), votes('r1-2', ['a'], 9, 10, 9), votes('r1-3', ['b'], 9, 9)];
    const reason = { code: 'vote.surplus', params: { tickets: 9, returned: 10 } };
    expect(voidSheets(over, { surplus: 'void' })).toEqual({ 'r1-2': reason, a: reason });
    expect(voidSheets(over, { surplus: 'hold' })).toEqual({});
  });

  test('seventy in a hundred of those present must be ordinary residents', () => {
    const parts = [{ id: 'residents', title: { text: '群众' }, share: '7/10' }];
    expect(compositionProblems('village', 30, parts, { residents: 20 })).toEqual([{ code: 'meeting.composition', at: 'village', params: { part: 'residents', heads: 20, needed: 21 } }]);
    expect(compositionProblems('village', 30, parts, { residents: 21 })).toEqual([]);
  });
});
