import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type FileChild } from 'docx';
import { REPORT_STYLES } from '../report/heading-level.ts';
import { GONGWEN, pt, TEXT_WIDTH, widthInChars, xmlSafe } from './gongwen.ts';
import { fonts } from './styles.ts';

export type Block =
  | { readonly kind: 'h1' | 'h2' | 'h3'; readonly text: string }
  | { readonly kind: 'p'; readonly text: string; /** Stays on the page of the paragraph after it. */ readonly withNext?: true }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[] }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const LONGEST_CENTRED = 12;
const LONGEST_BY_CONTENT = 20;
const SHORT_COLUMN = 7;
/** Left and right margin of a cell and a little air, twips. */
const CELL_PADDING = 240;

/** Word elements of a block; a line break in body text begins a new paragraph. */
export function renderBlock(block: Block): FileChild[] {
  switch (block.kind) {
    case 'h1':
    case 'h2':
    case 'h3':
      return [new Paragraph({ style: REPORT_STYLES[block.kind], children: [new TextRun(xmlSafe(block.text))] })];
    case 'p':
      return bodyParagraphs(block.text, block.withNext === true);
    case 'list':
      return block.items.flatMap((item, i) => bodyParagraphs(`${i + 1}. ${item}`));
    case 'table':
      return [renderTable(block.header, block.rows, block.widths), blankLine()];
  }
}

export function bodyParagraphs(text: string, keepNext = false): Paragraph[] {
  return xmlSafe(text)
    .split(/\r\n?|\n/)
    .map((line) => new Paragraph({ style: REPORT_STYLES.body, ...(keepNext ? { keepNext } : {}), children: [new TextRun(line)] }));
}

export function blankLine(keepNext = false): Paragraph {
  return new Paragraph({ style: REPORT_STYLES.body, ...(keepNext ? { keepNext } : {}), children: [] });
}

function renderTable(header: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): Table {
  const columnWidths = tableWidths(header, rows, widths);
  // a column is centred or not as a whole
  const centred = header.map((_, i) => rows.every((cells) => widthInChars(cells[i] ?? '') <= LONGEST_CENTRED));
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({ cantSplit: true, tableHeader: isHeader, children: columnWidths.map((width, i) => tableCell(cells[i] ?? '', width, isHeader, isHeader || centred[i] === true)) });
  return new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths,
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}

/** Widths in twips that fill the line: as given (any unit), else by the widest text; short columns are never squeezed below it. */
function tableWidths(header: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): number[] {
  const widest = header.map((name, i) => Math.max(2, ...[name, ...rows.map((row) => row[i] ?? '')].map(cellChars)));
  const wanted = widths ?? widest.map((characters) => Math.min(LONGEST_BY_CONTENT, characters) * pt(GONGWEN.sizesPt.table) + CELL_PADDING);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const isShort = (i: number) => widths === undefined && (widest[i] ?? 0) <= SHORT_COLUMN;
  const fixed = sum(wanted.filter((_, i) => isShort(i)));
  const flexible = sum(wanted) - fixed;
  if (sum(wanted) <= TEXT_WIDTH || flexible === 0 || fixed > TEXT_WIDTH / 2) return header.map((_, i) => Math.floor(((wanted[i] ?? 1) / sum(wanted)) * TEXT_WIDTH));
  return wanted.map((width, i) => Math.floor(isShort(i) ? width : (width / flexible) * (TEXT_WIDTH - fixed)));
}

/** Like `widthInChars`, with room for typefaces whose figures and % are wider than half a character. */
function cellChars(text: string): number {
  return Math.max(...text.split('\n').map((line) => widthInChars(line) + 0.15 * line.replace(/[^\x20-\x7e]/g, '').length));
}

function tableCell(text: string, width: number, isHeader: boolean, centred: boolean): TableCell {
  const font = fonts(isHeader ? GONGWEN.fonts.tableHeader : GONGWEN.fonts.table);
  const lines = xmlSafe(text).split(/\r\n?|\n/);
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: lines.map(
      (line) =>
        new Paragraph({
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { line: pt(18), lineRule: 'exact', before: 0, after: 0 },
          children: [new TextRun({ text: line, font, size: GONGWEN.sizesPt.table * 2, snapToGrid: false })],
        }),
    ),
  });
}
