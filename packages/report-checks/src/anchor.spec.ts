import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findAnchor, makeAnchor } from './index.ts';

const TEXT = '我每月到实验室听一次意见。去年查出的三个问题，改了两个。剩下的一个是党费收缴不及时，我负责在三月底前改到位。年底请支部大会评议。';
const place = (quote: string): [number, number] => [TEXT.indexOf(quote), TEXT.indexOf(quote) + quote.length];

// sentences of distinct characters, so that a passage occurs once
const letters = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇'];
const parts = fc.shuffledSubarray(letters, { minLength: 60, maxLength: 80 }).map((list) => list.join(''));
const insertion = fc.string({ unit: fc.constantFrom(...'新增改写的一段话ABC，。'), maxLength: 30 });

describe('R-E3 comments follow their passage', () => {
  test('an unchanged text gives the same place with score 1', () => {
    expect(findAnchor(makeAnchor(TEXT, ...place('党费收缴不及时')), TEXT)).toEqual({ start: place('党费收缴不及时')[0], end: place('党费收缴不及时')[1], score: 1 });
  });

  test('of two equal phrases the one in the old surroundings is taken', () => {
    const text = '第一段说明情况。已经改到位。第二段另有安排。已经改到位。结束了。';
    const second = text.lastIndexOf('已经改到位');
    const moved = `加一句话。${text}`;
    expect(findAnchor(makeAnchor(text, second, second + 5), moved)?.start).toBe(second + 5);
  });

  test('a reworded passage is found between its surroundings', () => {
    const anchor = makeAnchor(TEXT, ...place('剩下的一个是党费收缴不及时，我负责在三月底前改到位。'));
    const edited = TEXT.replace('我负责在三月底前改到位', '由我负责，四月底前改到位');
    const found = findAnchor(anchor, edited)!;
    expect(edited.slice(found.start, found.end)).toBe('剩下的一个是党费收缴不及时，由我负责，四月底前改到位。');
    expect(found.score).toBeLessThan(1);
  });

  test('a passage reworded and moved is found by likeness', () => {
    const anchor = makeAnchor(TEXT, ...place('我每月到实验室听一次意见。'));
    const found = findAnchor(anchor, '本年情况如下。改了两个。另外，我每两周到实验室听一次意见。完。')!;
    expect(found).not.toBeNull();
    expect('本年情况如下。改了两个。另外，我每两周到实验室听一次意见。完。'.slice(found.start, found.end)).toContain('到实验室听一次意见');
  });

  test('a short phrase that stands elsewhere too is not taken for the deleted one', () => {
    const text = '甲方案已经批准并且开始实行。另有一项由王老师负责办理并按期报告。';
    const at = text.indexOf('负责');
    expect(findAnchor(makeAnchor(text, at, at + 2), '甲方案已经批准并且开始实行。全年工作由大家共同负责完成。')).toBeNull();
  });

  test('edits elsewhere never lose the passage', () => {
    fc.assert(fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 20 }), insertion, insertion, (text, seed, length, before, after) => {
      const start = seed % (text.length - length);
      const quote = text.slice(start, start + length);
      const cut = Math.floor(start / 2);
      const edited = text.slice(0, cut) + before + text.slice(cut, start + length) + text.slice(start + length, start + length + 20) + after + text.slice(start + length + 20);
      const found = findAnchor(makeAnchor(text, start, start + length), edited);
      // the nearest surroundings stay on one side at least
      expect(found && edited.slice(found.start, found.end)).toBe(quote);
    }));
  });

  test('a deleted passage is null, its neighbours left as they were', () => {
    fc.assert(fc.property(parts, fc.nat(), fc.integer({ min: 2, max: 30 }), (text, seed, length) => {
      const start = seed % (text.length - length);
      expect(findAnchor(makeAnchor(text, start, start + length), text.slice(0, start) + text.slice(start + length))).toBeNull();
    }));
  });

  test('an empty quote is nowhere', () => {
    expect(findAnchor(makeAnchor(TEXT, 5, 5), TEXT)).toBeNull();
  });
});
