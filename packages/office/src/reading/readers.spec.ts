import { describe, expect, test } from '@jest/globals';
import { unwrap } from '@shuping/kernel';
import { buildZip, docxParts, paragraph, xlsxParts } from '../testing/zip-builder.ts';
import { readDocx, readXlsx } from './read-office.ts';
import { cellName } from './sheets.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

describe('R-E1: Word in', () => {
  test('headings by style and numbering, tables by row, insertions kept, deletions dropped, pictures counted', async () => {
    const styles = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style></w:styles>';
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const body = [
      `<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr>${run('抓班子')}</w:p>`,
      paragraph('一、履职情况'),
      `<w:p>${run('留')}<w:ins w:id="1">${run('增')}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:br/><w:t>换行</w:t></w:r></w:p>`,
      `<w:tbl><w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}${paragraph('丙')}</w:tc></w:tr></w:tbl>`,
      paragraph('   '),
    ].join('');
    const content = unwrap(await readDocx(buildZip(docxParts(body, [{ name: 'word/styles.xml', data: styles }]))));
    expect(content).toEqual({
      paragraphs: [{ text: '抓班子', level: 2, style: 'a1' }, { text: '一、履职情况', level: 1 }, { text: '留增\n换行', level: 0 }, { text: '甲\t乙\n丙', level: 0 }],
      warnings: [],
    });
  });
});

describe('R-A3: Excel in', () => {
  const styles = `<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="170" formatCode="000000"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>`;

  test('days, times, zero-padded numbers as shown, floats, errors, booleans, trailing blanks', async () => {
    const row = '<row r="2"><c r="A2" s="1"><v>46024</v></c><c r="B2" s="3"><v>46024.5</v></c><c r="C2" s="2"><v>123</v></c><c r="D2"><v>4.11202199001011E+17</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="inlineStr"><is><t>文字</t></is></c><c r="H2" t="inlineStr"><is><t></t></is></c></row><row r="5"><c r="B5"/></row>';
    const content = unwrap(await readXlsx(buildZip(xlsxParts(row, [{ name: 'xl/styles.xml', data: styles }]))));
    expect(content.sheets[0]?.rows).toEqual([[], ['2026-01-02', '2026-01-02T12:00', '000123', 411202199001011000, { error: '#N/A' }, true, '文字']]);
  });

  test('merged cells and names of cells', async () => {
    const sheet = `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:C3"/></mergeCells></worksheet>`;
    const content = unwrap(await readXlsx(buildZip(xlsxParts('', [{ name: 'xl/worksheets/sheet1.xml', data: sheet }]))));
    expect(content.sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 2, right: 2 }]);
    expect([cellName(4, 2), cellName(0, 26), cellName(9, 701)]).toEqual(['C5', 'AA1', 'ZZ10']);
  });
});
