import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CellValue } from '../reading/sheets.ts';
import { readTable } from './read-table.ts';
import type { ColumnSpec } from './table-types.ts';

const COLUMNS: ColumnSpec[] = [
  { key: 'no', header: '工号', synonyms: ['职工号', '人员编号'], kind: 'id', required: true },
  { key: 'name', header: '姓名', kind: 'text', required: true },
  { key: 'citizen', header: '身份证号', synonyms: ['公民身份号码'], kind: 'citizen-id' },
  { key: 'since', header: '任职时间', kind: 'day' },
  { key: 'members', header: '党员数', kind: 'integer' },
  { key: 'kind', header: '类别', kind: 'option', options: ['在职', '退休'] },
];
const HEAD = ['人员编号', '姓 名', '公民身份号码', '任职时间（年月日）', '党员数', '*类别', '备注'];
const read = (...rows: CellValue[][]) => readTable({ rows: [['临江理工大学党支部书记名单'], [], HEAD, ...rows] }, COLUMNS);

describe('R-A3: header and columns', () => {
  test('below title rows, by synonym, with spaces, hints and stars; extra columns named', () => {
    const table = read(['20180012', '周远', null, '2024-03-01', 12, '在职', '无']);
    expect(table.headerRow).toBe(3);
    expect(table.columns.map((column) => `${column.letters}:${column.key}`)).toEqual(['A:no', 'B:name', 'C:citizen', 'D:since', 'E:members', 'F:kind']);
    expect(table.extra).toEqual([{ letters: 'G', header: '备注' }]);
    expect(table.records).toEqual([{ row: 4, values: { no: '20180012', name: '周远', citizen: null, since: '2024-03-01', members: 12, kind: '在职' } }]);
    expect(table.problems).toEqual([]);
  });

  test('no header, missing required column, column given twice', () => {
    expect(readTable([['甲', '乙']], COLUMNS).problems).toEqual([{ code: 'table.no-header' }]);
    expect(readTable([['工号', '类别']], COLUMNS).problems).toEqual([{ code: 'table.column-missing', params: { column: '姓名' } }]);
    expect(readTable([['工号', '姓名', '职工号']], COLUMNS).problems).toEqual([{ code: 'table.column-twice', at: 'C1', params: { column: '工号' } }]);
  });

  test('a value merged downwards belongs to each row; remarks are no records', () => {
    const rows: CellValue[][] = [['单位', '姓名', '党员数'], ['机电工程系', '周远', 3], [null, '江平', 4], [], ['填表人：张禾']];
    const columns: ColumnSpec[] = [{ key: 'unit', header: '单位', kind: 'text', required: true }, COLUMNS[1] as ColumnSpec, COLUMNS[4] as ColumnSpec];
    const table = readTable({ rows, merges: [{ top: 1, left: 0, bottom: 2, right: 0 }] }, columns);
    expect(table.records.map((record) => record.values['unit'])).toEqual(['机电工程系', '机电工程系']);
    expect(table.skipped).toEqual([{ row: 5, text: '填表人：张禾' }]);
    expect(table.problems).toEqual([]);
  });
});

describe('R-A3, I6: cells', () => {
  const problem = (column: number, cell: CellValue) => {
    const row: CellValue[] = ['1', '周远', null, null, null, null];
    row[column] = cell;
    return read(row).problems[0];
  };
  const value = (column: number, cell: CellValue) => {
    const row: CellValue[] = ['1', '周远', null, null, null, null];
    row[column] = cell;
    const table = read(row);
    expect(table.problems).toEqual([]);
    return Object.values(table.records[0]?.values ?? {})[column];
  };

  test.each<[CellValue]>([[4.11202199001011e17], [411202199001011000], ['4.11202199001011E+17'], ['411202199001011000.0'], ['411202199001011000'], [1e15]])('an 18-digit number kept as float is reported, not mangled: %p', (cell) => {
    expect(problem(2, cell)).toMatchObject({ code: 'cell.id-precision-lost', at: 'C4', params: { row: 4, column: '身份证号' } });
  });

  test('numbers that are still exact become text', () => {
    expect(value(0, 20180012)).toBe('20180012');
    expect(value(0, '20180012.0')).toBe('20180012');
    expect(value(0, '2.0180012E+7')).toBe('20180012');
    expect(value(0, '００１２３')).toBe('00123');
    expect(value(2, '41120219900101123x')).toBe('41120219900101123X');
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (n) => expect(value(0, n)).toBe(String(n))), { numRuns: 50 });
  });

  test('days in the ways people type them; no day that does not exist', () => {
    for (const cell of ['2026-01-02', '2026/1/2', '2026.01.02', '2026年1月2日', '20260102', 20260102, 46024, '2026-01-02T09:30', ' ２０２６-01-02 ']) expect(value(3, cell)).toBe('2026-01-02');
    for (const cell of ['2026.02.30', '2026年3月', '去年', 3, '']) {
      if (cell === '') expect(value(3, cell)).toBeNull();
      else expect(problem(3, cell)).toMatchObject({ code: 'cell.not-day', at: 'D4' });
    }
  });

  test('numbers, options, errors, required', () => {
    expect(value(4, '１,234')).toBe(1234);
    expect(problem(4, '12人')).toMatchObject({ code: 'cell.not-number', at: 'E4', params: { value: '12人' } });
    expect(problem(4, 1.5)).toMatchObject({ code: 'cell.not-integer' });
    expect(value(5, ' 在 职')).toBe('在职');
    expect(problem(5, '在任')).toMatchObject({ code: 'cell.not-option', at: 'F4' });
    expect(problem(5, { error: '#REF!' })).toMatchObject({ code: 'cell.error', params: { value: '#REF!' } });
    expect(problem(1, '  ')).toMatchObject({ code: 'cell.required', at: 'B4' });
  });
});
