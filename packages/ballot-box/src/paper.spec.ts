import { describe, expect, test } from '@jest/globals';
import { PAPER_REMARK } from '@shuping/domain';
import { REMARK } from './remark.ts';
import { differencesOf, TWO_MARKS, type PaperSheet } from '@shuping/domain';
import { seededRandom } from '@shuping/kernel';
import fc from 'fast-check';
import { checkSheet, countMarks, readRecount, recount, splitAndShuffle, withVoids, writeRecount, type BallotFormSheet, type IntakeBallot, type SealedMark, type SealFile } from './index.ts';

const options = ['hao', 'cha', 'unclear'].map((id) => ({ id, title: id, anchor: '' }));
const form: BallotFormSheet = {
  meeting: 'm', round: 'r1', title: '', named: false, subjects: [{ id: 's1', name: '', unit: '' }, { id: 's2', name: '', unit: '' }],
  classes: { a: { title: '', items: [{ id: 'overall', title: '', required: true, options }, { id: 'theme', title: '', required: false, options }] } },
};
const sheet = (overall: string | null, theme: string | null): IntakeBallot => ({ class: 'a', choices: { s1: { overall, theme }, s2: { overall: 'hao', theme: 'hao' } } });
const marksOf = (ballots: readonly IntakeBallot[]): SealedMark[] => withVoids(splitAndShuffle(ballots, form.subjects, seededRandom(7)), form);

describe('R-F5 sheets of paper by the rules of the form', () => {
  test('blank, "don\'t know" and two marks are three things; a required question without one mark voids the subject, an optional one only itself', () => {
    const counts = countMarks(marksOf([sheet('hao', 'unclear'), sheet('hao', null), sheet('cha', TWO_MARKS), sheet(null, 'hao'), sheet(TWO_MARKS, 'hao')]), form);
    expect(counts['s1']!['a']).toEqual({ valid: 3, invalid: 2, items: { overall: { options: { hao: 2, cha: 1, unclear: 0 }, blank: 0 }, theme: { options: { hao: 0, cha: 0, unclear: 1 }, blank: 1, invalid: 1 } } });
    // what is void for one subject counts for the other
    expect(counts['s2']!['a']).toEqual({ valid: 5, items: { overall: { options: { hao: 5, cha: 0, unclear: 0 }, blank: 0 }, theme: { options: { hao: 5, cha: 0, unclear: 0 }, blank: 0 } } });
  });

  test('a remark stands on paper where it stands in a ballot', () => {
    expect(PAPER_REMARK).toBe(REMARK);
  });

  test('a sheet answers every question, and only with what the form knows', () => {
    const check = (choices: unknown) => checkSheet(form.classes['a']!, form.subjects, choices);
    expect(check(sheet(null, TWO_MARKS).choices).ok).toBe(true);
    expect(check(sheet('best', null).choices)).toMatchObject({ error: { code: 'ballot.unknown-option', at: 'choices/s1/overall' } });
    expect(check({ s1: { overall: 'hao', theme: null } })).toMatchObject({ error: { code: 'ballot.incomplete', at: 'choices/s2' } });
  });

  test('the recount counts what the seal counted, void sheets and sheets without tickets included, and names a sheet that was taken away', () => {
    const mark = fc.constantFrom('hao', 'cha', 'unclear', TWO_MARKS, null);
    fc.assert(fc.property(fc.array(fc.tuple(mark, mark), { minLength: 1, maxLength: 30 }), (drawn) => {
      const marks = marksOf(drawn.map(([one, two]) => sheet(one, two)));
      const file: SealFile = { format: 'shuping-seal@1', meeting: 'm', fingerprint: '', counts: { a: { issued: drawn.length, returned: drawn.length, uncast: 0 } }, tallies: countMarks(marks, form), paper: drawn.length, receipts: [], root: '' };
      const text = writeRecount({ tickets: [], marks, sheets: drawn.map(() => ({ round: 'r1', class: 'a' })) });
      expect(recount(file, readRecount(text)!)).toEqual([]);
      expect(recount(file, readRecount(text.replace('sheet r1 a\n', ''))!)).toEqual([{ at: 'paper', expected: drawn.length, got: drawn.length - 1 }, { at: 'counts/a/returned', expected: drawn.length, got: drawn.length - 1 }]);
      const other = text.replace(/^(mark|void) (s1 .*)$/m, (_, kind: string, rest: string) => `${kind === 'mark' ? 'void' : 'mark'} ${rest}`);
      expect(recount(file, readRecount(other)!)).not.toEqual([]);
    }), { numRuns: 100 });
  });

  test('the difference list of two entries names sheet and question', () => {
    const one: PaperSheet[] = [sheet('hao', null).choices, sheet('cha', null).choices];
    expect(differencesOf(one, [sheet('hao', null).choices, sheet('cha', TWO_MARKS).choices])).toEqual([{ sheet: 2, subject: 's1', item: 'theme', first: null, second: TWO_MARKS }]);
    expect(differencesOf(one, one)).toEqual([]);
  });
});
