import type { OrganisationOut, RosterNote } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { TableRecord } from '@shuping/office';
import { noteOf, readSheet, type ReadSheet } from '../../platform/sheets/index.ts';
import { KIND_WORDS, MOST_ROWS, ORG_COLUMNS, READ_LIMITS } from './org-columns.ts';
import type { RawOrg } from './org-import.rules.ts';

/** A sector as people write it: id and names. */
export type SectorWords = { readonly id: string; readonly words: readonly string[] };
export type ReadOrgs = Pick<ReadSheet, 'sheet' | 'headerRow' | 'columns' | 'extra' | 'skipped'> & { readonly rows: RawOrg[] };
export type ReadOrgsOptions = { readonly sectors: readonly SectorWords[]; readonly remembered: Readonly<Record<string, string>>; readonly assigned: Readonly<Record<string, string>> };

const LONGEST: Readonly<Record<string, number>> = { code: 40, name: 120, shortName: 40, parent: 600, parentCode: 40 };
const LENGTHS = Object.entries(LONGEST);
const HEADERS: Readonly<Record<string, string>> = Object.fromEntries(ORG_COLUMNS.map((spec) => [spec.key, spec.header]));

/** Rows of an office's table of organisations; a kind or sector that nobody knows is named in its row. Refused: what `readSheet` refuses, `org-import.too-many-rows` (R-A3). */
export async function readOrgs(bytes: Uint8Array, { sectors, ...options }: ReadOrgsOptions): Promise<Result<ReadOrgs, Problem>> {
  const read = await readSheet(bytes, { columns: ORG_COLUMNS, mostRows: MOST_ROWS, tooMany: 'org-import.too-many-rows', limits: READ_LIMITS, ...options });
  if (!read.ok) return read;
  const { sheet, headerRow, columns, extra, skipped } = read.value;
  const words = {
    kinds: new Map(Object.entries(KIND_WORDS).flatMap(([kind, names]) => [kind, ...names].map((name): [string, OrganisationOut['kind']] => [plain(name), kind as OrganisationOut['kind']]))),
    sectors: new Map(sectors.flatMap(({ id, words: names }) => [id, ...names].map((name): [string, string] => [plain(name), id]))),
  };
  return ok({ sheet, headerRow, columns, extra, skipped, rows: read.value.records.map((record) => toRow(record, read.value.notesOf(record.row), words)) });
}

function toRow({ row, values }: TableRecord, faults: readonly Problem[], words: { readonly kinds: ReadonlyMap<string, OrganisationOut['kind']>; readonly sectors: ReadonlyMap<string, string> }): RawOrg {
  const text = (key: string): string => shortenedTo(String(values[key] ?? ''), LONGEST[key]!).normalize('NFC');
  const problems: RosterNote[] = faults.map(noteOf);
  for (const [key, most] of LENGTHS) if (longer(String(values[key] ?? ''), most)) problems.push({ code: 'cell.too-long', params: { row, column: HEADERS[key]!, most } });
  const known = <T>(key: 'kind' | 'sector', names: ReadonlyMap<string, T>): T | null => {
    const written = String(values[key] ?? '');
    if (written === '') return null;
    const found = names.get(plain(written));
    if (found === undefined) problems.push({ code: `org-import.${key}-unknown`, params: { row, column: HEADERS[key]!, value: written.slice(0, 40) } });
    return found ?? null;
  };
  return {
    row, code: text('code'), name: text('name'), shortName: text('shortName'), parent: text('parent'), parentCode: text('parentCode'),
    kind: known('kind', words.kinds), sector: known('sector', words.sectors), opensOn: (values['opensOn'] as string | null | undefined) ?? null, problems,
  };
}

/** More characters than `most`; a character of two units counts once. */
function longer(text: string, most: number): boolean {
  return text.length > most && [...text].length > most;
}

function shortenedTo(text: string, most: number): string {
  return longer(text, most) ? [...text].slice(0, most).join('') : text;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
