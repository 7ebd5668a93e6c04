import type { Problem } from '@shuping/kernel';
import type { CellProblemCode } from '../problems.ts';
import { cellName, columnLetters, type CellValue } from '../reading/sheets.ts';
import { cleanText, readCell } from './cell-values.ts';
import { findHeader, type Header } from './find-header.ts';
import type { ColumnSpec, ReadTableOptions, RecordValue, TableInput, TableReading, TableRecord } from './table-types.ts';

const LONGEST_VALUE_SHOWN = 40;

/**
 * Records of a sheet: finds the header below title rows, matches columns by name and synonyms, repeats values of cells merged downwards,
 * and names every faulty cell. `options` match headers by sound, too, and take columns assigned by hand. Faulty cells are null in their record; the caller decides whether the row counts. R-A3.
 */
export function readTable(input: TableInput | readonly (readonly CellValue[])[], columns: readonly ColumnSpec[], options: ReadTableOptions = {}): TableReading {
  const table: TableInput = 'rows' in input ? input : { rows: input };
  const rows = spreadMerges(table);
  const header = findHeader(rows, columns, options);
  if (header === null) return { headerRow: null, columns: [], extra: [], records: [], skipped: [], problems: [{ code: 'table.no-header' }] };
  const problems = headerProblems(header, columns);
  const records: TableRecord[] = [];
  const skipped: { row: number; text: string }[] = [];
  for (const [row, cells] of rows.entries()) {
    if (row <= header.row || cells.every(isBlank)) continue;
    const note = noteText(cells, table.rows[row] ?? [], header);
    if (note === null) records.push(readRecord(row, cells, header, problems));
    else skipped.push({ row: row + 1, text: note });
  }
  return { headerRow: header.row + 1, ...headerColumns(rows[header.row] ?? [], header), records, skipped, problems };
}

/** Rows below the first of a merged cell carry its value too. */
function spreadMerges(table: TableInput): readonly (readonly CellValue[])[] {
  const rows: (readonly CellValue[])[] = [...table.rows];
  for (const merge of table.merges ?? []) {
    const value = rows[merge.top]?.[merge.left] ?? null;
    if (value === null) continue;
    for (let r = merge.top + 1; r <= Math.min(merge.bottom, rows.length - 1); r += 1) {
      const row = Array.from(rows[r]!, (cell) => cell ?? null);
      while (row.length < merge.left) row.push(null);
      row[merge.left] = value;
      rows[r] = row;
    }
  }
  return rows;
}

function headerProblems(header: Header, columns: readonly ColumnSpec[]): Problem[] {
  const found = new Set(header.matched.values());
  const missing = columns.filter((spec) => spec.required === true && !found.has(spec));
  return [
    ...missing.map((spec) => ({ code: 'table.column-missing', params: { column: spec.header } })),
    ...header.twice.map(({ spec, column }) => ({ code: 'table.column-twice', at: cellName(header.row, column), params: { column: spec.header } })),
  ];
}

function headerColumns(cells: readonly CellValue[], header: Header): Pick<TableReading, 'columns' | 'extra'> {
  const named = cells.map((cell, column) => ({ column, letters: columnLetters(column), header: typeof cell === 'object' ? '' : cleanText(String(cell)) }));
  return {
    columns: named.flatMap(({ column, ...rest }) => {
      const spec = header.matched.get(column);
      return spec ? [{ key: spec.key, ...rest }] : [];
    }),
    extra: named.filter(({ column, header: name }) => name !== '' && !header.matched.has(column)).map(({ letters, header: name }) => ({ letters, header: name })),
  };
}

/** Text of a row that is a remark (one filled cell and no required one, or words in the first cell alone), null for a record. */
function noteText(cells: readonly CellValue[], original: readonly CellValue[], header: Header): string | null {
  const only = original.findIndex((cell) => !isBlank(cell));
  if (only < 0 || original.some((cell, column) => column > only && !isBlank(cell))) return null;
  const spec = header.matched.get(only);
  if (spec !== undefined && header.matched.size < 3) return null;
  const text = cells[only];
  if (spec?.required === true && !/[:：]|^(注|说明|备注|合计|总计|填表)/.test(String(text))) return null;
  return typeof text === 'object' ? null : cleanText(String(text));
}

function readRecord(row: number, cells: readonly CellValue[], header: Header, problems: Problem[]): TableRecord {
  const values: Record<string, RecordValue> = {};
  for (const [column, spec] of header.matched) {
    const cell = cells[column];
    const reading = readCell(cell, spec);
    const report = (code: CellProblemCode) => problems.push({ code, at: cellName(row, column), params: { row: row + 1, column: spec.header, value: shown(cell) } });
    values[spec.key] = 'value' in reading ? reading.value : null;
    if ('code' in reading) report(reading.code);
    else if (reading.value === null && spec.required === true) report('cell.required');
  }
  return { row: row + 1, values };
}

function isBlank(cell: CellValue | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cleanText(cell) === '');
}

function shown(cell: CellValue | undefined): string {
  const text = cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell.error : String(cell);
  return text.slice(0, LONGEST_VALUE_SHOWN);
}
