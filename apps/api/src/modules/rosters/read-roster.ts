import type { RosterNote } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { TableRecord } from '@shuping/office';
import { noteOf, readSheet, type ReadSheet } from '../../platform/sheets/index.ts';
import { MOST_ROWS, NOT_STORED, ROSTER_COLUMNS } from './roster-columns.ts';

/** One row as it stands in the workbook; a faulty cell is empty here and named in `problems`. */
export type RawRow = { readonly row: number; readonly unit: string; readonly name: string; readonly post: string; readonly from: string | null; readonly staffNumber: string; readonly problems: readonly RosterNote[]; readonly notices: readonly RosterNote[] };

type Column = { readonly letters: string; readonly header: string };
export type ReadRoster = {
  readonly sheet: string; readonly headerRow: number; readonly columns: (Column & { readonly key: string })[]; readonly extra: Column[]; readonly notStored: Column[];
  readonly skipped: { readonly row: number; readonly text: string }[]; readonly rows: RawRow[];
};

/** Rows of an office's workbook. Identity numbers are looked at and left out. Refused: what `readSheet` refuses, `roster.too-many-rows` (R-A3). */
export async function readRoster(bytes: Uint8Array): Promise<Result<ReadRoster, Problem>> {
  const read = await readSheet(bytes, { columns: ROSTER_COLUMNS, mostRows: MOST_ROWS, tooMany: 'roster.too-many-rows' });
  return read.ok ? ok(toRoster(read.value)) : read;
}

function toRoster(table: ReadSheet): ReadRoster {
  const { sheet, headerRow, columns, extra, skipped } = table;
  const unstored = (header: unknown): boolean => ROSTER_COLUMNS.some((spec) => spec.header === header && NOT_STORED.includes(spec.key));
  return {
    sheet, headerRow, columns: columns.filter((column) => !NOT_STORED.includes(column.key)), extra, skipped,
    notStored: columns.filter((column) => NOT_STORED.includes(column.key)).map(({ letters, header }) => ({ letters, header })),
    rows: table.records.map(({ row, values }) => {
      const problems = table.notesOf(row);
      return {
        row, unit: text(values['unit'], 120), name: text(values['name'], 60), post: text(values['post'], 40), from: (values['from'] as string | null | undefined) ?? null, staffNumber: text(values['staffNumber'], 40),
        problems: [...problems.filter((problem) => !unstored(problem.params?.['column'])).map(noteOf), ...tooLong(row, values)],
        notices: problems.filter((problem) => unstored(problem.params?.['column'])).map((problem) => withoutValue(noteOf(problem))),
      };
    }),
  };
}

const LONGEST: Readonly<Record<string, number>> = { unit: 120, name: 60, post: 40, staffNumber: 40 };

function tooLong(row: number, values: TableRecord['values']): RosterNote[] {
  return Object.entries(LONGEST).flatMap(([key, most]) => ([...String(values[key] ?? '')].length > most ? [{ code: 'cell.too-long', params: { row, column: ROSTER_COLUMNS.find((spec) => spec.key === key)!.header, most } }] : []));
}

function withoutValue(note: RosterNote): RosterNote {
  const { value: _, ...params } = note.params ?? {};
  return { ...note, params };
}

function text(value: unknown, most: number): string {
  return [...String(value ?? '')].slice(0, most).join('').normalize('NFC');
}
