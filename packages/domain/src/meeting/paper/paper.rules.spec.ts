import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answersAll, BATCH_MAX, decided, differencesOf, EMPTY_LEDGER, ledgerProblems, mayBatch, mayType, PAPER_REMARK, paperProblems, stepOf, tidySheets, type PaperBatchState, type PaperDecision, type PaperHand, type PaperSheet } from './index.ts';

const ledger = { printed: 30, spoiled: 2, unused: 18, returned: 9, kept: 1 };

describe('R-F5 ledger of paper', () => {
  test('balances only when every sheet is accounted for; any other figure is refused with class and difference', () => {
    expect(ledgerProblems('peers', ledger, 10)).toEqual([]);
    expect(ledgerProblems('peers', { ...ledger, unused: 17 }, 10)).toEqual([{ code: 'paper.sheets-differ', at: 'peers', params: { difference: -1, printed: 30, handedOut: 10, spoiled: 2, unused: 17 } }]);
    expect(ledgerProblems('peers', { ...ledger, kept: 0 }, 10)).toEqual([{ code: 'paper.box-differs', at: 'peers', params: { difference: -1, handedOut: 10, returned: 9, kept: 0 } }]);
    expect(ledgerProblems('peers', { ...ledger, returned: 11, kept: 0 }, 10)).toEqual([{ code: 'paper.more-returned', at: 'peers', params: { difference: 1, returned: 11, handedOut: 10 } }]);
    expect(ledgerProblems('peers', EMPTY_LEDGER, 0)).toEqual([]);
  });

  test('one figure off by any number never balances', () => {
    const field = fc.constantFrom('printed', 'spoiled', 'unused', 'returned', 'kept');
    fc.assert(fc.property(fc.nat(50), fc.nat(20), fc.nat(20), fc.nat(50), field, fc.integer({ min: 1, max: 9 }), fc.boolean(), (returned, kept, spoiled, unused, which, off, up) => {
      const good = { printed: returned + kept + spoiled + unused, spoiled, unused, returned, kept };
      expect(ledgerProblems('a', good, returned + kept)).toEqual([]);
      const bad = { ...good, [which]: good[which as keyof typeof good] + (up ? off : -off) };
      expect(ledgerProblems('a', bad, returned + kept)).toHaveLength(1);
    }));
  });

  test('before the seal every returned sheet is counted; classes without paper are in order; a ledger nobody was given a sheet of is looked at too', () => {
    const ledgers = { 'r1/peers': ledger, 'r2/peers': EMPTY_LEDGER };
    expect(paperProblems('r1', { peers: 10, leaders: 0 }, ledgers, null)).toEqual([]);
    expect(paperProblems('r1', { peers: 10 }, ledgers, { peers: 9 })).toEqual([]);
    expect(paperProblems('r1', { peers: 10 }, ledgers, { peers: 8 })).toEqual([{ code: 'paper.sheets-uncounted', at: 'peers', params: { difference: 1, returned: 9, counted: 8 } }]);
    expect(paperProblems('r1', {}, ledgers, null)).toMatchObject([{ code: 'paper.sheets-differ', at: 'peers' }, { code: 'paper.more-returned', at: 'peers' }].slice(0, 2));
    expect(paperProblems('r2', { peers: 10 }, ledgers, null)).toHaveLength(2);
  });

  test('batches are small and stay within what came back', () => {
    expect(mayBatch(9, 0, 9).ok).toBe(true);
    expect(mayBatch(5, 5, 9)).toMatchObject({ error: { code: 'paper.batch-beyond-box' } });
    expect(mayBatch(BATCH_MAX + 1, 0, 100)).toMatchObject({ error: { code: 'paper.batch-too-big' } });
  });
});

describe('R-F5 double entry', () => {
  const hand = (accountId: string): PaperHand => ({ accountId, name: accountId, entry: accountId });
  const fresh: PaperBatchState = { first: null, second: null, look: null, settledBy: [], counted: false };

  test('two different people, once each', () => {
    expect(mayType(fresh, 'a')).toEqual({ ok: true, value: 'first' });
    const once = { ...fresh, first: hand('a') };
    expect(mayType(once, 'a')).toEqual({ ok: false, error: { code: 'paper.same-person' } });
    expect(mayType(once, 'b')).toEqual({ ok: true, value: 'second' });
    const twice = { ...once, second: hand('b') };
    expect(mayType(twice, 'c')).toEqual({ ok: false, error: { code: 'paper.typed-already' } });
    expect([stepOf(fresh), stepOf(once), stepOf(twice), stepOf({ ...twice, counted: true })]).toEqual(['first', 'second', 'look', 'counted']);
  });

  test('a remark is compared as it is read, not as it is spaced; one that only one person found is a difference, and what is decided to be none is gone', () => {
    const sheet = (remark?: string): PaperSheet => ({ s1: { overall: 'hao', ...(remark === undefined ? {} : { [PAPER_REMARK]: remark }) } });
    expect(tidySheets([sheet('  多到  一线\n去 '), sheet(' '), sheet()])).toEqual([sheet('多到 一线 去'), sheet(), sheet()]);
    const [first, second] = [[sheet('多到一线'), sheet('少开会'), sheet()], [sheet('多到一线'), sheet(), sheet('办实事')]];
    const differences = differencesOf(first, second);
    expect(differences).toEqual([{ sheet: 2, subject: 's1', item: PAPER_REMARK, first: '少开会', second: null }, { sheet: 3, subject: 's1', item: PAPER_REMARK, first: null, second: '办实事' }]);
    expect(decided(first, differences.map(({ sheet: at, subject, item }) => ({ sheet: at, subject, item, mark: at === 2 ? null : '办实事' })))).toEqual([sheet('多到一线'), sheet(), sheet('办实事')]);
  });

  test('decisions on the difference list bring any two entries together', () => {
    const mark = fc.constantFrom('hao', 'cha', '!', null);
    const sheets = fc.array(fc.record({ s1: fc.record({ x: mark, y: mark }), s2: fc.record({ x: mark, y: mark }) }), { minLength: 3, maxLength: 3 });
    fc.assert(fc.property(sheets, sheets, (first: PaperSheet[], second: PaperSheet[]) => {
      const places = differencesOf(first, second);
      const decisions: PaperDecision[] = places.map(({ second: right, first: _wrong, ...place }) => ({ ...place, mark: right }));
      expect(answersAll(places, decisions)).toBe(true);
      expect(decided(first, decisions)).toEqual(second);
      if (decisions.length > 0) expect([answersAll(places, decisions.slice(1)), answersAll(places, [...decisions.slice(1), { ...decisions[0]!, sheet: 9 }]), answersAll(places, [...decisions, decisions[0]!])]).toEqual([false, false, false]);
    }));
  });
});
