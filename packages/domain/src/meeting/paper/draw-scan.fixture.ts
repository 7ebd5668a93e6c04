import type { Random } from '@shuping/kernel';
import { BOX, PAPER, type FormPage } from './form-layout.ts';
import type { GreyImage } from './scan.ts';

// looked up once: in a test's own world every use of a global is slow
const { floor, imul, max, min, round } = Math;

/** How somebody filled in a box: a tick, a scribble over the whole box, a faint tick, a speck of dirt. */
export type Stroke = 'tick' | 'full' | 'faint' | 'speck';
export type ScanOptions = { readonly dpi: number; readonly degrees: number; readonly shift: readonly [number, number]; readonly noise: number; readonly paper: number; readonly ink: number; readonly upsideDown?: boolean; readonly random: Random };

/** A page as a scanner would give it: drawn straight, strokes added, then turned, shifted and made noisy. `strokes`: subject/item/option → stroke. */
export function drawScan(page: FormPage, strokes: Readonly<Record<string, Stroke>>, options: ScanOptions): GreyImage {
  const { dpi, degrees, shift, noise, paper, ink, random, upsideDown } = options;
  const dot = dpi / 25.4;
  const [width, height] = [round(PAPER.width * dot), round(PAPER.height * dot)];
  const flat = new Uint8Array(width * height).fill(paper);
  const fill = (x: number, y: number, w: number, h: number, value: number): void => {
    const [left, top] = [max(0, round(x * dot)), max(0, round(y * dot))];
    const [right, bottom] = [min(width, max(left + 1, round((x + w) * dot))), min(height, max(top + 1, round((y + h) * dot)))];
    for (let py = top; py < bottom; py += 1) for (let at = py * width + left; at < py * width + right; at += 1) if (flat[at]! > value) flat[at] = value;
  };
  const line = (from: readonly [number, number], to: readonly [number, number], pen: number, value: number): void => {
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) * dot * 1.5);
    for (let step = 0; step <= steps; step += 1) fill(from[0] + ((to[0] - from[0]) * step) / steps - pen / 2, from[1] + ((to[1] - from[1]) * step) / steps - pen / 2, pen, pen, value);
  };
  for (const rect of page.rects) if (rect.fill) fill(rect.x, rect.y, rect.width, rect.height, ink);
  for (const text of page.texts) for (let at = 0; at < text.text.length; at += 1) fill(text.x + at * text.size * 0.55, text.y - text.size * 0.7, text.size * 0.4, text.size * 0.15, ink);
  for (const box of page.boxes) {
    const [x, y, half] = [box.x, box.y, BOX / 2];
    for (const [fx, fy, w, h] of [[x - half, y - half, BOX, 0.3], [x - half, y + half - 0.3, BOX, 0.3], [x - half, y - half, 0.3, BOX], [x + half - 0.3, y - half, 0.3, BOX]] as const) fill(fx, fy, w, h, ink);
    const stroke = strokes[`${box.subject}/${box.item}/${box.option}`];
    const wobble = (): number => (random() - 0.5) * 0.8;
    if (stroke === 'tick' || stroke === 'faint') {
      const [pen, value] = stroke === 'tick' ? [0.5, ink + 10] : [0.3, paper - 75];
      const foot = [x - 0.4 + wobble(), y + 1.5 + wobble()] as const;
      line([x - 1.8 + wobble(), y + wobble()], foot, pen, value);
      line(foot, [x + 2.4 + wobble(), y - 2 + wobble()], pen, value);
    }
    if (stroke === 'full') fill(x - 2.3, y - 2.2, 4.6, 4.4, ink + 20);
    if (stroke === 'speck') fill(x + wobble(), y + wobble(), 0.25, 0.25, ink);
  }
  return turned({ width, height, data: flat }, { degrees: degrees + (upsideDown === true ? 180 : 0), shift: [shift[0] * dot, shift[1] * dot], noise, paper, random });
}

function turned(image: GreyImage, { degrees, shift, noise, paper, random }: { readonly degrees: number; readonly shift: readonly [number, number]; readonly noise: number; readonly paper: number; readonly random: Random }): GreyImage {
  const { width, height, data } = image;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const out = new Uint8Array(width * height);
  // a cheap sequence: a good one for every dot takes longer than the reading
  let state = floor(random() * 2 ** 31) | 1;
  const grain = (): number => {
    state = (imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return ((state >> 8) & 255) / 255 + ((state >> 16) & 255) / 255 - 1;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2 - shift[0], y - height / 2 - shift[1]];
      const [sx, sy] = [cos * dx + sin * dy + width / 2, -sin * dx + cos * dy + height / 2];
      const [left, top] = [floor(sx), floor(sy)];
      let value = paper;
      if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height) {
        const [r, d] = [sx - left, sy - top];
        const at = top * width + left;
        value = (data[at]! * (1 - r) + data[at + 1]! * r) * (1 - d) + (data[at + width]! * (1 - r) + data[at + width + 1]! * r) * d;
      }
      out[y * width + x] = max(0, min(255, value + grain() * noise));
    }
  }
  return { width, height, data: out };
}
