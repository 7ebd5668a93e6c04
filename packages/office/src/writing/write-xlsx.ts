import { writeXlsx as writeBook, type CellStyle, type ColumnDef, type WriteSheet } from 'hucre/xlsx';
import { isDay } from '@shuping/kernel';
import { columnLetters } from '../reading/sheets.ts';
import { widthInChars } from './gongwen.ts';

export type XlsxColumn = {
  readonly header: string;
  /** In characters of the standard font; by content when not given. */
  readonly width?: number;
  readonly kind?: 'text' | 'number' | 'day';
  /** Shown as a note on the header cell. */
  readonly notes?: string;
  /** Offered as a list in each cell below. */
  readonly options?: readonly string[];
};

/** A cell shown as faulty, with a note; 0-based row of `rows` and column. */
export type XlsxMark = { readonly row: number; readonly column: number; readonly note: string };

export type XlsxSheet = {
  readonly name: string;
  readonly title?: string;
  readonly columns: readonly XlsxColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly landscape?: boolean;
  readonly hidden?: boolean;
  readonly marks?: readonly XlsxMark[];
};

type Cells = NonNullable<WriteSheet['cells']>;

const FONT = '仿宋';
const TITLE_FONT = '方正小标宋简体';
const HEADER_FONT = '黑体';
const EMPTY_ROWS_WITH_LISTS = 500;
/** Excel's own limit for a list written into the rule; longer ones go to a hidden sheet. */
const LONGEST_INLINE_LIST = 250;
const LISTS_SHEET = '_lists';
const WIDEST_BY_CONTENT = 40;
const INCHES_PER_MM = 1 / 25.4;

const side = { style: 'thin' } as const;
/** Pale red, as Excel's own style for bad values. */
const FAULTY = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } } as const;
/** The same table is the same file, byte for byte, whenever it is printed (R-A5). */
const NO_DAY = new Date('2000-01-01T00:00:00Z');
const BORDER = { top: side, right: side, bottom: side, left: side };

/**
 * Excel file ready to print: title row, frozen and repeated header, thin borders, A4 fitted to width, page number.
 * Text is always a text cell, whatever it begins with: nothing a user typed becomes a formula. `readXlsx` + `readTable` take it back. R-K6, R-A3.
 */
export function writeXlsx(book: { readonly sheets: readonly XlsxSheet[] }): Promise<Uint8Array> {
  const lists: string[][] = [];
  const sheets = book.sheets.map((sheet) => renderSheet(sheet, lists));
  if (lists.length > 0) sheets.push(listsSheet(lists));
  return writeBook({ sheets, defaultFont: { name: FONT, size: 11 }, properties: { created: NO_DAY, modified: NO_DAY } });
}

function renderSheet(sheet: XlsxSheet, lists: string[][]): WriteSheet {
  const headerRow = sheet.title === undefined ? 0 : 1;
  const cells: Cells = new Map();
  const width = Math.max(1, sheet.columns.length);
  if (sheet.title !== undefined) addTitle(cells, sheet.title, width);
  sheet.columns.forEach((column, c) => {
    cells.set(`${headerRow},${c}`, {
      value: escaped(column.header),
      type: 'string',
      style: { font: { name: HEADER_FONT, size: 11 }, border: BORDER, numFmt: '@', alignment: { horizontal: 'center', vertical: 'center', wrapText: true } },
      ...(column.notes === undefined ? {} : { comment: { text: column.notes } }),
    });
  });
  const styles = sheet.columns.map((column) => cellStyle(column));
  const rows = sheet.rows.map((row, r) =>
    sheet.columns.map((column, c) => {
      const value = cellValue(row[c] ?? null, column);
      // the style of the column covers filled cells; an empty one needs its own for the border
      if (value === null) cells.set(`${headerRow + 1 + r},${c}`, { value: null, type: 'empty', style: styles[c] ?? {} });
      return value;
    }),
  );
  for (const mark of sheet.marks ?? []) addMark(cells, mark, headerRow, rows[mark.row]?.[mark.column] ?? null, styles[mark.column] ?? {});
  return {
    name: sheet.name,
    ...(sheet.hidden === true ? { hidden: true } : {}),
    rows: [...Array.from({ length: headerRow + 1 }, () => sheet.columns.map(() => null)), ...rows],
    cells,
    columns: sheet.columns.map((column, c) => columnDef(column, sheet.rows.map((row) => row[c] ?? null))),
    rowDefs: new Map(sheet.title === undefined ? [[headerRow, { height: 24 }]] : [[0, { height: 36 }], [1, { height: 24 }]]),
    ...(sheet.title !== undefined && width > 1 ? { merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: width - 1 }] } : {}),
    freezePane: { rows: headerRow + 1 },
    dataValidations: validations(sheet, headerRow, lists),
    ...printing(headerRow, sheet.landscape === true),
  };
}

function addTitle(cells: Cells, title: string, width: number): void {
  const style: CellStyle = { font: { name: TITLE_FONT, size: 16 }, numFmt: '@', alignment: { horizontal: 'center', vertical: 'center', wrapText: true } };
  cells.set('0,0', { value: escaped(title), type: 'string', style });
  for (let c = 1; c < width; c += 1) cells.set(`0,${c}`, { value: null, type: 'empty', style });
}

function addMark(cells: Cells, mark: XlsxMark, headerRow: number, value: string | number | Date | null, style: CellStyle): void {
  const type = value === null ? 'empty' : value instanceof Date ? 'date' : typeof value === 'number' ? 'number' : 'string';
  cells.set(`${headerRow + 1 + mark.row},${mark.column}`, { value, type, style: { ...style, fill: FAULTY }, comment: { text: mark.note } });
}

function cellStyle(column: XlsxColumn): CellStyle {
  const kind = column.kind ?? 'text';
  const numFmt = kind === 'text' ? '@' : kind === 'day' ? 'yyyy-mm-dd' : 'General';
  return { font: { name: FONT, size: 11 }, border: BORDER, numFmt, alignment: { vertical: 'center', wrapText: true, horizontal: kind === 'text' ? 'left' : 'center' } };
}

/** A number or a day only where the column says so and the value is one; anything else is text. */
function cellValue(value: string | number | null, column: XlsxColumn): string | number | Date | null {
  if (value === null || value === '') return null;
  if (column.kind === 'number' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (column.kind === 'day' && typeof value === 'string' && isDay(value) && value >= '1901-01-01') return new Date(`${value}T00:00:00Z`);
  return escaped(String(value));
}

/** Text such as `_x000D_` would be read back as the character it names: its underscore is escaped, as Excel does. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

function columnDef(column: XlsxColumn, values: readonly (string | number | null)[]): ColumnDef {
  const widest = Math.max(...[column.header, ...values.slice(0, 1000).map((value) => String(value ?? ''))].map((text) => widthInChars(text.split('\n')[0] ?? '') * 2));
  return { width: column.width ?? Math.min(WIDEST_BY_CONTENT, Math.max(8, widest + 3)), style: cellStyle(column) };
}

function validations(sheet: XlsxSheet, headerRow: number, lists: string[][]): NonNullable<WriteSheet['dataValidations']> {
  const last = headerRow + 1 + sheet.rows.length + EMPTY_ROWS_WITH_LISTS;
  return sheet.columns.flatMap((column, c): NonNullable<WriteSheet['dataValidations']> => {
    if (!column.options || column.options.length === 0) return [];
    const letters = columnLetters(c);
    const rule = { type: 'list' as const, allowBlank: true, showErrorMessage: true, range: `${letters}${headerRow + 2}:${letters}${last}` };
    const joined = column.options.join(',');
    if (joined.length <= LONGEST_INLINE_LIST && column.options.every((option) => /^[^,"=+\-@]+$/.test(option))) return [{ ...rule, values: [...column.options] }];
    lists.push([...column.options]);
    const at = columnLetters(lists.length - 1);
    return [{ ...rule, formula1: `${LISTS_SHEET}!$${at}$1:$${at}$${column.options.length}` }];
  });
}

function listsSheet(lists: readonly string[][]): WriteSheet {
  const length = Math.max(...lists.map((list) => list.length));
  return { name: LISTS_SHEET, hidden: true, rows: Array.from({ length }, (_, r) => lists.map((list) => (list[r] === undefined ? null : escaped(list[r])))) };
}

function printing(headerRow: number, landscape: boolean): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  const inches = (mm: number) => mm * INCHES_PER_MM;
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { top: inches(20), bottom: inches(20), left: inches(15), right: inches(15), header: inches(10), footer: inches(10) },
      printTitlesRow: `$1:$${headerRow + 1}`,
    },
    headerFooter: { oddFooter: '&C— &P / &N —' },
  };
}
