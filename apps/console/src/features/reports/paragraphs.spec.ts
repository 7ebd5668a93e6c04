import { describe, expect, test } from '@jest/globals';
import { diffSentences } from '@shuping/report-checks';
import { blocksOf, changedParagraphs, changeSize, plainParagraphs } from './paragraphs.ts';

const partsOf = (before: string, after: string) => diffSentences(before, after).map((part) => ({ kind: part.kind, text: part.text, start: part.kind === 'removed' ? null : part.start, end: part.kind === 'removed' ? null : part.end }));

describe('R-E5 what changed since the last signature', () => {
  const before = '第一段不动。\n第二段也不动。\n旧的说法。同段不动。\n末段。';
  const after = '第一段不动。\n第二段也不动。\n新的说法。同段不动。\n末段。';
  const paragraphs = changedParagraphs(after, partsOf(before, after));

  test('unchanged paragraphs fold into runs around the changed one', () => {
    expect(blocksOf(paragraphs).map((block) => (block.kind === 'same' ? block.paragraphs.length : 'changed'))).toEqual([2, 'changed', 1]);
  });

  test('removed words stand beside what replaces them, offsets point into the present text', () => {
    const changed = paragraphs[2]!;
    expect(changed.pieces.map((piece) => (piece.kind === 'removed' ? `-${piece.text}` : `${piece.kind === 'added' ? '+' : ''}${after.slice(piece.at, piece.end)}`))).toEqual(['-旧的说法。', '+新的说法。', '同段不动。']);
    expect(changeSize({ since: 1, current: 2, places: 1, sections: [{ id: 'a', parts: partsOf(before, after) }] })).toEqual({ removed: 5, added: 5 });
  });

  test('plain paragraphs keep offsets over blank lines', () => {
    const text = '甲。\n\n  \n乙。';
    expect(plainParagraphs(text).map((paragraph) => paragraph.pieces.map((piece) => (piece.kind === 'removed' ? '' : text.slice(piece.at, piece.end))).join(''))).toEqual(['甲。', '乙。']);
  });
});
