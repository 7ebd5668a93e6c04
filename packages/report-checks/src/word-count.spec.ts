import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reportWordCount, wordCount } from './index.ts';

/** text, 字数, reason */
const VECTORS: readonly (readonly [string, number, string])[] = [
  ['', 0, 'nothing'],
  ['   \n\t　\u00a0', 0, 'blanks, line breaks, ideographic and no-break spaces are not counted'],
  ['党', 1, 'one character'],
  ['党支部书记', 5, 'each character counts'],
  ['党 支 部', 3, 'spaces between characters add nothing'],
  ['支部\n书记', 4, 'a line break adds nothing'],
  ['你好，世界。', 6, 'full-width comma and full stop count one each'],
  ['《条例》', 4, 'title marks count one each'],
  ['“三会一课”', 6, 'curly quotation marks lie in the East Asian run'],
  ['（试行）', 4, 'full-width brackets'],
  ['一、二；三：四！五？', 10, 'every full-width mark is one'],
  ['——', 2, 'a Chinese dash is two characters of one each'],
  ['……', 2, 'a Chinese ellipsis is two characters of one each'],
  ['他说——不行……', 8, 'dash and ellipsis amid characters'],
  ['2022年', 2, 'a run of digits is one word, 年 is one'],
  ['2022年12月31日', 6, 'three runs of digits and three characters'],
  ['3500字以内', 4, 'digits one, three characters'],
  ['96.5%', 1, 'decimal point and per cent sign stay within the run'],
  ['增长12.5%。', 4, 'two characters, one run, one full stop'],
  ['1,024人', 2, 'a half-width comma within a number does not break the run'],
  ['１２３', 3, 'full-width digits are East Asian, one each'],
  ['ＡＢ', 2, 'full-width letters one each'],
  ['A+B', 1, 'letters and half-width signs are one run'],
  ['A + B', 3, 'blanks break the run; a lone sign is a word of its own'],
  ['党建+', 3, 'a half-width plus after characters is a run of its own'],
  ['党建＋', 3, 'a full-width plus is one'],
  ['党建+教学', 5, 'characters, sign, characters'],
  ['hello world', 2, 'two words'],
  ['hello,world', 1, 'no blank, one run'],
  ["don't", 1, 'straight apostrophe stays in the word'],
  ['don’t', 1, 'curly apostrophe between letters belongs to the word'],
  ['e-mail', 1, 'hyphen stays in the word'],
  ['https://www.example.edu.cn/a?b=1', 1, 'an address is one run'],
  ['邮箱dang@example.cn', 3, 'two characters and one run'],
  ['使用Adobe Photoshop打开图片', 8, 'six characters and two words, as Word reports it'],
  ['EXH.C-◇', 2, 'a run and a geometric shape, which Word takes as East Asian'],
  ['①②③', 3, 'circled numbers are East Asian, one each'],
  ['37℃', 2, 'digits and a sign of the East Asian run'],
  ['3×4', 3, '× lies in the East Asian run and parts the digits'],
  ['好👍', 2, 'a character beyond the basic plane counts one, not two code units'],
  ['𬀩䶮㸌', 3, 'rare characters of the extensions count one each'],
  ['👍🏽', 1, 'a skin tone belongs to its emoji'],
  ['한국어', 3, 'Hangul is counted like characters'],
  ['12（其中女5）', 7, 'run, bracket, three characters, run, bracket'],
  ['第3、4期', 5, 'an ideographic comma parts the digits'],
  ['支部,书记', 5, 'a half-width comma between characters is a run of its own'],
  ['Ⅱ级', 2, 'a Roman numeral sign is one'],
  ['零\u200b宽', 2, 'zero-width space is nothing'],
];

describe('R-E2 字数 as Word counts it', () => {
  test('there are at least 40 vectors', () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(40);
  });
  test.each(VECTORS)('%j is %i: %s', (text, expected) => {
    expect(wordCount(text)).toBe(expected);
  });

  test('a line break between two texts keeps their counts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const head = a.replace(/[\u200b-\u200f\u2060-\u2064\ufeff’]|\p{M}|[\ufe00-\ufe0f]/gu, '');
      expect(wordCount(`${head}\n${b}`)).toBe(wordCount(head) + wordCount(b));
    }));
  });

  test('a report counts its texts and not its headings', () => {
    const report = { sections: [{ id: 'a', kind: 'free' as const, title: '一、基本情况', text: '我是书记。' }, { id: 'b', kind: 'free' as const, text: '3人' }] };
    expect(reportWordCount(report)).toBe(7);
  });
});
