import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '@shuping/kernel';
import fc from 'fast-check';
import { checkChoices, countMarks, countsFor, makeSealFile, splitAndShuffle, sumMarks, verifySealFile, type BallotFormSheet, type IntakeBallot, type SealContent } from './index.ts';

const options = ['hao', 'jiao', 'yiban', 'cha'].map((id) => ({ id, title: id, anchor: '' }));
const form: BallotFormSheet = {
  meeting: 'm', round: 'r1', title: 't', named: false,
  subjects: [{ id: 's1', name: '一', unit: 'u' }, { id: 's2', name: '二', unit: 'u' }],
  classes: {
    a: { title: 'A', items: [{ id: 'overall', title: 'o', required: true, options }] },
    b: { title: 'B', items: [{ id: 'overall', title: 'o', required: false, options }] },
  },
};
const mark = fc.constantFrom('hao', 'jiao', 'yiban', 'cha');
const ballot = fc.record({ class: fc.constantFrom('a', 'b'), choices: fc.record({ s1: fc.record({ overall: mark }), s2: fc.record({ overall: mark }) }) }) as fc.Arbitrary<IntakeBallot>;

describe('R-F3 ballot form', () => {
  test('names the place of what is wrong', () => {
    const a = form.classes['a']!;
    expect(checkChoices(a, form.subjects, { s1: { overall: 'hao' } })).toEqual({ ok: false, error: { code: 'ballot.incomplete', at: 'choices/s2' } });
    expect(checkChoices(a, form.subjects, { s1: { overall: null }, s2: { overall: 'hao' } })).toMatchObject({ error: { code: 'ballot.incomplete', at: 'choices/s1/overall' } });
    expect(checkChoices(a, form.subjects, { s1: { overall: 'x' }, s2: { overall: 'hao' } })).toMatchObject({ error: { code: 'ballot.unknown-option' } });
    expect(checkChoices(a, form.subjects, { s1: { overall: 'hao', who: 'me' }, s2: { overall: 'hao' } })).toMatchObject({ error: { code: 'ballot.unknown-field', at: 'choices/s1/who' } });
    expect(checkChoices(a, form.subjects, { s1: { overall: 'hao' }, s2: { overall: 'cha' }, s3: {} })).toMatchObject({ error: { code: 'ballot.unknown-field', at: 'choices/s3' } });
    expect(checkChoices(form.classes['b']!, form.subjects, { s1: { overall: null }, s2: { overall: 'cha' } }).ok).toBe(true);
    expect(checkChoices(a, form.subjects, null).ok).toBe(false);
  });
});

describe('R-F4 seal', () => {
  test('splitting keeps every mark and counts do not depend on the order', () => {
    fc.assert(fc.property(fc.array(ballot, { maxLength: 40 }), fc.integer(), (ballots, seed) => {
      const one = countMarks(splitAndShuffle(ballots, form.subjects, seededRandom(seed)), form);
      const two = countMarks(splitAndShuffle([...ballots].reverse(), form.subjects, seededRandom(seed + 1)), form);
      expect(one).toEqual(two);
      const total = Object.values(one).flatMap((c) => Object.values(c)).reduce((sum, c) => sum + c.valid, 0);
      expect(total).toBe(ballots.length * 2);
    }));
  });

  test('a changed tally, receipt or count is found and named', () => {
    const ballots: IntakeBallot[] = Array.from({ length: 6 }, (_, i) => ({ class: i < 3 ? 'a' : 'b', choices: { s1: { overall: 'hao' }, s2: { overall: i % 2 ? 'cha' : 'jiao' } } }));
    const tallies = countMarks(splitAndShuffle(ballots, form.subjects, seededRandom(1)), form) as SealContent['tallies'];
    const counts = { a: { issued: 4, returned: 3, uncast: 1 }, b: { issued: 3, returned: 3, uncast: 0 } };
    const file = makeSealFile({ meeting: 'm', fingerprint: 'F', counts, tallies, receipts: ['F', 'A', 'B', 'C', 'D', 'E'] });
    expect(file.receipts[0]).toBe('A');
    expect(verifySealFile(file)).toEqual({ ok: true });
    const forged = structuredClone(file) as { tallies: Record<string, Record<string, { valid: number }>> } & typeof file;
    forged.tallies['s1']!['a']!.valid = 4;
    expect(verifySealFile(forged)).toEqual({ ok: false, at: 'root' });
    const { format: _f, root: _r, ...content } = forged;
    expect(verifySealFile(makeSealFile(content as SealContent))).toEqual({ ok: false, at: 'tallies/s1/a/valid' });
    expect(verifySealFile(makeSealFile({ meeting: 'm', fingerprint: 'F', counts: { ...counts, b: { issued: 2, returned: 3, uncast: -1 } }, tallies, receipts: file.receipts }))).toEqual({ ok: false, at: 'counts/b' });
    expect(verifySealFile(makeSealFile({ meeting: 'm', fingerprint: 'F', counts, tallies, receipts: ['A'] }))).toEqual({ ok: false, at: 'receipts' });
    const whole = file.receipts.length;
    for (const [unlisted, ok] of [[whole, true], [whole - 1, false]] as const) expect(verifySealFile(makeSealFile({ meeting: 'm', fingerprint: 'F', counts, tallies, receipts: [], unlisted })).ok).toBe(ok);
  });
});

describe('R21 marks that are numbers', () => {
  const range = (kept: 'total' | 'values'): BallotFormSheet => ({ ...form, classes: { a: { title: 'A', items: [{ id: 'points', title: 'p', required: true, options: [], range: { min: 0, max: 100, step: 0.5, kept } }] } } });
  const sheet = range('total').classes['a']!;

  test('a number of the range as it is written, and nothing else', () => {
    const of = (mark: string | null) => checkChoices(sheet, [{ id: 's1' }], { s1: { points: mark } });
    for (const mark of ['0', '100', '87', '87.5']) expect([mark, of(mark).ok]).toEqual([mark, true]);
    for (const mark of ['', '-1', '100.5', '87.3', '087', '87.50', '8e1', ' 87', '８７', 'NaN', 'hao', '1'.repeat(40)]) expect([mark, of(mark)]).toEqual([mark, { ok: false, error: { code: 'ballot.unknown-option', at: 'choices/s1/points' } }]);
    expect(of(null)).toMatchObject({ error: { code: 'ballot.incomplete' } });
  });

  const numbers = fc.array(fc.integer({ min: 0, max: 200 }).map((n) => String(n / 2)), { minLength: 5, maxLength: 30 });
  test('the sum is exact whatever the order; kept one by one, every mark is there; a changed sum breaks the seal', () => {
    fc.assert(fc.property(numbers, fc.integer(), (marks, seed) => {
      const ballots = marks.map((points): IntakeBallot => ({ class: 'a', choices: { s1: { points }, s2: { points: '50' } } }));
      const count = (kept: 'total' | 'values', by: number) => countMarks(splitAndShuffle(ballots, form.subjects, seededRandom(by)), range(kept));
      const halves = marks.reduce((sum, mark) => sum + Number(mark) * 2, 0);
      const cell = count('total', seed)['s1']!['a']!.items['points']!;
      expect(cell).toEqual({ options: {}, blank: 0, total: { sum: halves % 2 === 0 ? String(halves / 2) : `${halves}/2`, count: marks.length } });
      expect(count('total', seed + 1)).toEqual(count('total', seed));
      const values = count('values', seed)['s1']!['a']!.items['points']!.values!;
      expect(Object.entries(values).reduce((sum, [mark, n]) => sum + Number(mark) * 2 * n, 0)).toBe(halves);
      const counts = { a: { issued: marks.length, returned: marks.length, uncast: 0 } };
      const file = makeSealFile({ meeting: 'm', fingerprint: 'F', counts, tallies: count('total', seed) as SealContent['tallies'], receipts: marks.map((_, n) => `R${n}`) });
      expect(verifySealFile(file)).toEqual({ ok: true });
      const forged = structuredClone(file);
      forged.tallies['s1']!['a']!.items['points']!.total!.count += 1;
      const { format: _f, root: _r, ...content } = forged;
      expect(verifySealFile(makeSealFile(content as SealContent))).toEqual({ ok: false, at: 'tallies/s1/a/items/points' });
    }), { numRuns: 40 });
  });
});

describe('R09 R15 R-F3 one subject on several sheets', () => {
  test('ballots of a round counted on the sheets of their classes add up to what they are together, numbers included', () => {
    const range = { min: 0, max: 100, step: 1, kept: 'total' as const };
    const items = [{ id: 'overall', title: 'o', required: true, options }, { id: 'points', title: 'p', required: false, options: [], range }];
    const whole: BallotFormSheet = { ...form, classes: { a: { title: 'A', items }, b: { title: 'B', items } } };
    const cells = fc.record({ overall: mark, points: fc.constantFrom(null, '70', '81', '100') });
    fc.assert(fc.property(fc.array(fc.record({ class: fc.constantFrom('a', 'b'), choices: fc.record({ s1: cells, s2: cells }) }), { maxLength: 30 }), (all) => {
      const ballots = all as unknown as IntakeBallot[];
      const marks = splitAndShuffle(ballots, whole.subjects, seededRandom(1));
      const sheet = (id: string, subjects: readonly string[]): ReturnType<typeof countMarks> => countMarks(marks.filter((one) => one.class === id && subjects.includes(one.subject)), { ...whole, subjects: whole.subjects.filter((one) => subjects.includes(one.id)), classes: { [id]: whole.classes[id]! } });
      // b is asked about both on one sheet, a about one at a time; of two sheets of one class the counts are one
      const half = (n: number): ReturnType<typeof countMarks> => countMarks(marks.filter((one, at) => one.class === 'b' && at % 2 === n), { ...whole, classes: { b: whole.classes['b']! } });
      expect(sumMarks([half(0), half(1), sheet('a', ['s1']), sheet('a', ['s2'])])).toEqual(countMarks(marks, whole));
    }));
    const counts = { counts: {}, rounds: { 'r1-1': { subjects: ['s1', 's2'], counts: { b: { issued: 9, returned: 8, uncast: 1 } } }, 'r1-2': { subjects: ['s1'], counts: { a: { issued: 6, returned: 6, uncast: 0 } } } } };
    expect([countsFor(counts, 's1'), countsFor(counts, 's2')]).toEqual([{ b: { issued: 9, returned: 8, uncast: 1 }, a: { issued: 6, returned: 6, uncast: 0 } }, { b: { issued: 9, returned: 8, uncast: 1 } }]);
  });
});
