import { ok, type Problem, type Result } from '@shuping/kernel';
import { ROLL_COLUMNS } from '@shuping/office';
import { noteOf, readSheet, type SheetNote } from '../../platform/sheets/index.ts';

const MOST_ROWS = 5_000;

/** A row as it stands in the workbook: groups and people by the words used there. */
export type RollRow = { readonly row: number; readonly name: string; readonly unit: string; readonly groups: readonly string[]; readonly related: readonly string[]; readonly problems: readonly SheetNote[] };

const parts = (value: unknown): string[] => String(value ?? '').split(/[\n,;，、；]+/).map((one) => one.normalize('NFC').trim()).filter(Boolean);
const text = (value: unknown, most: number): string => [...String(value ?? '').normalize('NFC').trim()].slice(0, most).join('');

/** Refused: what `readSheet` refuses, `elector.too-many`. */
export async function readRoll(bytes: Uint8Array): Promise<Result<RollRow[], Problem>> {
  const read = await readSheet(bytes, { columns: ROLL_COLUMNS, mostRows: MOST_ROWS, tooMany: 'elector.too-many' });
  if (!read.ok) return read;
  return ok(read.value.records.map(({ row, values }) => ({
    row, name: text(values['name'], 60), unit: text(values['unit'], 120), groups: parts(values['group']), related: parts(values['related']), problems: read.value.notesOf(row).map(noteOf),
  })));
}
