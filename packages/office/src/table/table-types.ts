import type { Problem } from '@shuping/kernel';
import type { CellValue, Merge } from '../reading/sheets.ts';

/**
 * Kinds of cell: `id` = number or code kept as text (staff number); `citizen-id` = the same, with the check of 18 digits against lost precision;
 * `day` = YYYY-MM-DD; `option` = one of `options`.
 */
export type ColumnKind = 'text' | 'id' | 'citizen-id' | 'number' | 'integer' | 'day' | 'option';

export type ColumnSpec = {
  readonly key: string;
  readonly header: string;
  readonly synonyms?: readonly string[];
  readonly kind: ColumnKind;
  /** The column must exist and each row must fill it. */
  readonly required?: boolean;
  readonly options?: readonly string[];
};

export type TableInput = { readonly rows: readonly (readonly CellValue[])[]; readonly merges?: readonly Merge[] };

export type ReadTableOptions = {
  /** How a header sounds (pinyin); headers that only sound like a column's name are taken after those that are written like it. */
  readonly sound?: (header: string) => string;
  /** Columns assigned by hand: sheet column (letters) by column key. */
  readonly assigned?: Readonly<Record<string, string>>;
};

export type RecordValue = string | number | null;

export type TableRecord = {
  /** Row number as shown in Excel, from 1. */
  readonly row: number;
  /** By column key; null for an empty or faulty cell, no entry for a column the sheet does not have. */
  readonly values: Readonly<Record<string, RecordValue>>;
};

export type TableReading = {
  /** Row number of the header as shown in Excel; null when none was found. */
  readonly headerRow: number | null;
  readonly columns: readonly { readonly key: string; readonly letters: string; readonly header: string }[];
  /** Columns nobody asked for. */
  readonly extra: readonly { readonly letters: string; readonly header: string }[];
  readonly records: readonly TableRecord[];
  /** Rows below the header that are no record: notes, signatures, totals in one cell. */
  readonly skipped: readonly { readonly row: number; readonly text: string }[];
  /** CELL_PROBLEM_CODES; `at` names the cell, params hold `row`, `column` (header) and `value`. */
  readonly problems: readonly Problem[];
};
