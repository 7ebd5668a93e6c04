import { describe, expect, test } from '@jest/globals';
import { writeReport } from '@shuping/office';
import fc from 'fast-check';
import { inflateRawSync } from 'node:zlib';
import { withChanges, withProposals } from './tracked-text.ts';

const BY = { author: '顾怀瑾', at: new Date('2026-12-12T02:00:00Z') };
const TEXT = '一是调研不深。二是督促不严。\n三是重视不够。';

describe('R-E3 tracked changes in Word', () => {
  test('a proposal takes out its passage and puts in its words, and leaves the rest', () => {
    const [first, second] = withProposals(TEXT, [{ ...BY, start: 2, end: 6, newText: '全年只到村 3 次' }]);
    expect(first).toEqual([{ text: '一是' }, { text: '调研不深', change: { kind: 'removed', ...BY } }, { text: '全年只到村 3 次', change: { kind: 'added', ...BY } }, { text: '。二是督促不严。' }]);
    expect(second).toEqual([{ text: '三是重视不够。' }]);
  });

  test('without what was taken out a paragraph reads as the new text, without what was put in as the old one', () => {
    const sentence = fc.constantFrom('一是调研不深。', '二是督促不严。', '我到村 3 次。', '办成 17 件事。', '\n');
    fc.assert(fc.property(fc.array(sentence, { maxLength: 8 }), fc.array(sentence, { maxLength: 8 }), (before, after) => {
      const lines = withChanges(before.join(''), after.join(''), BY);
      const left = (without: string) => lines.flatMap((line) => line.filter((piece) => piece.change?.kind !== without).map((piece) => piece.text)).join('');
      expect(left('removed')).toBe(after.join('').replaceAll('\n', ''));
      expect(left('added')).toBe(before.join('').replaceAll('\n', ''));
    }));
  });

  test('Word reads them as insertions and deletions with author and time', async () => {
    const bytes = Buffer.from(await writeReport({ title: '述职报告', authorLine: '谈牧之', sections: [{ title: '问题', paragraphs: withProposals(TEXT, [{ ...BY, start: 2, end: 6, newText: '全年只到村 3 次' }]) }] }));
    const xml = documentXml(bytes);
    expect(xml).toMatch(/<w:del [^>]*w:author="顾怀瑾"[^>]*w:date="2026-12-12T02:00:00[^"]*"[^>]*>.*<w:delText[^>]*>调研不深<\/w:delText>/s);
    expect(xml).toMatch(/<w:ins [^>]*w:author="顾怀瑾"[^>]*>.*全年只到村 3 次/s);
  });
});

/** `word/document.xml` of a Word file, by its local header. */
function documentXml(bytes: Buffer): string {
  const name = bytes.indexOf('word/document.xml', bytes.lastIndexOf('PK\u0001\u0002') < 0 ? 0 : bytes.indexOf('PK\u0001\u0002'));
  const central = name - 46;
  const offset = bytes.readUInt32LE(central + 42);
  const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  return inflateRawSync(bytes.subarray(begin, begin + bytes.readUInt32LE(central + 20))).toString('utf8');
}
