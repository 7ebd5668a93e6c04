import type { PaperBatchOut, PaperOut } from '@shuping/contracts';

export type Paper = PaperOut;
export type Round = Paper['rounds'][number];
export type PaperClass = Round['classes'][number];
export type Item = PaperClass['items'][number];
export type BatchRow = Round['batches'][number];
export type Batch = PaperBatchOut;
export type Place = { readonly sheet: number; readonly subject: string; readonly item: string };
/** Option or number, `!` for two marks, null for a blank. */
export type Mark = string | null;
export const TWO = '!';

/** Fields of the ledger that are counted by hand, in the order of the table. */
export const FIELDS = ['printed', 'spoiled', 'unused', 'returned', 'kept'] as const;
export type Field = (typeof FIELDS)[number];

export const placeKey = ({ sheet, subject, item }: Place): string => `${sheet}/${subject}/${item}`;

/** Questions of one sheet in the order in which they stand on it. */
export function questionsOf(round: Round, voterClass: PaperClass, sheet: number): readonly (Place & { readonly first: boolean })[] {
  return round.subjects.flatMap((subject) => voterClass.items.map((item, at) => ({ sheet, subject: subject.id, item: item.id, first: at === 0 })));
}

/** Where a remark in words stands among the marks. */
export const REMARK = '~';
export const REMARK_LENGTH = 120;

function remarkIn(marks: Readonly<Record<string, Mark | undefined>>, sheet: number, subject: string): [string, Mark][] {
  const text = marks[placeKey({ sheet, subject, item: REMARK })]?.trim() ?? '';
  return text === '' ? [] : [[REMARK, text]];
}

/** Sheets as the server takes them. */
export function sheetsOf(round: Round, voterClass: PaperClass, size: number, marks: Readonly<Record<string, Mark | undefined>>): Record<string, Record<string, Mark>>[] {
  return Array.from({ length: size }, (_, at) => Object.fromEntries(round.subjects.map((subject) => [subject.id, Object.fromEntries(voterClass.items.map((item): [string, Mark] => [item.id, marks[placeKey({ sheet: at + 1, subject: subject.id, item: item.id })] ?? null]).concat(remarkIn(marks, at + 1, subject.id)))])));
}

/** Mark that a key stands for: a number an option, 0 a blank, x two marks; undefined for any other key. */
export function markOfKey(key: string, options: readonly { readonly id: string }[]): Mark | undefined {
  if (key === '0') return null;
  if (key === 'x' || key === 'X') return TWO;
  return /^[1-9]$/.test(key) ? options[Number(key) - 1]?.id : undefined;
}
