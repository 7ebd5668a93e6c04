import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { columnLetters, readTable, readXlsx, type CellValue, type ColumnSpec, type ReadLimits, type TableReading } from '@shuping/office';
import { syllables } from '../spelling.ts';

type Column = { readonly letters: string; readonly header: string };

/** What is wrong with a row or was noticed in it: a code with the cell (`C5`) where there is one. */
export type SheetNote = { code: string; at?: string | undefined; params?: Record<string, string | number | boolean | null> | undefined };

export type ReadSheet = {
  readonly sheet: string; readonly headerRow: number; readonly columns: (Column & { readonly key: string })[]; readonly extra: Column[];
  readonly skipped: { readonly row: number; readonly text: string }[];
  readonly records: TableReading['records'];
  /** Faulty cells of a row. */
  notesOf(row: number): readonly Problem[];
};

export type SheetOptions = {
  readonly columns: readonly ColumnSpec[];
  readonly mostRows: number;
  /** Code of the refusal of more rows. */
  readonly tooMany: string;
  /** Headers that the unit is known to use → column key. */
  readonly remembered?: Readonly<Record<string, string>>;
  /** Columns assigned by hand: letters by column key. */
  readonly assigned?: Readonly<Record<string, string>>;
  readonly limits?: ReadLimits;
};

const ROWS_SEARCHED = 30;
const MOST_SKIPPED = 200;

/**
 * The first visible sheet of an office's workbook that has a header: columns by name, by what the unit called them before, by sound. Refused: what `readXlsx` refuses,
 * `table.no-header`, `table.column-missing`, `table.column-twice`, `tooMany`; the first two bring the headers that stand there as issues, so that somebody can assign them (R-A3).
 */
export async function readSheet(bytes: Uint8Array, options: SheetOptions): Promise<Result<ReadSheet, Problem>> {
  const book = await readXlsx(bytes, options.limits);
  if (!book.ok) return book;
  const shown = book.value.sheets.filter((one) => !one.hidden);
  const specs = options.columns.map((spec) => withRemembered(spec, options.remembered ?? {}));
  for (const sheet of shown) {
    const table = readTable(sheet, specs, { sound: (header) => syllables(header).join(''), assigned: options.assigned ?? {} });
    if (table.headerRow === null) continue;
    const whole = table.problems.filter((problem) => problem.code.startsWith('table.'));
    if (whole[0]) return err({ ...whole[0], issues: [...whole, ...headersIn(sheet.rows[table.headerRow - 1] ?? [])] });
    if (table.records.length > options.mostRows) return err({ code: options.tooMany, params: { rows: table.records.length, most: options.mostRows } });
    return ok(toSheet(sheet.name, table.headerRow, table));
  }
  return err({ code: 'table.no-header', issues: headersIn(likelyHeader(shown[0]?.rows ?? [])) });
}

/** Note of a problem, as it is kept and shown. */
export function noteOf(problem: Problem): SheetNote {
  return { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), ...(problem.params ? { params: { ...problem.params } as NonNullable<SheetNote['params']> } : {}) };
}

function withRemembered(spec: ColumnSpec, remembered: Readonly<Record<string, string>>): ColumnSpec {
  const own = Object.entries(remembered).flatMap(([header, key]) => (key === spec.key ? [header] : []));
  const taken = new Set(Object.entries(remembered).flatMap(([header, key]) => (key === spec.key ? [] : [header])));
  return { ...spec, synonyms: [...(spec.synonyms ?? []).filter((one) => !taken.has(one)), ...own] };
}

function toSheet(sheet: string, headerRow: number, table: TableReading): ReadSheet {
  const byRow = new Map<number, Problem[]>();
  for (const problem of table.problems) {
    const row = Number(problem.params?.['row']);
    const notes = byRow.get(row);
    if (notes) notes.push(problem);
    else byRow.set(row, [problem]);
  }
  return { sheet, headerRow, columns: [...table.columns], extra: [...table.extra], skipped: table.skipped.slice(0, MOST_SKIPPED).map((one) => ({ ...one })), records: table.records, notesOf: (row) => byRow.get(row) ?? [] };
}

/** The upper row with most words, taken for the header where none is known. */
function likelyHeader(rows: readonly (readonly CellValue[])[]): readonly CellValue[] {
  const words = (row: readonly CellValue[]): number => new Set(row.filter((cell) => typeof cell === 'string' && cell.trim() !== '')).size;
  return rows.slice(0, ROWS_SEARCHED).reduce<readonly CellValue[]>((best, row) => (words(row) > words(best) ? row : best), []);
}

function headersIn(row: readonly CellValue[]): Problem[] {
  return row.flatMap((cell, column) => (typeof cell === 'string' && cell.trim() !== '' ? [{ code: 'table.header', params: { letters: columnLetters(column), header: cell.trim().slice(0, 60) } }] : []));
}
