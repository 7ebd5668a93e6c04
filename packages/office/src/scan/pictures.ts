import type { GreyImage } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';

/** A page at 400 dpi has 15 million dots. */
const MAX_DOTS = 20_000_000;
// 110 dpi across a sheet; below, a faint tick is lost
const MIN_SIDE = 900;
/** Pages of one PDF. */
const MAX_PAGES = 60;

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;
const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';

/** Encoded pictures of a file, one a page. Errors: `scan.unknown-kind`, `scan.pdf-without-pictures`. */
export function picturesOf(bytes: Buffer): Result<readonly Buffer[], Problem> {
  if (isJpeg(bytes) || isPng(bytes)) return ok([bytes]);
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return err({ code: 'scan.unknown-kind' });
  const found = jpegsIn(bytes);
  return found.length === 0 || found.length > MAX_PAGES ? err({ code: 'scan.pdf-without-pictures', params: { found: found.length } }) : ok(found);
}

/** JPEG streams of a PDF in the order in which they stand. Streams are never compressed away with the objects, so that they can be found without reading the rest. */
function jpegsIn(pdf: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (let at = pdf.indexOf('/DCTDecode'); at >= 0 && out.length <= MAX_PAGES; at = pdf.indexOf('/DCTDecode', at + 10)) {
    const start = pdf.indexOf('stream', at);
    if (start < 0 || start - at > 2_000) continue;
    const from = pdf.indexOf(Buffer.from([0xff, 0xd8]), start);
    const to = pdf.indexOf('endstream', start);
    if (from >= 0 && from - start < 12 && to > from) out.push(pdf.subarray(from, to));
  }
  return out;
}

/** Grey values of a picture. Sizes are looked at before anything is unpacked. Errors: `scan.too-large`, `scan.too-small`, `scan.broken`. */
export function greyOf(bytes: Buffer): Result<GreyImage, Problem> {
  const size = isPng(bytes) ? pngSize(bytes) : jpegSize(bytes);
  if (!size) return err({ code: 'scan.broken' });
  if (size.width * size.height > MAX_DOTS) return err({ code: 'scan.too-large', params: size });
  if (Math.min(size.width, size.height) < MIN_SIDE) return err({ code: 'scan.too-small', params: size });
  try {
    return ok(isPng(bytes) ? greyOfPng(bytes) : greyOfJpeg(bytes));
  } catch {
    return err({ code: 'scan.broken' });
  }
}

function pngSize(bytes: Buffer): { width: number; height: number } | null {
  return bytes.length > 33 && bytes.toString('latin1', 12, 16) === 'IHDR' ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
}

/** Size from the first frame header. */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function greyOfPng(bytes: Buffer): GreyImage {
  const { width, height, data, channels, depth, palette } = decodePng(bytes, { checkCrc: false });
  const out = new Uint8Array(width * height);
  if (depth < 8) return { width, height, data: unpackedBits({ data: data as Uint8Array, width, height, depth, palette: palette as number[][] | undefined }) };
  const most = depth === 16 ? 257 : 1;
  for (let at = 0; at < out.length; at += 1) {
    const from = at * channels;
    const color = palette ? (palette[data[from]!] as number[] | undefined) : undefined;
    const [r, g, b] = color ?? (channels >= 3 ? [data[from]! / most, data[from + 1]! / most, data[from + 2]! / most] : [data[from]! / most, data[from]! / most, data[from]! / most]);
    const solid = !palette && (channels === 2 || channels === 4) ? data[from + channels - 1]! / most / 255 : 1;
    out[at] = (0.299 * r! + 0.587 * g! + 0.114 * b!) * solid + 255 * (1 - solid);
  }
  return { width, height, data: out };
}

/** Dots of less than a byte, each line starting with a byte of its own. */
function unpackedBits({ data, width, height, depth, palette }: { readonly data: Uint8Array; readonly width: number; readonly height: number; readonly depth: number; readonly palette: number[][] | undefined }): Uint8Array {
  const out = new Uint8Array(width * height);
  const line = Math.ceil((width * depth) / 8);
  const most = 2 ** depth - 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth;
      const value = (data[y * line + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most;
      const color = palette?.[value];
      out[y * width + x] = color ? (color[0]! + color[1]! + color[2]!) / 3 : (value * 255) / most;
    }
  }
  return out;
}

function greyOfJpeg(bytes: Buffer): GreyImage {
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true, formatAsRGBA: false, maxResolutionInMP: MAX_DOTS / 1e6, maxMemoryUsageInMB: 420, tolerantDecoding: true });
  const out = new Uint8Array(width * height);
  for (let at = 0; at < out.length; at += 1) out[at] = 0.299 * data[at * 3]! + 0.587 * data[at * 3 + 1]! + 0.114 * data[at * 3 + 2]!;
  return { width, height, data: out };
}
