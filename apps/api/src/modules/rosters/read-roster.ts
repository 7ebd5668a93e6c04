import type { RosterNote } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { readTable, readXlsx, type TableReading } from '@shuping/office';
import { MOST_ROWS, NOT_STORED, ROSTER_COLUMNS } from './roster-columns.ts';

/** One row as it stands in the workbook; a faulty cell is empty here and named in `problems`. */
export type RawRow = { readonly row: number; readonly unit: string; readonly name: string; readonly post: string; readonly from: string | null; readonly staffNumber: string; readonly problems: readonly RosterNote[]; readonly notices: readonly RosterNote[] };

type Column = { readonly letters: string; readonly header: string };
export type ReadRoster = {
  readonly sheet: string; readonly headerRow: number; readonly columns: (Column & { readonly key: string })[]; readonly extra: Column[]; readonly notStored: Column[];
  readonly skipped: { readonly row: number; readonly text: string }[]; readonly rows: RawRow[];
};

/**
 * Rows of an office's workbook: the first visible sheet with a header. Identity numbers are looked at and left out. Refused: what `readXlsx` refuses,
 * `table.no-header`, `table.column-missing`, `table.column-twice`, `roster.too-many-rows` (R-A3).
 */
export async function readRoster(bytes: Uint8Array): Promise<Result<ReadRoster, Problem>> {
  const book = await readXlsx(bytes);
  if (!book.ok) return book;
  for (const sheet of book.value.sheets.filter((one) => !one.hidden)) {
    const table = readTable(sheet, ROSTER_COLUMNS);
    if (table.headerRow === null) continue;
    const [whole] = table.problems.filter((problem) => problem.code.startsWith('table.'));
    if (whole) return err({ ...whole, issues: table.problems.filter((problem) => problem.code.startsWith('table.')) });
    if (table.records.length > MOST_ROWS) return err({ code: 'roster.too-many-rows', params: { rows: table.records.length, most: MOST_ROWS } });
    return ok(toRoster(sheet.name, table.headerRow, table));
  }
  return err({ code: 'table.no-header' });
}

function toRoster(sheet: string, headerRow: number, table: TableReading): ReadRoster {
  const unstored = (header: unknown): boolean => ROSTER_COLUMNS.some((spec) => spec.header === header && NOT_STORED.includes(spec.key));
  const byRow = new Map<number, Problem[]>();
  for (const problem of table.problems) {
    const row = Number(problem.params?.['row']);
    byRow.set(row, [...(byRow.get(row) ?? []), problem]);
  }
  return {
    sheet, headerRow, columns: table.columns.filter((column) => !NOT_STORED.includes(column.key)), extra: [...table.extra],
    notStored: table.columns.filter((column) => NOT_STORED.includes(column.key)).map(({ letters, header }) => ({ letters, header })),
    skipped: table.skipped.map((one) => ({ ...one })),
    rows: table.records.map(({ row, values }) => {
      const problems = byRow.get(row) ?? [];
      return {
        row, unit: text(values['unit'], 120), name: text(values['name'], 60), post: text(values['post'], 40), from: (values['from'] as string | null | undefined) ?? null, staffNumber: text(values['staffNumber'], 40),
        problems: [...problems.filter((problem) => !unstored(problem.params?.['column'])).map(noteOf), ...tooLong(row, values)],
        notices: problems.filter((problem) => unstored(problem.params?.['column'])).map((problem) => withoutValue(noteOf(problem))),
      };
    }),
  };
}

const LONGEST: Readonly<Record<string, number>> = { unit: 120, name: 60, post: 40, staffNumber: 40 };

function tooLong(row: number, values: TableReading['records'][number]['values']): RosterNote[] {
  return Object.entries(LONGEST).flatMap(([key, most]) => ([...String(values[key] ?? '')].length > most ? [{ code: 'cell.too-long', params: { row, column: ROSTER_COLUMNS.find((spec) => spec.key === key)!.header, most } }] : []));
}

function noteOf(problem: Problem): RosterNote {
  return { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), ...(problem.params ? { params: { ...problem.params } as NonNullable<RosterNote['params']> } : {}) };
}

function withoutValue(note: RosterNote): RosterNote {
  const { value: _, ...params } = note.params ?? {};
  return { ...note, params };
}

function text(value: unknown, most: number): string {
  return [...String(value ?? '')].slice(0, most).join('').normalize('NFC');
}
