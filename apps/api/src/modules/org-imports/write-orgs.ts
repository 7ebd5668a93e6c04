import { ORG_COLUMN_KEYS, type OrganisationOut, type OrgColumnKey, type OrgImportRow } from '@shuping/contracts';
import { resolveText, type Catalogue, type Day, type Locale } from '@shuping/kernel';
import { writeXlsx, type XlsxColumn, type XlsxMark, type XlsxSheet } from '@shuping/office';
import { noteWords } from '../../platform/sheets/index.ts';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';
import { KIND_WORDS, ORG_COLUMNS } from './org-columns.ts';
import type { SectorWords } from './read-orgs.ts';

type Kind = OrganisationOut['kind'];
export type WrittenOrg = { readonly code: string; readonly name: string; readonly shortName: string; readonly parent: string; readonly parentCode: string; readonly kind: Kind | null; readonly sector: string | null; readonly opensOn: Day | null };

const WORDS: Readonly<Record<Locale, Catalogue>> = { 'zh-CN': zhCN, en };
const WIDTHS: Readonly<Record<OrgColumnKey, number>> = { code: 16, name: 32, shortName: 16, parent: 40, parentCode: 16, kind: 14, sector: 14, opensOn: 14 };
const VERSION = '1';
/** Notes on cells are for people; beyond this many the column of reasons says the rest. */
const MOST_MARKS = 2_000;
const HELP_LINES = 8;

/** Empty workbook with lists to choose from, a note on every column, and a sheet that says how to fill it in. */
export function writeTemplate(unit: string, locale: Locale, sectors: readonly SectorWords[]): Promise<Uint8Array> {
  const word = wordsOf(locale);
  const help = Array.from({ length: HELP_LINES }, (_, n) => [word(`help.${n + 1}`, { unit })]);
  return writeXlsx({
    sheets: [
      { name: word('sheet'), title: word('template-title', { unit }), landscape: true, columns: columnsOf(locale, sectors, true), rows: [] },
      { name: word('help-sheet'), columns: [{ header: word('help-sheet'), width: 90 }], rows: help },
      { name: '_version', hidden: true, columns: [{ header: 'template' }], rows: [[`organisations/${VERSION}`]] },
    ],
  });
}

/** Workbook of organisations in the columns of the template. */
export function writeOrgs(rows: readonly WrittenOrg[], locale: Locale, sectors: readonly SectorWords[]): Promise<Uint8Array> {
  const word = wordsOf(locale);
  return writeXlsx({ sheets: [{ name: word('sheet'), title: word('list-title'), landscape: true, columns: columnsOf(locale, sectors, false), rows: rows.map((row) => cells(row, sectors)) }] });
}

/** The rows of an import given back: faulty cells red with a note, the reasons in a last column that the import leaves out. */
export function writeNotes(rows: readonly OrgImportRow[], locale: Locale, sectors: readonly SectorWords[]): Promise<Uint8Array> {
  const word = wordsOf(locale);
  const reason = (note: OrgImportRow['problems'][number]): string => noteWords({ ...note, params: shownParams(note.params, sectors) }, `org-import.problem.${note.code}`, WORDS[locale]);
  const sheet: XlsxSheet = {
    name: word('sheet'), title: word('notes-title'), landscape: true,
    columns: [...columnsOf(locale, sectors, false), { header: word('row'), kind: 'number', width: 8 }, { header: word('reason'), width: 60 }],
    rows: rows.map((row) => [...cells(withWritten(row), sectors), row.row, row.problems.map(reason).join('\n')]),
    marks: rows.flatMap((row, n) => marksOf(row, n, reason)).slice(0, MOST_MARKS),
  };
  return writeXlsx({ sheets: [sheet] });
}

function columnsOf(locale: Locale, sectors: readonly SectorWords[], forTemplate: boolean): XlsxColumn[] {
  const word = wordsOf(locale);
  const lists: Partial<Record<OrgColumnKey, readonly string[]>> = { kind: Object.values(KIND_WORDS).map(([first]) => first), sector: sectors.map((one) => one.words[0]!) };
  return ORG_COLUMN_KEYS.map((key) => {
    const spec = ORG_COLUMNS.find((one) => one.key === key)!;
    const list = lists[key];
    return {
      header: `${forTemplate && spec.required === true ? '*' : ''}${spec.header}`, width: WIDTHS[key], kind: spec.kind === 'day' ? 'day' : 'text',
      ...(list ? { options: list } : {}), ...(forTemplate ? { notes: word(`note.${key}`) } : {}),
    };
  });
}

function cells(row: WrittenOrg & { readonly written?: Readonly<Partial<Record<OrgColumnKey, string>>> }, sectors: readonly SectorWords[]): (string | null)[] {
  const values: Record<OrgColumnKey, string | null> = { ...row, kind: row.kind === null ? null : KIND_WORDS[row.kind][0], sector: sectorName(row.sector, sectors) };
  return ORG_COLUMN_KEYS.map((key) => row.written?.[key] ?? values[key]);
}

const sectorName = (sector: string | null, sectors: readonly SectorWords[]): string | null => sectors.find((one) => one.id === sector)?.words[0] ?? sector;

/** Faulty cells as they were written: the reading kept them in the note only. */
function withWritten(row: OrgImportRow): WrittenOrg & { readonly written: Partial<Record<OrgColumnKey, string>> } {
  const written: Partial<Record<OrgColumnKey, string>> = {};
  for (const { params } of row.problems) {
    const key = keyOf(params?.['column']);
    if (key && typeof params?.['value'] === 'string' && params['value'] !== '') written[key] = params['value'];
  }
  return { ...row, written };
}

const keyOf = (header: unknown): OrgColumnKey | undefined => ORG_COLUMNS.find((spec) => spec.header === header)?.key as OrgColumnKey | undefined;
const ABOUT: Readonly<Record<string, OrgColumnKey>> = { parent: 'parent', code: 'code', sector: 'sector' };

function marksOf(row: OrgImportRow, n: number, reason: (note: OrgImportRow['problems'][number]) => string): XlsxMark[] {
  const byCell = new Map<OrgColumnKey, string[]>();
  for (const note of row.problems) {
    const key = keyOf(note.params?.['column']) ?? ABOUT[/^org-import\.([a-z]+)-/.exec(note.code)?.[1] ?? ''] ?? 'name';
    byCell.set(key, [...(byCell.get(key) ?? []), reason(note)]);
  }
  return [...byCell].map(([key, reasons]) => ({ row: n, column: ORG_COLUMN_KEYS.indexOf(key), note: reasons.join('\n') }));
}

function shownParams(params: OrgImportRow['problems'][number]['params'], sectors: readonly SectorWords[]): OrgImportRow['problems'][number]['params'] {
  const value = params?.['value'];
  return typeof value === 'string' && sectors.some((one) => one.id === value) ? { ...params, value: sectorName(value, sectors) } : params;
}

function wordsOf(locale: Locale): (key: string, params?: Readonly<Record<string, string>>) => string {
  return (key, params = {}) => resolveText({ key: `org-import.${key}` }, WORDS[locale], params);
}
