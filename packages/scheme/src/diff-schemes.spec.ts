import { describe, expect, test } from '@jest/globals';
import { diffSchemes } from './diff-schemes.ts';
import { schemeHash } from './scheme-hash.ts';
import { sampleScheme } from './testing/index.ts';

describe('R-B4 comparing versions', () => {
  test('R-B4 equal schemes have no difference and one hash, whatever the order of their keys', () => {
    const turned = Object.fromEntries(Object.entries(sampleScheme()).toReversed()) as ReturnType<typeof sampleScheme>;
    expect(diffSchemes(sampleScheme(), turned)).toEqual([]);
    expect(schemeHash(turned)).toBe(schemeHash(sampleScheme()));
    expect(schemeHash({ ...turned, minMonthsInPost: 5 })).not.toBe(schemeHash(turned));
  });

  test('R-B4 additions, removals, changes and new orders are told apart by path', () => {
    const [a, b] = [sampleScheme(), sampleScheme()];
    b.questions[0]!.title = { key: 'theme' };
    b.questions.splice(3, 1);
    b.questions.push({ id: 'new', kind: 'shared', title: { text: '新' } });
    b.vetting.reverse();
    b.questions[0]!.guidance = { text: '写实绩' };
    b.posts.push('副书记');
    b.grading.bands[0]!.from = 88;
    expect(diffSchemes(a, b)).toEqual([
      { kind: 'added', path: 'posts/副书记', after: '副书记' },
      { kind: 'changed', path: 'questions/theme/title', before: { text: '政治建设' }, after: { key: 'theme' } },
      { kind: 'added', path: 'questions/theme/guidance', after: { text: '写实绩' } },
      { kind: 'removed', path: 'questions/fault', before: a.questions[3] },
      { kind: 'added', path: 'questions/new', after: b.questions.at(-1) },
      { kind: 'reordered', path: 'vetting', before: ['office', 'leader'], after: ['leader', 'office'] },
      { kind: 'changed', path: 'grading/bands/good/from', before: 90, after: 88 },
    ]);
  });
});
