import { describe, expect, test } from '@jest/globals';
import { layoutForm, type GreyImage } from '@shuping/domain';
import { drawScan } from '@shuping/domain/testing';
import { seededRandom } from '@shuping/kernel';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { deflateSync } from 'node:zlib';
import { writePdf } from '../pdf/write-pdf.ts';
import { readScan } from './read-scan.ts';

const options = ['hao', 'cha'].map((id) => ({ id, title: id }));
const content = { meeting: 'm', round: 'r1', class: 'c', subjects: [{ id: 's1', name: '陈喆', unit: '第一党支部' }], items: ['overall', 'theme'].map((id) => ({ id, title: id, options })) };
const words = { title: '测评票', class: '评议主体', rules: [], page: () => '', code: () => '' };
const layout = layoutForm(content, words)!;
const scan = (form = layout): GreyImage => drawScan(form.pages[0]!, { 's1/overall/cha': 'tick' }, { dpi: 112, degrees: 1.5, shift: [2, -1], noise: 12, paper: 240, ink: 25, random: seededRandom(4) });
const rgba = ({ width, height, data }: GreyImage): { width: number; height: number; data: Buffer } => ({ width, height, data: Buffer.alloc(data.length * 4, 255).map((_, at) => (at % 4 === 3 ? 255 : data[at >> 2]!)) as Buffer });
const png = ({ width, height, data }: GreyImage): Uint8Array => encodePng({ width, height, data, channels: 1, depth: 8 });
const jpg = (image: GreyImage): Buffer => Buffer.from(jpeg.encode(rgba(image), 80).data);
const pdf = (...pages: Buffer[]): Buffer => Buffer.concat([Buffer.from('%PDF-1.4\n'), ...pages.flatMap((one, n) => [Buffer.from(`${n + 1} 0 obj\n<< /Type /XObject /Subtype /Image /Filter /DCTDecode /Length ${one.length} >>\nstream\r\n`), one, Buffer.from('\nendstream\nendobj\n')])]);
const marks = [{ subject: 's1', item: 'overall', mark: 'cha', doubt: null }, { subject: 's1', item: 'theme', mark: null, doubt: null }];

describe('R-F5 scanned files', () => {
  test('PNG, JPEG and a PDF of two pages are read alike, in a child', async () => {
    const image = scan();
    expect(await readScan(png(image), layout)).toEqual({ ok: true, value: [{ page: 1, marks }] });
    expect(await readScan(jpg(image), layout)).toEqual({ ok: true, value: [{ page: 1, marks }] });
    expect(await readScan(pdf(jpg(image), jpg(image)), layout)).toEqual({ ok: true, value: [{ page: 1, marks }, { page: 1, marks }] });
  }, 60_000);

  test('a strange form is refused with its page and code', async () => {
    const other = layoutForm({ ...content, meeting: 'n' }, words)!;
    expect(await readScan(pdf(jpg(scan()), jpg(scan(other))), layout)).toEqual({ ok: false, error: { code: 'scan.wrong-form', params: { code: other.code, picture: 2 } } });
  }, 60_000);

  test('hostile files are refused by name: bombs, cut files, other kinds', async () => {
    const code = async (bytes: Uint8Array): Promise<string> => {
      const read = await readScan(bytes, layout);
      return read.ok ? 'read' : read.error.code;
    };
    const chunk = (type: string, data: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(data.length);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, data, Buffer.alloc(4)]);
    };
    const header = (width: number, height: number): Buffer => {
      const ihdr = Buffer.alloc(13);
      ihdr.writeUInt32BE(width, 0);
      ihdr.writeUInt32BE(height, 4);
      ihdr.set([8, 0, 0, 0, 0], 8);
      return chunk('IHDR', ihdr);
    };
    const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    expect(await code(Buffer.concat([start, header(60_000, 60_000), chunk('IEND', Buffer.alloc(0))]))).toBe('scan.too-large');
    // says 1000 × 1000 and unpacks to a gigabyte
    const bomb = deflateSync(Buffer.alloc(300_000_000), { level: 1 });
    expect(['scan.broken', 'file.memory', 'scan.no-corners']).toContain(await code(Buffer.concat([start, header(1000, 1000), chunk('IDAT', bomb), chunk('IDAT', bomb), chunk('IDAT', bomb), chunk('IEND', Buffer.alloc(0))])));
    expect(await code(jpg(scan()).subarray(0, 200))).toBe('scan.broken');
    expect(await code(Buffer.from('GIF89a'))).toBe('scan.unknown-kind');
    expect(await code(Buffer.from('%PDF-1.4\nnothing'))).toBe('scan.pdf-without-pictures');
    expect(await code(new Uint8Array(0))).toBe('scan.unknown-kind');
    expect(await code(Buffer.concat([start, header(100, 100), chunk('IEND', Buffer.alloc(0))]))).toBe('scan.too-small');
  }, 90_000);
});

describe('R-F5 forms as PDF', () => {
  test('fonts are embedded with the characters used and no others; a page that stands twice is written once', async () => {
    const page = { texts: [{ x: 20, y: 20, size: 4, text: '李堃䶮 好' }, { x: 20, y: 30, size: 4, text: '较好', bold: true }], rects: [{ x: 10, y: 10, width: 5, height: 5, fill: true }] };
    const one = await writePdf({ title: '测评票', width: 210, height: 297, pages: [page], order: [0] });
    const many = await writePdf({ title: '测评票', width: 210, height: 297, pages: [page], order: Array.from({ length: 100 }, () => 0) });
    expect(one.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/FontFile2[\s\S]*\/ToUnicode[\s\S]*%%EOF\n$/);
    expect(one.length).toBeLessThan(30_000);
    expect(many.length - one.length).toBeLessThan(100 * 250);
    expect(many.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(100);
  }, 30_000);
});
