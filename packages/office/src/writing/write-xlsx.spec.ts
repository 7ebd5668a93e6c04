import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unwrap } from '@shuping/kernel';
import { checkPackage } from '../reading/check-package.ts';
import { readXlsx } from '../reading/read-office.ts';
import type { XlsxContent } from '../reading/sheets.ts';
import { readXlsxParts } from '../reading/xlsx-reader.ts';
import { readTable } from '../table/read-table.ts';
import type { ColumnSpec } from '../table/table-types.ts';
import { partsOf } from '../testing/unzip.ts';
import { unpackZip } from '../zip/unpack-zip.ts';
import { writeXlsx } from './write-xlsx.ts';

const options = Array.from({ length: 40 }, (_, i) => `第${i}党支部，甲`);
const BOOK = {
  sheets: [{
    name: '党组织书记名单',
    title: '临江理工大学党组织书记名单',
    landscape: true,
    columns: [{ header: '工号', notes: '与人事系统一致' }, { header: '姓名' }, { header: '任职时间', kind: 'day' as const }, { header: '党员数', kind: 'number' as const }, { header: '类别', options: ['在职', '退休'] }, { header: '支部', options }],
    rows: [['00180001', '周远', '2024-03-01', 12, '在职', options[3] ?? null], ['411202199001011239', '江平', null, null, '退休', null]],
  }],
};
const COLUMNS: ColumnSpec[] = [
  { key: 'no', header: '工号', kind: 'id', required: true },
  { key: 'name', header: '姓名', kind: 'text', required: true },
  { key: 'since', header: '任职时间', kind: 'day' },
  { key: 'members', header: '党员数', kind: 'integer' },
  { key: 'kind', header: '类别', kind: 'option', options: ['在职', '退休'] },
];

async function readHere(bytes: Uint8Array): Promise<XlsxContent> {
  const checked = checkPackage('xlsx', (await unpackZip(bytes, 50_000_000)) as never);
  if ('code' in checked) throw new Error(JSON.stringify(checked));
  return (await readXlsxParts(checked.parts, [])) as XlsxContent;
}

describe('R-K6: Excel out', () => {
  test('prints as it is: title, frozen and repeated header, borders, A4 landscape one page wide, page number', async () => {
    const parts = await partsOf(await writeXlsx(BOOK));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toMatch(/<mergeCell ref="A1:F1"\/>/);
    expect(sheet).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<pageSetup [^>]*paperSize="9"/);
    expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"/);
    expect(sheet).toMatch(/fitToWidth="1"/);
    expect(sheet).toMatch(/fitToHeight="0"/);
    expect(sheet).toContain('&amp;P / &amp;N');
    expect(parts.get('xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^<]*<?[^<]*\$1:\$2/);
    const styles = parts.get('xl/styles.xml') ?? '';
    for (const piece of ['仿宋', '方正小标宋简体', 'style="thin"', 'formatCode="yyyy-mm-dd"']) expect(styles).toContain(piece);
    expect(parts.get('xl/comments1.xml') ?? [...parts.values()].join('')).toContain('与人事系统一致');
  });

  test('drop-downs: short lists in the rule, long ones from a hidden sheet', async () => {
    const parts = await partsOf(await writeXlsx(BOOK));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('在职,退休');
    expect(sheet).toContain('_lists!$A$1:$A$40');
    expect(parts.get('xl/workbook.xml')).toMatch(/<sheet [^>]*name="_lists"[^>]*state="hidden"/);
  });

  test('export and import again: nothing changed (R-A3)', async () => {
    const content = unwrap(await readXlsx(await writeXlsx(BOOK)));
    const sheet = content.sheets[0];
    const table = readTable(sheet ?? [], COLUMNS);
    expect(table.problems).toEqual([]);
    expect(table.headerRow).toBe(2);
    expect(table.records.map((record) => Object.values(record.values))).toEqual([['00180001', '周远', '2024-03-01', 12, '在职'], ['411202199001011239', '江平', null, null, '退休']]);
    expect(table.extra).toEqual([{ letters: 'F', header: '支部' }]);
    expect(content.warnings).toEqual([{ code: 'sheet.hidden', at: '_lists' }]);
  });
});

describe('SEC-I5: nothing typed becomes a formula', () => {
  const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '"', "'", '|', ';', '%0A', '_x000D_', '{='];

  test('text cells only, and the text comes back as it was', async () => {
    const text = fc.tuple(fc.constantFrom(...starts), fc.string({ maxLength: 20 })).map(([start, rest]) => `${start}${rest}`);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 60 }), async (texts) => {
        const bytes = await writeXlsx({ sheets: [{ name: 'S', columns: [{ header: texts[0] ?? '' }, { header: 'b', kind: 'number' }, { header: 'c', kind: 'day' }], rows: texts.map((value) => [value, value, value]) }] });
        const sheet = (await partsOf(bytes)).get('xl/worksheets/sheet1.xml') ?? '';
        expect(sheet).not.toMatch(/<f[\s>]/);
        const read = await readHere(bytes);
        expect(read.sheets[0]?.rows).toEqual([[texts[0], 'b', 'c'], ...texts.map((value) => [value, value, value])]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test('a number in a text column becomes text', async () => {
    const read = await readHere(await writeXlsx({ sheets: [{ name: 'S', columns: [{ header: 'a' }], rows: [[123]] }] }));
    expect(read.sheets[0]?.rows[1]).toEqual(['123']);
  });
});
