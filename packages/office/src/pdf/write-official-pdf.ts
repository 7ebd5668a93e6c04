import type { Block } from '../writing/blocks.ts';
import { GONGWEN, GONGWEN_WORDS } from '../writing/gongwen.ts';
import type { OfficialDocument } from '../writing/write-official.ts';
import { breakEven, breakLines, type Measure } from './break-lines.ts';
import { pdfMeasure, writePdf, type PdfPage } from './write-pdf.ts';

const { page, margins } = GONGWEN;
const WIDTH = page.widthMm - margins.leftMm - margins.rightMm;
const PITCH = (page.heightMm - margins.topMm - margins.bottomMm) / GONGWEN.lines;
/** One character of the grid: 28 of them fill the line. */
const CHAR = WIDTH / GONGWEN.chars;
const POINT = 25.4 / 72;
const TITLE = GONGWEN.sizesPt.title * POINT;
/** From the top of a line to its base line. */
const BASE = PITCH * 0.68;
const CELL = { size: 11 * POINT, line: 6.2, pad: 1.4 };
/** A line is spread to the margin only where that does not tear it apart. */
const MOST_SPREAD = 0.12;
/** Lines of a paragraph that is rather moved than left. */
const SHORT = 4;

type Text = PdfPage['texts'][number];
type Rect = PdfPage['rects'][number];
type Measuring = (text: string, size: number, bold?: boolean) => number;

/** PDF of an official document on A4 in the layout of GB/T 9704: the same content as `writeOfficial`, 22 lines of 28 characters, fonts embedded (R-H1, R-K6). */
export async function writeOfficialPdf(document: OfficialDocument): Promise<Buffer> {
  const sheet = new Sheet(await pdfMeasure());
  head(sheet, document);
  for (const line of document.title.split('\n').flatMap((one) => sheet.even(one, TITLE))) sheet.centred(line, TITLE, PITCH * 1.2, { bold: true });
  sheet.skip(1);
  if (document.addressee !== undefined) sheet.paragraph(/[：:]$/.test(document.addressee) ? document.addressee : `${document.addressee}${GONGWEN_WORDS.colon}`, 0);
  document.blocks.forEach((block, at) => { drawBlock(sheet, block, linesAfter(sheet, document.blocks, at) + (at === document.blocks.length - 1 ? withSignature(sheet, block) : 0)); });
  attachments(sheet, document.attachments ?? []);
  signature(sheet, document.signer, document.date);
  if (document.note !== undefined) sheet.paragraph(`${GONGWEN_WORDS.noteOpen}${document.note}${GONGWEN_WORDS.noteClose}`);
  return writePdf({ title: document.title.replace(/\n/g, ''), width: page.widthMm, height: page.heightMm, ...sheet.pages() });
}

/** Red name of the issuer, number, red line. */
function head(sheet: Sheet, document: OfficialDocument): void {
  if (document.issuer !== undefined) {
    const fits = (WIDTH / Math.max(1, sheet.measure(document.issuer, 1, true))) / POINT;
    const size = Math.max(16, Math.min(GONGWEN.sizesPt.issuer, Math.floor(fits))) * POINT;
    sheet.move(GONGWEN.issuerFromTopMm);
    for (const line of sheet.even(document.issuer, size)) sheet.centred(line, size, size * 1.4, { bold: true, red: true });
    sheet.skip(1);
  }
  if (document.number !== undefined) sheet.centred(document.number, CHAR, PITCH);
  if (document.issuer !== undefined) {
    sheet.rule();
    sheet.skip(2);
  } else if (document.number !== undefined) sheet.skip(1);
}

/** Signer and date do not stand on a page without text: a short last paragraph goes with them. */
function withSignature(sheet: Sheet, block: Block): number {
  return block.kind === 'p' && sheet.linesOf(block.text) <= SHORT ? 2 : 0;
}

/** How many lines of the text blocks that follow have to stand on the same page. */
function linesAfter(sheet: Sheet, blocks: readonly Block[], at: number): number {
  const [block, next] = [blocks[at], blocks[at + 1]];
  if (!block || block.kind === 'table' || block.kind === 'list') return 0;
  const goesOn = block.kind === 'p' ? block.withNext === true : next?.kind === 'p' && next.withNext === true;
  return goesOn && next?.kind === 'p' ? sheet.linesOf(next.text) + linesAfter(sheet, blocks, at + 1) : 0;
}

function drawBlock(sheet: Sheet, block: Block, after: number): void {
  if (block.kind === 'table') return sheet.table(block.header, block.rows, block.widths);
  if (block.kind === 'list') return block.items.forEach((item, at) => sheet.paragraph(`${at + 1}. ${item}`));
  if (block.kind === 'p') {
    if (after > 0) sheet.keep(sheet.linesOf(block.text) + after);
    return block.text.split(/\r\n?|\n/).forEach((text) => sheet.paragraph(text));
  }
  sheet.paragraph(block.text, GONGWEN.firstLineChars, { bold: block.kind !== 'h3', keep: Math.max(2, 1 + after) });
}

function attachments(sheet: Sheet, names: readonly string[]): void {
  if (names.length === 0) return;
  sheet.skip(1);
  names.forEach((name, at) => sheet.paragraph(`${at === 0 ? GONGWEN_WORDS.attachments : ''}${names.length > 1 ? `${at + 1}. ` : ''}${name}`));
}

/** Two free lines, or as many as the page still has, then signer above date, centred to each other, the date four characters from the right; the two stay on one page, and with the text as long as there is room. */
function signature(sheet: Sheet, signer: string, date: string): void {
  sheet.keep(2);
  sheet.skip(Math.min(2, sheet.linesLeft - 2));
  const wide = Math.max(sheet.measure(date, CHAR), sheet.measure(signer, CHAR));
  const middle = margins.leftMm + WIDTH - CHAR * 4 - wide / 2 + (sheet.measure(signer, CHAR) > sheet.measure(date, CHAR) ? CHAR * 2 : 0);
  for (const text of [signer, date]) sheet.line({ x: middle, size: CHAR, text, align: 'centre' });
}

/** Pages that fill from the top; coordinates in millimetres. */
class Sheet {
  readonly measure: Measuring;
  private y = 0;
  private texts: Text[] = [];
  private rects: Rect[] = [];
  private readonly done: PdfPage[] = [];

  constructor(measure: Measuring) {
    this.measure = measure;
  }

  private get left(): number {
    return page.heightMm - margins.topMm - margins.bottomMm - this.y;
  }

  get linesLeft(): number {
    return Math.floor((this.left + 0.01) / PITCH);
  }

  private get top(): number {
    return margins.topMm + this.y;
  }

  private turn(): void {
    this.done.push({ texts: this.texts, rects: this.rects });
    this.texts = [];
    this.rects = [];
    this.y = 0;
  }

  move(millimetres: number): void {
    this.y += millimetres;
  }

  skip(lines: number): void {
    if (this.y > 0) this.y += PITCH * lines;
  }

  /** Begins a page where fewer lines are left. */
  keep(lines: number): void {
    if (this.left < PITCH * lines - 0.01 && this.y > 0) this.turn();
  }

  /** How many lines a text of one or more paragraphs takes. */
  linesOf(text: string): number {
    return text.split(/\r\n?|\n/).reduce((sum, one) => sum + breakLines(one, WIDTH, GONGWEN.firstLineChars * CHAR, (part) => this.measure(part, CHAR)).length, 0);
  }

  /** Lines of a bold heading that may be longer than one. */
  even(text: string, size: number): string[] {
    return breakEven(text, WIDTH, (part) => this.measure(part, size, true));
  }

  line(text: Omit<Text, 'y'>, pitch = PITCH): void {
    if (this.left < pitch - 0.01) this.turn();
    this.texts.push({ ...text, y: this.top + (pitch === PITCH ? BASE : pitch * 0.74) });
    this.y += pitch;
  }

  centred(text: string, size: number, pitch: number, more: Pick<Text, 'bold' | 'red'> = {}): void {
    this.line({ x: margins.leftMm + WIDTH / 2, size, text, align: 'centre', ...more }, pitch);
  }

  /** The red line below the number. */
  rule(): void {
    this.rects.push({ x: margins.leftMm, y: this.top + 1.5, width: WIDTH, height: 0.6, fill: true, red: true });
    this.y += 2.1;
  }

  paragraph(text: string, indentChars: number = GONGWEN.firstLineChars, { bold = false, keep = 1 } = {}): void {
    const measure: Measure = (one) => this.measure(one, CHAR, bold);
    const indent = indentChars * CHAR;
    this.keep(keep);
    breakLines(text, WIDTH, indent, measure).forEach((line, at) => {
      const [x, room] = at === 0 ? [margins.leftMm + indent, WIDTH - indent] : [margins.leftMm, WIDTH];
      const wide = measure(line.text);
      const spread = wide > room || (!line.last && Math.abs(room - wide) / Math.max(1, [...line.text].length - 1) < CHAR * MOST_SPREAD);
      this.line({ x, size: CHAR, text: line.text, ...(bold ? { bold } : {}), ...(spread ? { width: room } : {}) });
    });
  }

  table(header: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[] | undefined): void {
    const parts = widths ?? header.map(() => 1);
    const whole = parts.reduce((sum, part) => sum + part, 0);
    const columns = parts.map((part) => (part / whole) * WIDTH);
    const height = (cells: readonly string[][]): number => Math.max(...cells.map((lines) => lines.length)) * CELL.line + CELL.pad * 2;
    const wrapped = (cells: readonly string[], bold: boolean): string[][] => columns.map((width, at) => (cells[at] ?? '').split('\n').flatMap((text) => breakLines(text, width - CELL.pad * 2, 0, (one) => this.measure(one, CELL.size, bold)).map((line) => line.text)));
    const top = wrapped(header, true);
    this.y += 1.5;
    if (this.left < height(top) * 2) this.turn();
    this.cells(top, columns, height(top), true);
    for (const row of rows) {
      const cells = wrapped(row, false);
      if (this.left < height(cells)) {
        this.turn();
        this.cells(top, columns, height(top), true);
      }
      this.cells(cells, columns, height(cells), false);
    }
    this.y += PITCH * 0.6;
  }

  private cells(cells: readonly string[][], columns: readonly number[], height: number, bold: boolean): void {
    let x = margins.leftMm;
    cells.forEach((lines, at) => {
      const width = columns[at]!;
      this.rects.push({ x, y: this.top, width, height, fill: false });
      const from = this.top + (height - lines.length * CELL.line) / 2;
      lines.forEach((text, n) => this.texts.push({ x: x + width / 2, y: from + n * CELL.line + CELL.line * 0.72, size: CELL.size, text, align: 'centre', ...(bold ? { bold } : {}) }));
      x += width;
    });
    this.y += height;
  }

  /** The finished pages with their numbers, right on odd pages and left on even ones. */
  pages(): { pages: PdfPage[]; order: number[] } {
    if (this.texts.length > 0 || this.done.length === 0) this.turn();
    const pages = this.done.map(({ texts, rects }, at): PdfPage => {
      const odd = at % 2 === 0;
      const number: Text = { x: odd ? page.widthMm - margins.rightMm - CHAR : margins.leftMm + CHAR, y: page.heightMm - GONGWEN.pageNumberFromBottomMm, size: GONGWEN.sizesPt.pageNumber * POINT, text: `— ${at + 1} —`, align: odd ? 'right' : 'left' };
      return { texts: [...texts, number], rects };
    });
    return { pages, order: pages.map((_, at) => at) };
  }
}
