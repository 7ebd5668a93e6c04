import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unwrap } from '@shuping/kernel';
import { readDocx } from '../reading/read-office.ts';
import { readDocxParts } from '../reading/docx-reader.ts';
import { checkPackage } from '../reading/check-package.ts';
import { splitReport } from '../report/split-report.ts';
import { partsOf } from '../testing/unzip.ts';
import { unpackZip } from '../zip/unpack-zip.ts';
import { chineseNumeral, widthInChars, xmlSafe } from './gongwen.ts';
import { writeOfficial, type OfficialDocument } from './write-official.ts';
import { writeReport } from './write-report.ts';

const CIRCULAR: OfficialDocument = {
  issuer: '中共临江理工大学委员会组织部文件',
  number: '临理工组〔2026〕31号',
  title: '关于2026年第四季度述职评议考核\n问题整改销号情况的通报',
  addressee: '各党总支',
  blocks: [
    { kind: 'h1', text: '一、总体情况' },
    { kind: 'h2', text: '（一）销号' },
    { kind: 'p', text: '截至12月15日，销号率77.78%。\n第二段。' },
    { kind: 'table', header: ['单位', '销号率'], rows: [['机电工程系党总支', '83.33%'], ['<后勤>&"', '']] },
    { kind: 'list', items: ['限期整改', '按时报送'] },
  ],
  attachments: ['销号明细表', '样表'],
  signer: '组织部',
  date: '2026年12月18日',
  note: '此件发至各党总支',
  watermark: '征求意见稿',
};

describe('GB/T 9704 layout of official documents (R-I7, R-K6)', () => {
  test('page, margins, grid, line, indent and fonts are in the XML', async () => {
    const parts = await partsOf(await writeOfficial(CIRCULAR));
    const body = parts.get('word/document.xml') ?? '';
    const styles = parts.get('word/styles.xml') ?? '';
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(body).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>');
    const style = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`).exec(styles)?.[0] ?? '';
    expect(style('ShupingBody')).toMatch(/w:line="579" w:lineRule="exact".*w:firstLineChars="200".*w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/);
    expect(style('ShupingTitle')).toMatch(/w:jc w:val="center".*方正小标宋简体.*<w:sz w:val="44"\/>/);
    expect(style('ShupingH1')).toMatch(/<w:keepNext\/>.*w:eastAsia="黑体"/);
    expect(style('ShupingH2')).toContain('w:eastAsia="楷体_GB2312"');
    // 22 lines of 28.95 pt in 225 mm, 28 characters of 15.75 pt in 156 mm
    expect(22 * 28.95).toBeLessThanOrEqual((225 / 25.4) * 72);
    expect(23 * 28.95).toBeGreaterThan((225 / 25.4) * 72);
    expect(28 * (16 - 0.25)).toBeLessThanOrEqual((156 / 25.4) * 72);
    expect(29 * (16 - 0.25)).toBeGreaterThan((156 / 25.4) * 72);
  });

  test('page number 四号 between dashes, odd right and even left', async () => {
    const parts = await partsOf(await writeOfficial(CIRCULAR));
    const footers = [...parts].filter(([name]) => /footer\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect(footers).toHaveLength(2);
    for (const footer of footers) expect(footer).toMatch(/<w:sz w:val="28"\/>.*— .*PAGE.* —/s);
    expect(footers.map((footer) => /w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort()).toEqual(['left', 'right']);
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    expect([...parts.values()].some((xml) => xml.includes('征求意见稿') && xml.includes('v:textpath'))).toBe(true);
  });

  test('header row repeats, rows stay whole, signer stays with the date, colon and brackets are added', async () => {
    const body = (await partsOf(await writeOfficial(CIRCULAR))).get('word/document.xml') ?? '';
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(3);
    expect(body).toMatch(/<w:keepNext\/><w:keepLines\/>(?:(?!<\/w:p>).)*组织部<\/w:t>/);
    for (const text of ['各党总支：', '（此件发至各党总支）', '附件：1. 销号明细表', '&lt;后勤&gt;&amp;']) expect(body).toContain(text);
    expect(body).toContain('<w:color w:val="FF0000"/>');
  });

  test('a column is centred as a whole, or left where one of its words is long', async () => {
    const rows = [['谈话人', '贺云川'], ['谈话事由', '年度述职评议考核评定为一般，按规定约谈']];
    const table = /<w:tbl>.*<\/w:tbl>/s.exec((await partsOf(await writeOfficial({ ...CIRCULAR, blocks: [{ kind: 'table', header: ['项目', '内容'], rows }] }))).get('word/document.xml') ?? '')?.[0] ?? '';
    expect([...table.matchAll(/<w:jc w:val="(\w+)"\/>(?=(?:(?!<w:jc).)*<w:t)/gs)].map((one) => one[1]).slice(-6)).toEqual(['center', 'center', 'center', 'left', 'center', 'left']);
  });

  test('all words come back in reading order', async () => {
    const content = unwrap(await readDocx(await writeOfficial(CIRCULAR)));
    expect(content.paragraphs.map((paragraph) => paragraph.text)).toEqual([
      '中共临江理工大学委员会组织部文件', '临理工组〔2026〕31号', '关于2026年第四季度述职评议考核', '问题整改销号情况的通报', '各党总支：', '一、总体情况', '（一）销号', '截至12月15日，销号率77.78%。', '第二段。',
      '单位\t销号率', '机电工程系党总支\t83.33%', '<后勤>&"\t', '1. 限期整改', '2. 按时报送', '附件：1. 销号明细表', '2. 样表', '组织部', '2026年12月18日', '（此件发至各党总支）',
    ]);
    expect(content.paragraphs.filter((paragraph) => paragraph.level > 0).map((paragraph) => [paragraph.text, paragraph.level])).toEqual(expect.arrayContaining([['一、总体情况', 1], ['（一）销号', 2]]));
  });

  test('numerals and widths', () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseNumeral)).toEqual(['一', '九', '十', '十一', '二十', '二十一', '九十九']);
    expect(widthInChars('2026年12月18日')).toBe(7);
    expect(xmlSafe('甲\u0000\u000b乙\ud800\ufffe𠮷\u2028丙')).toBe('甲乙𠮷\n丙');
  });
});

describe('R-E1: a report written and read again is unchanged', () => {
  const sections = [
    { id: 'achievements', title: '履职工作特色和亮点', paragraphs: ['（一）存在的主要问题导向', '一年来，本人讲党课6次。', '1. 三会一课', '原因分析', '  行首两格，结尾空格 ', '甲\t乙 <b>&amp;"'] },
    { id: 'problems', title: '存在的主要问题', paragraphs: ['二、这样开头的正文也留在原处', '一是调研不深。'] },
    { id: 'causes', title: '原因分析', paragraphs: [] },
    { id: 'measures', title: '下一步工作思路和主要措施', paragraphs: ['每月到支部不少于1次。\n另起一段。'] },
  ];
  const scheme = sections.map(({ id, title }) => ({ id, titles: [title] }));
  const head = { title: '2026年度述职报告', authorLine: '机电工程系党总支书记　周远' };

  test('through the child process, with comments and watermark', async () => {
    const bytes = await writeReport({ ...head, sections, watermark: '初稿', comments: [{ section: 1, paragraph: 0, author: '江平', at: new Date('2026-12-01T02:00:00Z'), text: '请补充\n事例' }] });
    const comments = (await partsOf(bytes)).get('word/comments.xml') ?? '';
    expect(comments).toContain('江平');
    expect(comments).toContain('请补充');
    const split = splitReport(unwrap(await readDocx(bytes)), scheme);
    expect(split.sections.map(({ id, text }) => ({ id, text }))).toEqual(sections.map(({ id, paragraphs }) => ({ id, text: paragraphs.join('\n') })));
    expect(split.sections.map((section) => section.headings)).toEqual([['一、履职工作特色和亮点'], ['二、存在的主要问题'], ['三、原因分析'], ['四、下一步工作思路和主要措施']]);
    expect(split.unmatched).toEqual([{ title: '', text: `${head.title}\n${head.authorLine}` }]);
  });

  test('whatever the paragraphs say', async () => {
    const line = fc.oneof(fc.constantFrom('一、履职工作特色和亮点', '（二）存在的主要问题', '1. 原因分析', '原因分析', '第一部分 概述'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })).map((text) => text.replace(/\r/g, '')).filter((text) => text.trim() !== '' && xmlSafe(text) === text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { maxLength: 5 }), { minLength: 4, maxLength: 4 }), async (texts) => {
        const bytes = await writeReport({ ...head, sections: sections.map(({ title }, i) => ({ title, paragraphs: texts[i] ?? [] })) });
        const checked = checkPackage('docx', (await unpackZip(bytes, 50_000_000)) as never);
        if ('code' in checked) throw new Error(JSON.stringify(checked));
        const split = splitReport(await readDocxParts(checked.parts, []), scheme);
        expect(split.sections.map((section) => section.text)).toEqual(texts.map((paragraphs) => paragraphs.flatMap((text) => text.split('\n').filter((part) => part.trim() !== '')).join('\n')));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
