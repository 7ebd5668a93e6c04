import { readXlsx, type Cell, type CellValue as HucreValue, type Sheet } from 'hucre/xlsx';
import type { Problem } from '@shuping/kernel';
import type { Part } from '../zip/unpack-zip.ts';
import { storeZip } from '../zip/store-zip.ts';
import { cellName, type CellValue, type SheetContent, type XlsxContent } from './sheets.ts';
import { zeroPaddedCells, zeroPaddedStyles } from './zero-padded.ts';

/** Another workbook, a DDE channel (`cmd|'/c calc'!A0`) or a web call: values that come from outside the file. */
const OUTSIDE_FORMULA = /\[[^\]]+\][^!]*!|(^|[=+\-(,;&\s])[\w.]+\|\s*'?[^|]*!|\b(WEBSERVICE|RTD|CALL|REGISTER\.ID|IMPORTDATA)\s*\(/i;
const MAX_FORMULA_WARNINGS = 200;

/**
 * Sheets of a checked package. Decision on formulas: the value Excel stored last is read and each such cell is reported ('cell.formula');
 * nothing is computed. A formula reaching outside the file refuses it ('file.external-link', `at` = sheet!cell).
 */
export async function readXlsxParts(parts: readonly Part[], warnings: readonly Problem[]): Promise<XlsxContent | Problem> {
  const book = await readXlsx(storeZip(parts));
  const found: Problem[] = [...warnings];
  const widths = zeroPaddedStyles(parts);
  const xmlOf = sheetParts(parts);
  const sheets: SheetContent[] = [];
  for (const sheet of book.sheets) {
    const outside = formulaProblems(sheet, found);
    if (outside) return outside;
    const hidden = sheet.hidden === true || sheet.veryHidden === true;
    if (hidden) found.push({ code: 'sheet.hidden', at: sheet.name });
    const padded = widths.size === 0 ? new Map<string, number>() : zeroPaddedCells(xmlOf(sheet.name), widths);
    sheets.push({ name: sheet.name, rows: rowsOf(sheet, padded), merges: mergesOf(sheet), hidden });
  }
  return { sheets, warnings: found };
}

function formulaProblems(sheet: Sheet, warnings: Problem[]): Problem | null {
  let count = 0;
  for (const [key, cell] of sheet.cells ?? new Map<string, Cell>()) {
    if (cell.formula === undefined) continue;
    const [row = 0, column = 0] = key.split(',').map(Number);
    const at = `${sheet.name}!${cellName(row, column)}`;
    if (OUTSIDE_FORMULA.test(cell.formula)) return { code: 'file.external-link', at, params: { formula: cell.formula.slice(0, 200) } };
    count += 1;
    if (count <= MAX_FORMULA_WARNINGS) warnings.push({ code: 'cell.formula', at });
  }
  if (count > MAX_FORMULA_WARNINGS) warnings.push({ code: 'cell.formula', at: sheet.name, params: { count } });
  return null;
}

function rowsOf(sheet: Sheet, padded: ReadonlyMap<string, number>): CellValue[][] {
  const rows = sheet.rows.map((row, r) => trimmed(row.map((value, c) => cellValue(value, sheet.cells?.get(`${r},${c}`), padded.get(padded.size > 0 ? cellName(r, c) : '')))));
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

function trimmed(row: CellValue[]): CellValue[] {
  let length = row.length;
  while (length > 0 && (row[length - 1] === null || row[length - 1] === '')) length -= 1;
  return row.slice(0, length);
}

function cellValue(value: HucreValue, cell: Cell | undefined, width: number | undefined): CellValue {
  if (cell?.type === 'error') return { error: String(value) };
  if (value instanceof Date) return dayText(value);
  if (typeof value === 'number' && width !== undefined && Number.isSafeInteger(value) && value >= 0) return String(value).padStart(width, '0');
  return value;
}

/** `YYYY-MM-DD`; with a time of day `YYYY-MM-DDTHH:MM`; a time alone (Excel day 0) `HH:MM`. */
function dayText(date: Date): CellValue {
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  if (date.getUTCFullYear() < 1901) return iso.slice(11, 16);
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 16);
}

function mergesOf(sheet: Sheet): SheetContent['merges'] {
  return (sheet.merges ?? []).map((merge) => ({ top: merge.startRow, left: merge.startCol, bottom: merge.endRow, right: merge.endCol }));
}

/** Finds the XML of a sheet by its name through workbook.xml and its relationships. */
function sheetParts(parts: readonly Part[]): (name: string) => string {
  const text = (name: string) => parts.find((part) => part.name === name)?.bytes.toString('utf8') ?? '';
  const targets = new Map<string, string>();
  for (const [tag] of text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    targets.set(/\bId="([^"]*)"/.exec(tag)?.[1] ?? '', /\bTarget="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  const ids = new Map<string, string>();
  for (const [tag] of text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    ids.set(/\bname="([^"]*)"/.exec(tag)?.[1] ?? '', /\b\w+:id="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return (name) => {
    const escaped = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
    const target = targets.get(ids.get(name) ?? ids.get(escaped) ?? '') ?? '';
    return text(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  };
}
