import type { CellValue } from '../reading/sheets.ts';
import { cleanText } from './cell-values.ts';
import type { ColumnSpec } from './table-types.ts';

export type Header = {
  /** 0-based row. */
  readonly row: number;
  /** Spec of each sheet column, by 0-based position. */
  readonly matched: ReadonlyMap<number, ColumnSpec>;
  /** Specs named by a second column too, with that column's position. */
  readonly twice: readonly { readonly spec: ColumnSpec; readonly column: number }[];
};

const ROWS_SEARCHED = 30;

/** The row among the first thirty that names most columns; the upper one on a tie. Null when no row names any, or one of many only. */
export function findHeader(rows: readonly (readonly CellValue[])[], columns: readonly ColumnSpec[]): Header | null {
  let best: Header | null = null;
  for (const [row, cells] of rows.slice(0, ROWS_SEARCHED).entries()) {
    const header = matchRow(row, cells, columns);
    if (header.matched.size > (best?.matched.size ?? 0)) best = header;
  }
  const enough = Math.min(2, columns.length);
  return best !== null && best.matched.size >= enough ? best : null;
}

function matchRow(row: number, cells: readonly CellValue[], columns: readonly ColumnSpec[]): Header {
  const matched = new Map<number, ColumnSpec>();
  const twice: { spec: ColumnSpec; column: number }[] = [];
  // exact names first: 姓名 must not be taken by a column called 姓名（曾用名）
  for (const words of [exactWords, bareWords]) {
    for (const [column, cell] of cells.entries()) {
      if (typeof cell !== 'string' || matched.has(column) || cleanText(cell) === '') continue;
      const spec = columns.find((candidate) => [candidate.header, ...(candidate.synonyms ?? [])].some((name) => words(name) === words(cell)));
      if (!spec) continue;
      if ([...matched.values()].includes(spec)) {
        if (words === exactWords) twice.push({ spec, column });
      } else matched.set(column, spec);
    }
  }
  return { row, matched: new Map([...matched].sort(([a], [b]) => a - b)), twice };
}

function exactWords(header: string): string {
  return header.normalize('NFKC').replace(/[\s*:_\-]/g, '').toLowerCase();
}

/** Without hints in brackets such as （必填）. */
function bareWords(header: string): string {
  return exactWords(header.normalize('NFKC').replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/g, ''));
}
