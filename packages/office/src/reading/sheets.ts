import type { Problem } from '@shuping/kernel';

/** Value of a cell; days are `YYYY-MM-DD`, an Excel error is named, e.g. `{ error: '#REF!' }`. */
export type CellValue = string | number | boolean | null | { readonly error: string };

/** Merged cells, all 0-based and inclusive; only the top-left cell holds the value. */
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

export type SheetContent = {
  readonly name: string;
  /** Rows without trailing empty cells; row `n` of the list is row `n + 1` on screen. */
  readonly rows: CellValue[][];
  readonly merges: readonly Merge[];
  readonly hidden: boolean;
};

export type XlsxContent = { readonly sheets: readonly SheetContent[]; readonly warnings: readonly Problem[] };

/** Letters of a 0-based column: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
}

/** Name of a cell from 0-based row and column: `cellName(4, 2)` → `C5`. */
export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}
