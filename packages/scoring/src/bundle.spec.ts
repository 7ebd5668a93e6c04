import { describe, expect, test } from '@jest/globals';
import { hashOf } from '@shuping/kernel';
import { sampleScheme } from '@shuping/scheme/testing';
import { makeBundle, verifyBundle, type ResultsBundle } from './bundle.ts';
import { ENGINE_VERSION } from './engine.ts';
import { SCORING_CODES } from './locales/codes.ts';
import { scoringEn } from './locales/en.ts';
import { scoringZhCN } from './locales/zh-CN.ts';
import { inputsOf, tallyOf } from './testing/builders.ts';

const inputs = (a: number, regular: number) => inputsOf({
  officer: { regular, research: 81, comment: 92 },
  tallies: { leaders: tallyOf({ overall: { a, b: 7 - a } }), members: tallyOf({ overall: { a: 11, b: 6, c: 2 } }), served: tallyOf({ overall: { a: 2, b: 1 } }) },
  merged: { served: 'members' },
});
const bundle = () => makeBundle(sampleScheme(), [
  { id: 'first', inputs: inputs(5, 93), decided: { grade: 'good', reason: '会议研究' } }, { id: 'second', inputs: inputs(3, 84) },
  { id: 'third', inputs: { ...inputs(3, 84), officer: {} } }, { id: 'fourth', inputs: inputs(7, 99) },
]);
const changed = (change: (b: ResultsBundle) => void): unknown => {
  const copy = JSON.parse(JSON.stringify(bundle())) as ResultsBundle;
  change(copy);
  return copy;
};

describe('R-G2 a bundle is recomputed without server or database', () => {
  test('an untouched bundle verifies, also after a round trip through JSON', () => {
    expect(bundle()).toMatchObject({ format: 'shuping-results@1', engine: ENGINE_VERSION });
    expect(verifyBundle(bundle())).toEqual({ ok: true });
    expect(verifyBundle(changed(() => {}))).toEqual({ ok: true });
    expect(bundle().members.map((member) => [member.score === null, member.grade])).toEqual([[false, 'fair'], [false, 'fair'], [true, null], [false, 'fair']]);
  });

  test('one tally changed: the figure of that tally is named, not what follows from it', () => {
    const found = verifyBundle(changed((b) => { b.members[1]!.inputs.tallies['leaders']!.items['overall']!.options = { a: 4, b: 3 }; }));
    // 4·100 + 3·80 = 640 ÷ 7 from the changed votes, 3·100 + 4·80 = 620 ÷ 7 as stored
    expect(found).toEqual({ ok: false, at: '/members/second/figures/b-leaders', expected: '640/7', got: '620/7' });
  });

  test('every other change is found at its place', () => {
    const at = (change: (b: ResultsBundle) => void) => { const found = verifyBundle(changed(change)); return found.ok ? 'ok' : found.at; };
    expect(at((b) => { b.members[0]!.figures['composite'] = '90'; })).toBe('/members/first/figures/composite');
    expect(at((b) => { delete b.members[0]!.figures['bonus']; })).toBe('/members/first/figures/bonus');
    expect(at((b) => { b.members[0]!.figures['extra'] = '1'; })).toBe('/members/first/figures/extra');
    expect(at((b) => { b.members[0]!.score = '100'; })).toBe('/members/first/score');
    expect(at((b) => { b.members[0]!.grade = 'good'; })).toBe('/members/first/grade');
    expect(at((b) => { b.members[0]!.inputs.tallies['members']!.due += 1; })).toBe('/members/first/inputsHash');
    expect(at((b) => { b.members[0]!.decided!.reason = '另一理由'; })).toBe('/hash');
    expect(at((b) => { b.engine = 'other@1'; })).toBe('/hash');
    expect(at((b) => { b.scheme.grading.bands[0]!.from = 89; })).toBe('/schemeHash');
    expect(at((b) => { b.scheme.grading.bands[0]!.from = 70; b.schemeHash = hashOf(b.scheme); b.scheme.grading.quotas[0]!.share = 1; b.schemeHash = hashOf(b.scheme); })).toBe('/members/first/grade');
  });

  test('a thing that is no bundle is refused at its place, never thrown', () => {
    for (const thing of [null, 7, 'x', {}, { format: 'shuping-results@2' }]) expect(verifyBundle(thing).ok).toBe(false);
    expect(verifyBundle(changed((b) => { (b.members[0]!.inputs.tallies['leaders'] as { due: unknown }).due = -1; }))).toMatchObject({ ok: false, at: '/members/0/inputs/tallies/leaders/due', expected: 'bundle.wellformed' });
  });
});

describe('R-G2 every code has words', () => {
  const places = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  test('both catalogues hold exactly the codes, and no place that the other lacks altogether', () => {
    expect(Object.keys(scoringZhCN).sort()).toEqual([...SCORING_CODES].sort());
    expect(Object.keys(scoringEn).sort()).toEqual([...SCORING_CODES].sort());
    for (const code of SCORING_CODES) {
      expect(scoringZhCN[code]).toMatch(/[\u4e00-\u9fff]/);
      expect([code, places(scoringEn[code])]).toEqual([code, places(scoringZhCN[code])]);
    }
  });
});
