import { writeSlip } from '@shuping/ballot-box';
import { resolveText, type Catalogue } from '@shuping/kernel';
import { breakLines, type PdfDocument, type PdfPage } from '@shuping/office';
import { encode } from 'uqr';
import type { PrintedSlips } from './handlers/slips.handler.ts';

/** What stands on every slip; words come from the caller. */
export type SlipPdfWords = { readonly title: (meeting: string) => string; readonly scan: string };
/** Width of a text in millimetres at a size in millimetres. */
type Measure = (text: string, size: number, bold?: boolean) => number;
type Texts = PdfPage['texts'][number];

const PAPER = { width: 210, height: 297 };
const MARGIN = 10;
const ACROSS = 3;
const DOWN = 8;
const SLIP = { width: (PAPER.width - MARGIN * 2) / ACROSS, height: (PAPER.height - MARGIN * 2) / DOWN };
const QR = 27;
const PAD = 2.5;
const LINE = 0.12;
const SIZES = { class: 3.4, scan: 2.4, code: 3 };
/** from one base line to the next, in sizes */
const PITCH = 1.36;

/** Slips on A4 sheets, 24 each, to be cut along the lines and drawn from a box; in the random order in which they were made, so that a place on a sheet tells nothing. No sheet bears a number. */
export function slipsPdf(printed: PrintedSlips, origin: string, { catalogue, words, measure }: { readonly catalogue: Catalogue; readonly words: SlipPdfWords; readonly measure: Measure }): PdfDocument {
  const each = ACROSS * DOWN;
  const pages = Array.from({ length: Math.ceil(printed.slips.length / each) }, (_, page): PdfPage => {
    const slips = printed.slips.slice(page * each, (page + 1) * each);
    const places = slips.map((_slip, at) => ({ x: MARGIN + (at % ACROSS) * SLIP.width, y: MARGIN + Math.floor(at / ACROSS) * SLIP.height }));
    return {
      texts: slips.flatMap((slip, at) => textsOf(resolveText(slip.title, catalogue), slip.secret, { place: places[at]!, words, measure })),
      rects: cutLines(Math.ceil(slips.length / ACROSS)),
      grids: slips.map((slip, at) => ({ x: places[at]!.x + PAD, y: places[at]!.y + (SLIP.height - QR) / 2, side: QR, rows: encode(`${origin}/v/${printed.meeting.id}#${writeSlip(slip.secret, printed.fingerprint)}`, { ecc: 'M', border: 2 }).data })),
    };
  });
  return { title: words.title(printed.meeting.title), ...PAPER, pages, order: pages.map((_, at) => at) };
}

type Beside = { readonly place: { readonly x: number; readonly y: number }; readonly words: SlipPdfWords; readonly measure: Measure };

/** Voter class, what to do and the code to type, one below the other beside the QR code, in the middle of the slip's height; smaller where the name of a class is long. */
function textsOf(title: string, secret: string, beside: Beside, scale = 1): Texts[] {
  const { place, words, measure } = beside;
  const x = place.x + PAD + QR + 1;
  const room = SLIP.width - PAD - QR - 1 - 1.5;
  const part = (text: string, size: number, bold: boolean): Omit<Texts, 'x' | 'y'>[] => breakLines(text, room, 0, (one) => measure(one, size * scale, bold)).map((line) => ({ text: line.text, size: size * scale, ...(bold ? { bold } : {}) }));
  const half = Math.ceil(secret.length / 2);
  const lines = [...part(title, SIZES.class, true), ...part(words.scan, SIZES.scan, false), ...[secret.slice(0, half), secret.slice(half)].map((text) => ({ text, size: SIZES.code * scale, bold: true }))];
  const gaps = lines.map((line, at) => (at > 0 && line.size !== lines[at - 1]!.size ? 0.8 : 0));
  const tall = lines.reduce((sum, line, at) => sum + line.size * PITCH + gaps[at]!, 0);
  if (tall > SLIP.height - PAD) return textsOf(title, secret, beside, scale * 0.96);
  let y = place.y + (SLIP.height - tall) / 2;
  return lines.map((line, at) => {
    y += gaps[at]! + line.size * PITCH;
    return { ...line, x, y: y - line.size * 0.3 };
  });
}

function cutLines(rows: number): PdfPage['rects'] {
  const [wide, tall] = [SLIP.width * ACROSS, SLIP.height * rows];
  return [
    ...Array.from({ length: rows + 1 }, (_, at) => ({ x: MARGIN, y: MARGIN + at * SLIP.height, width: wide, height: LINE, fill: true })),
    ...Array.from({ length: ACROSS + 1 }, (_, at) => ({ x: MARGIN + at * SLIP.width, y: MARGIN, width: LINE, height: tall, fill: true })),
  ];
}
