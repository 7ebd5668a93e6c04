import type { CellValue } from '../reading/sheets.ts';
import { cleanText } from './cell-values.ts';
import { columnLetters } from '../reading/sheets.ts';
import type { ColumnSpec, ReadTableOptions } from './table-types.ts';

export type Header = {
  /** 0-based row. */
  readonly row: number;
  /** Spec of each sheet column, by 0-based position. */
  readonly matched: ReadonlyMap<number, ColumnSpec>;
  /** Specs named by a second column too, with that column's position. */
  readonly twice: readonly { readonly spec: ColumnSpec; readonly column: number }[];
};

const ROWS_SEARCHED = 30;
/** A way to read a header; `exact` names tell a column named twice. */
type Reading = { readonly words: (header: string) => string; readonly exact: boolean };

/** The same, each text read once: every cell is held against the same names of columns. */
function remembering(words: (header: string) => string): (header: string) => string {
  const known = new Map<string, string>();
  return (header) => {
    const found = known.get(header) ?? words(header);
    known.set(header, found);
    return found;
  };
}

/** The row among the first thirty that names most columns; the upper one on a tie. Null when no row names any, or one of many only. */
export function findHeader(rows: readonly (readonly CellValue[])[], columns: readonly ColumnSpec[], options: ReadTableOptions = {}): Header | null {
  const { sound } = options;
  const readings = [exactWords, bareWords, ...(sound === undefined ? [] : [(header: string) => sound(bareWords(header))])].map((words): Reading => ({ words: remembering(words), exact: words === exactWords }));
  let best: Header | null = null;
  for (const [row, cells] of rows.slice(0, ROWS_SEARCHED).entries()) {
    const header = matchRow(row, cells, columns, { readings, assigned: options.assigned ?? {} });
    if (header.matched.size > (best?.matched.size ?? 0)) best = header;
  }
  const enough = Math.min(2, columns.length);
  return best !== null && best.matched.size >= enough ? best : null;
}

function matchRow(row: number, cells: readonly CellValue[], columns: readonly ColumnSpec[], { readings, assigned }: { readonly readings: readonly Reading[]; readonly assigned: NonNullable<ReadTableOptions['assigned']> }): Header {
  const matched = new Map<number, ColumnSpec>();
  const twice: { spec: ColumnSpec; column: number }[] = [];
  for (const [column, cell] of cells.entries()) {
    const spec = columns.find((one) => assigned[one.key] === columnLetters(column));
    if (spec && typeof cell === 'string' && cleanText(cell) !== '') matched.set(column, spec);
  }
  // exact names first: 姓名 must not be taken by a column called 姓名（曾用名）
  for (const { words, exact } of readings) {
    for (const [column, cell] of cells.entries()) {
      if (typeof cell !== 'string' || matched.has(column) || cleanText(cell) === '') continue;
      const spec = columns.find((candidate) => assigned[candidate.key] === undefined && [candidate.header, ...(candidate.synonyms ?? [])].some((name) => words(name) === words(cell)));
      if (!spec) continue;
      if ([...matched.values()].includes(spec)) {
        if (exact) twice.push({ spec, column });
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
