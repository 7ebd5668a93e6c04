import { ok, type Problem, type Result } from '@shuping/kernel';
import type { ColumnSpec } from '@shuping/office';
import { noteOf, readSheet, type SheetNote } from '../../platform/sheets/index.ts';

/** Columns of an office's list of those entitled. */
export const ROLL_COLUMNS: readonly ColumnSpec[] = [
  { key: 'name', header: '姓名', synonyms: ['名字', '应到人', '参评人'], kind: 'text', required: true },
  { key: 'unit', header: '单位', synonyms: ['所在单位', '单位名称', '工作单位', '党组织'], kind: 'text' },
  { key: 'group', header: '评议主体', synonyms: ['主体', '类别', '测评主体', '身份'], kind: 'text' },
  { key: 'related', header: '分管或联系对象', synonyms: ['分管对象', '联系对象', '分管单位', '联系单位', '评议对象', '所评对象'], kind: 'text' },
];
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
