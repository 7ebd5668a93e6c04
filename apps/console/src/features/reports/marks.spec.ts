import { describe, expect, test } from '@jest/globals';
import { offsetAt, segments, selectedPassage, toneOf, type Mark } from './marks.ts';

const mark = (no: number, start: number, end: number, tone: Mark['tone'] = 'advise'): Mark => ({ key: String(no), no, start, end, tone, on: false });

describe('R-E2 marks in a text', () => {
  test('overlapping marks cut the text, nothing is lost, each number stands at its end', () => {
    const text = '今年我到现场11次。群众满意。';
    const parts = segments(text, [mark(1, 2, 9), mark(2, 5, 15, 'block'), mark(3, 40, 50)]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.map((part) => part.nos)).toEqual([[], [], [1], [2]]);
    expect(parts.map((part) => toneOf(part.marks))).toEqual(['', 'report-mark advise', 'report-mark block', 'report-mark block']);
  });

  test('a window of the text keeps the offsets of the whole', () => {
    expect(segments('甲乙丙丁', [mark(1, 1, 3)], 2, 4)).toMatchObject([{ at: 2, text: '丙', nos: [1] }, { at: 3, text: '丁', marks: [] }]);
  });
});

describe('R-E3 the selected passage', () => {
  test('offsets come from the leaves, in either direction; removed text and two sections give nothing', () => {
    document.body.innerHTML = '<div data-section="problems"><p><span data-at="0">一是</span><del>旧话</del><span data-at="2">调研不深。</span></p></div><div data-section="causes"><span data-at="0">原因</span></div>';
    const [first, second, third] = [...document.querySelectorAll('[data-at]')].map((leaf) => leaf.firstChild as Text);
    const removed = document.querySelector('del')!.firstChild as Text;
    const select = (anchorNode: Node, anchorOffset: number, focusNode: Node, focusOffset: number) => selectedPassage({ anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed: false });
    expect(select(second!, 3, first!, 1)).toEqual({ sectionId: 'problems', start: 1, end: 5 });
    expect(select(first!, 0, third!, 1)).toBeNull();
    expect(select(removed, 0, second!, 1)).toBeNull();
    expect(offsetAt(document.body, 0)).toBeNull();
  });
});
