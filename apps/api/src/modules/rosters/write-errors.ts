import type { RosterNote, RosterRow } from '@shuping/contracts';
import { resolveText, type Catalogue, type Locale } from '@shuping/kernel';
import { writeXlsx } from '@shuping/office';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';
import { ROSTER_COLUMNS } from './roster-columns.ts';

const WORDS: Readonly<Record<Locale, Catalogue>> = { 'zh-CN': zhCN, en };
const KEYS = ['unit', 'name', 'post', 'from', 'staffNumber'] as const;

/** Excel file of the bad rows: row number, the columns under the names that the import knows, and what is wrong. */
export function writeErrors(rows: readonly RosterRow[], locale: Locale): Promise<Uint8Array> {
  const word = (key: string, params: RosterNote['params'] = {}): string => resolveText({ key: `roster.${key}` }, WORDS[locale], Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value ?? '')])));
  const reason = (note: RosterNote): string => `${note.at === undefined ? '' : `${note.at} `}${word(`problem.${note.code}`, note.params)}`;
  return writeXlsx({
    sheets: [{
      name: word('errors-sheet'), title: word('errors-title'), landscape: true,
      columns: [{ header: word('row'), kind: 'number', width: 8 }, ...KEYS.map((key) => ({ header: ROSTER_COLUMNS.find((spec) => spec.key === key)!.header })), { header: word('reason'), width: 60 }],
      rows: rows.filter((row) => row.status === 'bad').map((row) => [row.row, ...KEYS.map((key) => row[key]), row.problems.map(reason).join('\n')]),
    }],
  });
}
