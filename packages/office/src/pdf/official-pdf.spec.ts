import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inflateSync } from 'node:zlib';
import type { Block } from '../writing/blocks.ts';
import { breakEven, breakLines } from './break-lines.ts';
import { writeOfficialPdf } from './write-official-pdf.ts';

const wide = (text: string): number => [...text].reduce((sum, char) => sum + (char < '\u0080' ? 0.5 : 1), 0);

describe('R-H1 lines of an official document', () => {
  test('no line begins with a mark that closes, none ends with one that opens', () => {
    const text = fc.string({ unit: fc.constantFrom('党', '建', '，', '。', '（', '）', '《', '》', '3', '%', '述', '职'), minLength: 1, maxLength: 120 }).filter((one) => !/[，。）》（《]{2}/.test(one));
    fc.assert(fc.property(text, (one) => {
      const lines = breakLines(one, 14, 2, wide);
      for (const line of lines.slice(1)) expect(line.text).not.toMatch(/^[，。）》]/);
      for (const line of lines.slice(0, -1)) expect(line.text).not.toMatch(/[（《]$/);
      expect(lines.map((line) => line.text).join('').replace(/\s/g, '')).toBe(one.replace(/\s/g, ''));
    }), { numRuns: 300 });
  });

  test('lines hold what they are wide, but for a mark pressed in', () => {
    for (const line of breakLines('各党组织要坚持问题不解决不销号，整改结果经核实后方可销号；整改完成情况作为次年述职评议考核的重要依据。'.repeat(3), 28, 2, wide)) expect(wide(line.text)).toBeLessThanOrEqual(28.6);
  });

  test('figures stay whole, and a word longer than the line is cut', () => {
    expect(breakLines('销号率为85.7%整改', 5, 0, wide).map((line) => line.text)).toEqual(['销号率为', '85.7%整改']);
    expect(breakLines('abcdefghij', 2, 0, wide).map((line) => line.text)).toEqual(['abcd', 'efgh', 'ij']);
  });
});

describe('R-H1 lines of a title', () => {
  test('a title that one line holds stays whole; a longer one fills as few lines as it needs, alike in length', () => {
    expect(breakEven('关于反馈考核意见的函', 20, wide)).toEqual(['关于反馈考核意见的函']);
    const lines = breakEven('临江理工大学智能制造与机器人学院2026年度基层党组织书记抓党建述职评议考核会', 20, wide);
    expect(lines).toHaveLength(2);
    expect(Math.abs(wide(lines[0]!) - wide(lines[1]!))).toBeLessThanOrEqual(3);
    expect(lines.join('')).toBe('临江理工大学智能制造与机器人学院2026年度基层党组织书记抓党建述职评议考核会');
  });
});

describe('R-H1 PDF of an official document', () => {
  const sample = { issuer: '中共临江市云岫县委组织部', number: '云组发〔2026〕12号', title: '关于反馈2026年度\n抓基层党建述职评议考核意见的函', addressee: '第一党支部并柳青同志', signer: '中共云岫县委组织部', date: '2026年12月18日', note: '此件不公开' } as const;
  const streamsOf = (pdf: Buffer): string => [...pdf.toString('latin1').matchAll(/stream\n([^]*?)\nendstream/g)].flatMap(([, body]) => {
    try {
      return [inflateSync(Buffer.from(body!, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  }).join('\n');

  test('a long title and a long issuer stay between the margins', async () => {
    const pdf = await writeOfficialPdf({ ...sample, issuer: '中共临江理工大学智能制造与机器人学院委员会党的建设工作领导小组办公室', title: '临江理工大学智能制造与机器人学院2026年度基层党组织书记抓党建述职评议考核会\n计票单', blocks: [{ kind: 'p', text: '正文。' }] });
    const starts = [...streamsOf(pdf).matchAll(/ ([-\d.]+) [-\d.]+ Td/g)].map(([, x]) => Number(x));
    expect(Math.min(...starts)).toBeGreaterThan(25 * (72 / 25.4));
  });

  test('lines that belong together stand on one page', async () => {
    const lines = (count: number): { kind: 'p'; text: string }[] => Array.from({ length: count }, (_, at) => ({ kind: 'p', text: `第${at}行` }));
    const signatures: Block[] = [{ kind: 'h1', text: '四、签名' }, { kind: 'p', text: '监票人', withNext: true }, { kind: 'p', text: '计票人', withNext: true }, { kind: 'p', text: '主持人' }];
    const pdf = streamsOf(await writeOfficialPdf({ title: '计票单', blocks: [...lines(17), ...signatures], signer: '', date: '' }));
    const heights = [...pdf.matchAll(/ ([-\d.]+) Td/g)].map(([, y]) => Number(y)).filter((y) => y > 75);
    expect(heights.findIndex((y, at) => at > 0 && y > heights[at - 1]!)).toBe(18);
  });

  test('signer and date do not stand on a page without text', async () => {
    const pdf = streamsOf(await writeOfficialPdf({ title: '函', blocks: Array.from({ length: 20 }, (_, at) => ({ kind: 'p', text: `第${at}行` })), signer: '县委', date: '1日' }));
    const heights = [...pdf.matchAll(/ ([-\d.]+) Td/g)].map(([, y]) => Number(y)).filter((y) => y > 75);
    expect(heights.findIndex((y, at) => at > 0 && y > heights[at - 1]!)).toBe(20);
  });

  test('pages follow the text, and the same content gives the same bytes', async () => {
    const short = await writeOfficialPdf({ ...sample, blocks: [{ kind: 'p', text: '现将有关情况反馈如下。' }] });
    const long = await writeOfficialPdf({ ...sample, blocks: [{ kind: 'p', text: '现将有关情况反馈如下。'.repeat(200) }, { kind: 'table', header: ['组成部分', '得分'], rows: Array.from({ length: 40 }, (_, at) => [`第${at + 1}项`, '88.5']) }] });
    const pages = (pdf: Buffer): number => Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))![1]);
    expect([pages(short), pages(long) > 4]).toEqual([1, true]);
    expect((await writeOfficialPdf({ ...sample, blocks: [{ kind: 'p', text: '现将有关情况反馈如下。' }] })).equals(short)).toBe(true);
  });

  test('the heading and its line are red, nothing else is', async () => {
    const pdf = await writeOfficialPdf({ ...sample, blocks: [{ kind: 'p', text: '正文。' }] });
    expect(streamsOf(pdf).match(/0\.8 0\.04 0\.04 rg/g)).toHaveLength(2);
  });
});
