import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffSentences, sentences } from './index.ts';

const sentence = fc.constantFrom('甲。', '乙！', '丙？', '丁，戊。', '“己！”他说。', '庚\n');
const text = fc.array(sentence, { maxLength: 12 }).map((list) => list.join(''));

describe('R-E3 sentences and what changed between versions', () => {
  test('quotations, dashes and line ends', () => {
    expect(sentences('我问：“行吗？”他说：“行！”就走了。第二句……还没完\n新段').map((item) => item.text)).toEqual(['我问：“行吗？”', '他说：“行！”', '就走了。', '第二句……还没完', '新段']);
  });

  test('offsets cut the sentence out of the text', () => {
    fc.assert(fc.property(text, (value) => {
      for (const item of sentences(value)) expect(value.slice(item.start, item.end)).toBe(item.text);
    }));
  });

  test('a changed sentence is one removal and one addition', () => {
    expect(diffSentences('甲。乙。丙。', '甲。乙改。丙。').map((item) => [item.kind, item.text])).toEqual([['same', '甲。'], ['removed', '乙。'], ['added', '乙改。'], ['same', '丙。']]);
  });

  test('kept and removed give the old version, kept and added the new one', () => {
    fc.assert(fc.property(text, text, (a, b) => {
      const diff = diffSentences(a, b);
      expect(diff.filter((item) => item.kind !== 'added').map((item) => item.text)).toEqual(sentences(a).map((item) => item.text));
      expect(diff.filter((item) => item.kind !== 'removed').map((item) => item.text)).toEqual(sentences(b).map((item) => item.text));
    }));
  });

  test('equal versions differ in nothing', () => {
    fc.assert(fc.property(text, (value) => {
      expect(diffSentences(value, value).every((item) => item.kind === 'same')).toBe(true);
    }));
  });
});
