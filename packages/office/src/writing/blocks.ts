import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type FileChild } from 'docx';
import { REPORT_STYLES } from '../report/heading-level.ts';
import { GONGWEN, pt, TEXT_WIDTH, widthInChars, xmlSafe } from './gongwen.ts';
import { fonts } from './styles.ts';

export type Block =
  | { readonly kind: 'h1' | 'h2' | 'h3'; readonly text: string }
  | { readonly kind: 'p'; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[] }
  | { readonly kind: 'list'; readonly items: readonly string[] };

const LONGEST_CENTRED = 12;

/** Word elements of a block; a line break in body text begins a new paragraph. */
export function renderBlock(block: Block): FileChild[] {
  switch (block.kind) {
    case 'h1':
    case 'h2':
    case 'h3':
      return [new Paragraph({ style: REPORT_STYLES[block.kind], children: [new TextRun(xmlSafe(block.text))] })];
    case 'p':
      return bodyParagraphs(block.text);
    case 'list':
      return block.items.flatMap((item, i) => bodyParagraphs(`${i + 1}. ${item}`));
    case 'table':
      return [renderTable(block.header, block.rows, block.widths), blankLine()];
  }
}

export function bodyParagraphs(text: string): Paragraph[] {
  return xmlSafe(text)
    .split(/\r\n?|\n/)
    .map((line) => new Paragraph({ style: REPORT_STYLES.body, children: [new TextRun(line)] }));
}

export function blankLine(): Paragraph {
  return new Paragraph({ style: REPORT_STYLES.body, children: [] });
}

function renderTable(header: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): Table {
  const columnWidths = tableWidths(header, rows, widths);
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({ cantSplit: true, tableHeader: isHeader, children: columnWidths.map((width, i) => tableCell(cells[i] ?? '', width, isHeader)) });
  return new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths,
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}

/** Widths in twips that fill the line: as given (any unit), else by the widest text of a column. */
function tableWidths(header: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): number[] {
  const wanted = header.map((name, i) => widths?.[i] ?? Math.min(20, Math.max(3, ...[name, ...rows.map((row) => row[i] ?? '')].map(widthInChars))));
  const sum = wanted.reduce((total, width) => total + width, 0);
  return wanted.map((width) => Math.floor((width / sum) * TEXT_WIDTH));
}

function tableCell(text: string, width: number, isHeader: boolean): TableCell {
  const font = fonts(isHeader ? GONGWEN.fonts.tableHeader : GONGWEN.fonts.table);
  const centred = isHeader || widthInChars(text) <= LONGEST_CENTRED;
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
