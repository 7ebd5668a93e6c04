import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { BOX, CODE_CELL, CODE_CELLS, CORNER, CORNERS, PAPER, readCode, type FormLayout, type FormPage } from './form-layout.ts';
import { TWO_MARKS, type PaperMark } from './double-entry.rules.ts';

/** Grey values, 0 black to 255 white, line by line. */
export type GreyImage = { readonly width: number; readonly height: number; readonly data: Uint8Array };
/** Why people have to look: too faint, more than one, or a number that is written, which no machine here reads. */
export type ScanDoubt = 'faint' | 'several' | 'written';
/** A question as the machine read it; with `doubt`, what people have to look at (`mark` is then no more than a guess). */
export type ReadMark = { readonly subject: string; readonly item: string; readonly mark: PaperMark; readonly doubt: ScanDoubt | null };
export type ReadPage = { readonly page: number; readonly marks: readonly ReadMark[] };

/** Share of a box that is inked: below the first it is empty, above the second marked, between them nobody but people decides. */
export const FILL = { empty: 0.014, marked: 0.055 } as const;

type Point = readonly [number, number];
/** Millimetres on the paper → pixels. */
type ToPixel = (x: number, y: number) => Point;

/**
 * Reads one page of a form: finds its corner marks and its code whichever way up it lies, and how much of each box is inked. What is not certain is said to be in doubt.
 * Errors: `scan.no-corners` (cut off, folded or no form), `scan.no-code`, `scan.wrong-form` with the code found (another meeting, class, round, or a form that was changed since).
 */
export function readPage(image: GreyImage, layout: FormLayout): Result<ReadPage, Problem> {
  const corners = findCorners(image);
  if (!corners) return err({ code: 'scan.no-corners' });
  for (const order of [corners, [...corners].reverse()]) {
    const toPixel = perspective(order as readonly Point[]);
    const levels = levelsOf(image, toPixel);
    const found = readCode(CODE_CELLS.map(({ x, y }) => Number(inked(image, toPixel, { x, y, side: CODE_CELL * 0.6 }, levels) > 0.5)));
    if (!found) continue;
    if (found.code !== layout.code) return err({ code: 'scan.wrong-form', params: { code: found.code } });
    const page = layout.pages[found.page - 1];
    return page && found.pages === layout.pages.length ? ok({ page: found.page, marks: marksOf(image, toPixel, page) }) : err({ code: 'scan.no-code' });
  }
  return err({ code: 'scan.no-code' });
}

function marksOf(image: GreyImage, toPixel: ToPixel, page: FormPage): ReadMark[] {
  const rows = new Map<string, FormPage['boxes'][number][]>();
  for (const box of page.boxes) {
    const key = `${box.subject}/${box.item}`;
    rows.set(key, [...(rows.get(key) ?? []), box]);
  }
  const written = page.fields.map((field): ReadMark => ({ ...field, mark: null, doubt: 'written' }));
  return [...written, ...[...rows.values()].map((row): ReadMark => {
    const fills = row.map((box) => ({ option: box.option, fill: inked(image, toPixel, { ...box, side: BOX - 1.8 }, around(image, toPixel, box)) }));
    const marked = fills.filter((one) => one.fill >= FILL.marked);
    const unsure = fills.filter((one) => one.fill > FILL.empty && one.fill < FILL.marked);
    const { subject, item } = row[0]!;
    if (marked.length > 1) return { subject, item, mark: TWO_MARKS, doubt: 'several' };
    return { subject, item, mark: marked[0]?.option ?? unsure[0]?.option ?? null, doubt: unsure.length > 0 ? 'faint' : null };
  })];
}

type Levels = { readonly white: number; readonly black: number };

/** Mean ink over a square of the paper: 0 is paper, 1 as black as the corner marks; what a scanner's noise makes of paper does not count. */
function inked(image: GreyImage, toPixel: ToPixel, { x, y, side }: { readonly x: number; readonly y: number; readonly side: number }, { white, black }: Levels): number {
  const samples = 24;
  let sum = 0;
  for (let row = 0; row < samples; row += 1) {
    for (let column = 0; column < samples; column += 1) {
      const [px, py] = toPixel(x + ((column + 0.5) / samples - 0.5) * side, y + ((row + 0.5) / samples - 0.5) * side);
      const ink = (white - valueAt(image, px, py)) / Math.max(30, white - black);
      sum += Math.min(1, Math.max(0, ink - 0.12));
    }
  }
  return sum / (samples * samples);
}

/** Paper and ink beside the corner marks. */
function levelsOf(image: GreyImage, toPixel: ToPixel): Levels {
  const blacks = CORNERS.map(([x, y]) => valueAt(image, ...toPixel(x, y)));
  const whites = CORNERS.map(([x, y]) => valueAt(image, ...toPixel(x + (x < PAPER.width / 2 ? CORNER : -CORNER), y + (y < PAPER.height / 2 ? CORNER : -CORNER))));
  return { white: mean(whites), black: mean(blacks) };
}

/** Paper around a box: the brighter half of what lies just outside its frame, so that text and strokes that run over do not darken it. */
function around(image: GreyImage, toPixel: ToPixel, { x, y }: { readonly x: number; readonly y: number }): Levels {
  const far = BOX / 2 + 0.9;
  const values: number[] = [];
  for (let step = -8; step <= 8; step += 1) {
    const along = (step / 8) * far;
    for (const [dx, dy] of [[along, -far], [along, far], [-far, along], [far, along]] as const) values.push(valueAt(image, ...toPixel(x + dx, y + dy)));
  }
  const bright = values.sort((a, b) => b - a).slice(0, values.length >> 1);
  return { white: mean(bright), black: 30 };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function valueAt({ width, height, data }: GreyImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const [right, down] = [x - left, y - top];
  const at = top * width + left;
  return (data[at]! * (1 - right) + data[at + 1]! * right) * (1 - down) + (data[at + width]! * (1 - right) + data[at + width + 1]! * right) * down;
}

/** Centres of the four corner marks in pixels, in the order of `CORNERS`; null when they are not all there or do not lie like a form's. */
function findCorners(image: GreyImage): Point[] | null {
  const scale = Math.max(1, Math.floor(image.width / 800));
  const small = shrunk(image, scale);
  const spots = darkSpots(small, (CORNER / PAPER.width) * small.width);
  const wanted = [[0, 0], [small.width, 0], [0, small.height], [small.width, small.height]] as const;
  const found = wanted.map(([x, y]) => spots.map((spot) => ({ spot, far: Math.hypot(spot.x - x, spot.y - y) })).filter(({ far }) => far < small.height * 0.22).sort((a, b) => a.far - b.far)[0]?.spot);
  if (found.some((one) => one === undefined)) return null;
  const points = found.map((one): Point => centred(image, [(one!.x + 0.5) * scale, (one!.y + 0.5) * scale], (CORNER / PAPER.width) * image.width));
  return liesLikeForm(points) ? points : null;
}

function shrunk({ width, height, data }: GreyImage, by: number): GreyImage {
  if (by === 1) return { width, height, data };
  const [w, h] = [Math.floor(width / by), Math.floor(height / by)];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      let sum = 0;
      for (let dy = 0; dy < by; dy += 1) for (let dx = 0; dx < by; dx += 1) sum += data[(y * by + dy) * width + x * by + dx]!;
      out[y * w + x] = sum / (by * by);
    }
  }
  return { width: w, height: h, data: out };
}

/** Solid dark squares of about the side, by their centres. */
function darkSpots({ width, height, data }: GreyImage, side: number): { readonly x: number; readonly y: number }[] {
  const limit = darkLimit(data);
  const seen = new Uint8Array(width * height);
  const spots: { x: number; y: number }[] = [];
  for (let start = 0; start < data.length; start += 1) {
    if (seen[start] === 1 || data[start]! > limit) continue;
    const stack = [start];
    seen[start] = 1;
    let [count, sumX, sumY, left, right, top, bottom] = [0, 0, 0, width, 0, height, 0];
    while (stack.length > 0) {
      const at = stack.pop()!;
      const [x, y] = [at % width, Math.floor(at / width)];
      count += 1;
      sumX += x;
      sumY += y;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (const next of [x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= data.length || seen[next] === 1 || data[next]! > limit) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    const [wide, tall] = [right - left + 1, bottom - top + 1];
    const fits = [wide, tall].every((one) => one > side * 0.65 && one < side * 1.6) && wide / tall > 0.75 && wide / tall < 1.34;
    if (fits && count > wide * tall * 0.75) spots.push({ x: sumX / count, y: sumY / count });
  }
  return spots;
}

/** Half way between the darkest and the commonest bright values. */
function darkLimit(data: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (const value of data) histogram[value]! += 1;
  const share = (part: number): number => {
    let left = data.length * part;
    for (let value = 0; value < 256; value += 1) if ((left -= histogram[value]!) <= 0) return value;
    return 255;
  };
  return (share(0.004) + share(0.6)) / 2;
}

/** Centre of the dark mass around a point, to a fraction of a pixel. */
function centred({ width, height, data }: GreyImage, [x, y]: Point, side: number): Point {
  const reach = Math.round(side * 0.85);
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let py = Math.max(0, Math.round(y) - reach); py <= Math.min(height - 1, Math.round(y) + reach); py += 1) {
    for (let px = Math.max(0, Math.round(x) - reach); px <= Math.min(width - 1, Math.round(x) + reach); px += 1) {
      const ink = Math.max(0, 128 - data[py * width + px]!);
      sum += ink;
      sumX += ink * px;
      sumY += ink * py;
    }
  }
  return sum === 0 ? [x, y] : [sumX / sum, sumY / sum];
}

/** Sides in the proportion of the form's and corners that are nearly right angles. */
function liesLikeForm([a, b, c, d]: readonly Point[]): boolean {
  const far = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
  const [wide, wide2, tall, tall2] = [far(a!, b!), far(c!, d!), far(a!, c!), far(b!, d!)];
  const want = (CORNERS[1][0] - CORNERS[0][0]) / (CORNERS[2][1] - CORNERS[0][1]);
  const alike = (p: number, q: number, off: number): boolean => Math.abs(p / q - 1) < off;
  return alike(wide, wide2, 0.05) && alike(tall, tall2, 0.05) && alike(wide / tall, want, 0.06) && alike(far(a!, d!), far(b!, c!), 0.05);
}

/** Map of the plane that takes the form's corner marks to these points. */
function perspective(to: readonly Point[]): ToPixel {
  const rows = CORNERS.flatMap(([x, y], at) => {
    const [u, v] = to[at]!;
    return [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]];
  });
  const [a, b, c, d, e, f, g, h] = solved(rows) as [number, number, number, number, number, number, number, number];
  return (x, y) => {
    const w = g * x + h * y + 1;
    return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
  };
}

/** Gauss with the largest pivot; the last column is the right side. */
function solved(rows: number[][]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    const pivot = rows.slice(column).reduce((best, row, at) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? at + column : best), column);
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < n; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= n; at += 1) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  return rows.map((row, at) => row[n]! / row[at]!);
}

/** Pages in the order in which they were scanned → sheets, each with all its pages in their order. Errors: `scan.page-order` (which picture, which page was expected), `scan.sheets-differ`. */
export function sheetsOfPages(pages: readonly ReadPage[], layout: FormLayout, size: number): Result<{ readonly sheets: readonly (readonly ReadMark[])[] }, Problem> {
  const each = layout.pages.length;
  const out = pages.findIndex((one, at) => one.page !== (at % each) + 1);
  if (out >= 0) return err({ code: 'scan.page-order', params: { picture: out + 1, page: pages[out]!.page, expected: (out % each) + 1 } });
  if (pages.length !== size * each) return err({ code: 'scan.sheets-differ', params: { pages: pages.length, expected: size * each, size } });
  return ok({ sheets: Array.from({ length: size }, (_, at) => pages.slice(at * each, at * each + each).flatMap((page) => page.marks)) });
}
