import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DocxContent } from '../reading/docx-content.ts';
import { levelOfNumbering, levelOfStyle } from './heading-level.ts';
import { splitReport } from './split-report.ts';
import { similarity } from './title-similarity.ts';

const SECTIONS = [
  { id: 'achievements', titles: ['履职工作特色和亮点', '履职情况'] },
  { id: 'problems', titles: ['存在的主要问题', '存在问题'] },
  { id: 'causes', titles: ['原因分析', '问题原因'] },
  { id: 'measures', titles: ['下一步工作思路和主要措施', '改进措施'] },
  { id: 'answer-1', titles: ['抓发展党员工作情况'] },
];

const content = (...lines: string[]): DocxContent => ({ paragraphs: lines.map((text) => ({ text, level: levelOfNumbering(text) })), warnings: [] });
const textOf = (split: ReturnType<typeof splitReport>, id: string) => split.sections.find((section) => section.id === id)?.text;

describe('R-E1: headings', () => {
  test.each([['一、履职情况', 1], ['（一）抓班子带队伍', 2], ['(二) 抓基层', 2], ['1. 三会一课', 3], ['3．整改', 3], ['第二部分 存在问题', 1], ['2025年完成12项', 0], ['1.5万元', 0], ['一、始终坚持党的领导，落实各项任务。', 0], ['本人', 0]])('%s is level %d', (line, level) => {
    expect(levelOfNumbering(line)).toBe(level);
  });

  test('styles decide before numbering', () => {
    expect(levelOfStyle('Heading2', 'heading 2')).toBe(2);
    expect(levelOfStyle('3', '标题 5')).toBe(3);
    expect(levelOfStyle('ShupingBody', 'x')).toBe(0);
    expect(levelOfStyle('a', 'Normal')).toBeNull();
  });

  test('likeness is symmetric, 1 for equal words, 0 for nothing shared', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      expect(similarity(a, b)).toBeCloseTo(similarity(b, a));
      expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
    }));
    expect(similarity('二、存在的主要问题', '存在的主要问题：')).toBe(1);
    expect(similarity('工作打算', '原因分析')).toBe(0);
  });
});

describe('R-E1: Word report into sections of the scheme', () => {
  test('numbered headings in other words, sub-headings stay in their section', () => {
    const split = splitReport(content('2026年度述职报告', '机电工程系党总支 周远', '一、主要履职情况', '（一）抓班子', '开展学习12次。', '二、存在问题及不足', '一是深入基层不够。', '三、产生问题的原因', '学习不深。', '四、下一步改进措施', '每月下基层一次。'), SECTIONS);
    expect(textOf(split, 'achievements')).toBe('（一）抓班子\n开展学习12次。');
    expect(textOf(split, 'problems')).toBe('一是深入基层不够。');
    expect(textOf(split, 'causes')).toBe('学习不深。');
    expect(textOf(split, 'measures')).toBe('每月下基层一次。');
    expect(split.unmatched).toEqual([{ title: '', text: '2026年度述职报告\n机电工程系党总支 周远' }]);
  });

  test('a heading of no section goes to unmatched with its text', () => {
    const split = splitReport(content('一、履职情况', '甲', '二、个人廉洁自律', '乙', '三、存在问题', '丙'), SECTIONS);
    expect(split.unmatched).toEqual([{ title: '二、个人廉洁自律', text: '乙' }]);
    expect(textOf(split, 'problems')).toBe('丙');
  });

  test('a must-answer topic as sub-heading is found and ends at its sibling', () => {
    const split = splitReport(content('一、履职情况', '（一）抓发展党员工作情况', '发展党员8名。', '（二）抓阵地', '新建1处。'), SECTIONS);
    expect(textOf(split, 'answer-1')).toBe('发展党员8名。');
    expect(textOf(split, 'achievements')).toBe('（二）抓阵地\n新建1处。');
  });

  test('run-in heading and unnumbered title', () => {
    const split = splitReport(content('一、履职情况。一年来，本人认真履行第一责任人责任，组织学习二十四次。', '存在的主要问题', '调研不深。'), SECTIONS);
    expect(textOf(split, 'achievements')).toBe('一年来，本人认真履行第一责任人责任，组织学习二十四次。');
    expect(textOf(split, 'problems')).toBe('调研不深。');
  });

  test('no paragraph is lost or doubled, whatever the document', () => {
    const line = fc.oneof(fc.constantFrom('一、履职情况', '二、存在问题', '（一）抓发展党员工作情况', '（二）其他', '1. 小点', '三、廉政', '原因分析', '改进措施', '一、存在问题：调研不够，', '正文。'), fc.string({ minLength: 1, unit: 'grapheme' }));
    const paragraph = fc.record({ text: line, level: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const), style: fc.constantFrom('ShupingBody', 'Normal') });
    fc.assert(fc.property(fc.array(paragraph, { maxLength: 30 }), (paragraphs) => {
      const split = splitReport({ paragraphs, warnings: [] }, SECTIONS);
      const out = [...split.sections.flatMap((section) => [...section.headings, section.text]), ...split.unmatched.flatMap((part) => [part.title, part.text])];
      const characters = (texts: readonly string[]) => [...texts.join('').replace(/\n/g, '')].sort().join('');
      expect(characters(out)).toBe(characters(paragraphs.map((p) => p.text)));
    }), { numRuns: 500 });
  });
});
