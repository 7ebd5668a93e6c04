import { canonicalJson, sha256Hex } from '@shuping/kernel';

/** What a form asks: the sheet of one class in one round, as the phone shows it. */
export type FormContent = {
  readonly meeting: string;
  readonly round: string;
  readonly class: string;
  readonly subjects: readonly { readonly id: string; readonly name: string; readonly unit: string }[];
  readonly items: readonly { readonly id: string; readonly title: string; readonly options: readonly { readonly id: string; readonly title: string }[]; /** a number is written instead (R21) */ readonly range?: { readonly min: number; readonly max: number; readonly step: number } }[];
  /** words before the line for a remark, where the form asks for one; left out where it does not */
  readonly remark?: string;
};
/** Words around the questions; `page` and `code` stand in the foot. */
export type FormWords = { readonly title: string; readonly class: string; readonly rules: readonly string[]; readonly page: (page: number, of: number) => string; readonly code: (code: string) => string };

/** A box for one mark: where its centre is and whose mark it is. Millimetres from the upper left corner of the paper, as all below. */
export type FormBox = { readonly subject: string; readonly item: string; readonly option: string; readonly x: number; readonly y: number };
/** Where a number is written by hand. */
export type FormField = { readonly subject: string; readonly item: string };
export type FormText = { readonly x: number; readonly y: number; readonly size: number; readonly text: string; readonly bold?: boolean; readonly align?: 'left' | 'centre' | 'right' };
export type FormRect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: boolean };
export type FormPage = { readonly page: number; readonly boxes: readonly FormBox[]; readonly fields: readonly FormField[]; readonly texts: readonly FormText[]; readonly rects: readonly FormRect[] };
/** `code`: eight hex figures over all that the form asks; every sheet of a class bears the same. */
export type FormLayout = { readonly code: string; readonly pages: readonly FormPage[] };

export const PAPER = { width: 210, height: 297 } as const;
/** Side of a box, of a corner mark and of a cell of the code. */
export const BOX = 5.4;
export const CORNER = 6;
/** Centres of the corner marks: upper left, upper right, lower left, lower right. */
export const CORNERS = [[13, 13], [197, 13], [13, 284], [197, 284]] as const;
const CODE = { x: 33, y: 284, pitch: 3, cell: 2.4, bits: 48 } as const;
const VERSION = 1;
const [LEFT, RIGHT, OPTIONS] = [20, 192, 92];
const [TOP, BOTTOM] = [24, 276];
const ROW = 9.6;
const HEAD = 11;
const LABEL = 3.5;
const FIELD = { width: 34, height: 7.4 } as const;

/** Eight hex figures for meeting, round, class and everything that is asked: a sheet of another form, or of a form that was changed, is known by it. */
export function formCode(content: FormContent): string {
  return sha256Hex(canonicalJson({ ...content, version: VERSION })).slice(0, 8);
}

/** Bits of a page's code in their order: form code, page and pages, and a check over both. */
export function codeBits(code: string, page: number, pages: number): number[] {
  const bytes = [...code.match(/../g)!.map((pair) => Number.parseInt(pair, 16)), (page << 4) | pages];
  const all = [...bytes, crc8(bytes)];
  return all.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >> (7 - bit)) & 1));
}

/** Counterpart of `codeBits`; null when the check does not hold. */
export function readCode(bits: readonly number[]): { readonly code: string; readonly page: number; readonly pages: number } | null {
  if (bits.length !== CODE.bits) return null;
  const bytes = Array.from({ length: 6 }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0));
  if (crc8(bytes.slice(0, 5)) !== bytes[5]) return null;
  return { code: bytes.slice(0, 4).map((byte) => byte.toString(16).padStart(2, '0')).join(''), page: bytes[4]! >> 4, pages: bytes[4]! & 15 };
}

/** Centre of each cell of the code. */
export const CODE_CELLS: readonly { readonly x: number; readonly y: number }[] = Array.from({ length: CODE.bits }, (_, at) => ({ x: CODE.x + at * CODE.pitch, y: CODE.y }));
export const CODE_CELL = CODE.cell;

// polynomial x⁸ + x² + x + 1, starting value ff so that an empty strip is no code
function crc8(bytes: readonly number[]): number {
  return bytes.reduce((crc, byte) => Array.from({ length: 8 }).reduce<number>((sum) => ((sum & 0x80) !== 0 ? (sum << 1) ^ 0x07 : sum << 1) & 0xff, crc ^ byte), 0xff);
}

type Row = { readonly height: number; readonly draw: (y: number, page: Drawn) => void };
type Drawn = { readonly boxes: FormBox[]; readonly fields: FormField[]; readonly texts: FormText[]; readonly rects: FormRect[] };

/** The form of a class: a block for everybody rated, a line for every question, boxes large enough to be read by a machine; a block is not cut where it fits on a page. Null when it would take more than fifteen pages. */
export function layoutForm(content: FormContent, words: FormWords): FormLayout | null {
  const code = formCode(content);
  const blocks = content.subjects.map((subject, at): Row[] => [headOf(`${at + 1}. ${subject.name}`, subject.unit), ...content.items.map((item) => rowOf(subject.id, item)), ...(content.remark === undefined ? [] : [remarkOf(content.remark)])]);
  const pages: Drawn[] = [];
  let y = Infinity;
  const fresh = (): Drawn => {
    const page: Drawn = { boxes: [], fields: [], texts: [], rects: [] };
    pages.push(page);
    y = pages.length === 1 ? drawHead(page, words) : TOP;
    return page;
  };
  for (const block of blocks) {
    const height = block.reduce((sum, row) => sum + row.height, 0);
    if (y + height > BOTTOM && (height <= BOTTOM - TOP || y === Infinity)) fresh();
    for (const row of block) {
      const page = y + row.height > BOTTOM ? fresh() : pages[pages.length - 1]!;
      row.draw(y, page);
      y += row.height;
    }
    y += 2;
  }
  if (pages.length > 15) return null;
  return { code, pages: pages.map((page, at) => finished(page, at + 1, pages.length, code, words)) };
}

function drawHead(page: Drawn, words: FormWords): number {
  page.texts.push({ x: PAPER.width / 2, y: 29, size: fitted(words.title, 6.2, 150), text: words.title, bold: true, align: 'centre' }, { x: PAPER.width / 2, y: 38, size: 4.6, text: words.class, align: 'centre' });
  words.rules.forEach((text, at) => page.texts.push({ x: LEFT, y: 46 + at * 5.4, size: 3.5, text }));
  return 49 + words.rules.length * 5.4;
}

function headOf(name: string, unit: string): Row {
  return {
    height: HEAD,
    draw: (y, page) => {
      page.rects.push({ x: LEFT, y: y + HEAD - 1.4, width: RIGHT - LEFT, height: 0.35, fill: true });
      page.texts.push({ x: LEFT, y: y + 7, size: 4.4, text: name, bold: true }, { x: RIGHT, y: y + 7, size: fitted(unit, 3.6, 100), text: unit, align: 'right' });
    },
  };
}

/** Two lines to write on. Nothing there is read by the machine. */
function remarkOf(label: string): Row {
  return {
    height: 2 * ROW,
    draw: (y, page) => {
      page.texts.push({ x: LEFT, y: y + ROW - 2.4, size: LABEL, text: label });
      for (const line of [1, 2]) page.rects.push({ x: line === 1 ? LEFT + 30 : LEFT, y: y + line * ROW - 0.4, width: RIGHT - LEFT - (line === 1 ? 30 : 0), height: 0.2, fill: true });
    },
  };
}

function rowOf(subject: string, item: FormContent['items'][number]): Row {
  const lines = wrapped(item.title, LABEL, OPTIONS - LEFT - 4);
  const step = (RIGHT - OPTIONS) / Math.max(1, item.options.length);
  const height = Math.max(ROW, lines.length * 4.8 + 2.4);
  return {
    height,
    draw: (y, page) => {
      const middle = y + height / 2;
      lines.forEach((text, at) => page.texts.push({ x: LEFT, y: middle + 1.3 + (at - (lines.length - 1) / 2) * 4.8, size: LABEL, text }));
      if (item.range) {
        page.fields.push({ subject, item: item.id });
        page.rects.push({ x: OPTIONS, y: middle - FIELD.height / 2, width: FIELD.width, height: FIELD.height, fill: false });
        page.texts.push({ x: OPTIONS + FIELD.width + 3, y: middle + 1.3, size: LABEL, text: `${item.range.min}—${item.range.max}` });
      }
      item.options.forEach((option, at) => {
        const x = OPTIONS + at * step + BOX / 2;
        page.boxes.push({ subject, item: item.id, option: option.id, x, y: middle });
        page.texts.push({ x: x + BOX / 2 + 1.6, y: middle + 1.3, size: fitted(option.title, LABEL, step - BOX - 3), text: option.title });
      });
      page.rects.push({ x: LEFT, y: y + height - 0.1, width: RIGHT - LEFT, height: 0.12, fill: true });
    },
  };
}

function finished(page: Drawn, number: number, of: number, code: string, words: FormWords): FormPage {
  const corners = CORNERS.map(([x, y]): FormRect => ({ x: x - CORNER / 2, y: y - CORNER / 2, width: CORNER, height: CORNER, fill: true }));
  const cells = codeBits(code, number, of).flatMap((bit, at): FormRect[] => (bit === 0 ? [] : [{ x: CODE_CELLS[at]!.x - CODE.cell / 2, y: CODE.y - CODE.cell / 2, width: CODE.cell, height: CODE.cell, fill: true }]));
  const foot: FormText[] = [{ x: LEFT, y: 291.5, size: 2.8, text: words.code(`${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase()) }, { x: RIGHT, y: 291.5, size: 2.8, text: words.page(number, of), align: 'right' }];
  return { page: number, boxes: page.boxes, fields: page.fields, texts: [...page.texts, ...foot], rects: [...page.rects, ...corners, ...cells] };
}

/** Width of a text in its size: full-width characters count one, others a little over a half. */
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char.codePointAt(0)! < 0x2e80 ? 0.56 : 1), 0);
const fitted = (text: string, size: number, width: number): number => Math.min(size, width / Math.max(1, widthOf(text)));

function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (widthOf(line + char) * size > width && line !== '') {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  return [...lines, line];
}
