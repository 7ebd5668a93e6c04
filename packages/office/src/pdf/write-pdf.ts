import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { readTtf, type Ttf } from './ttf.ts';

/** What stands on a page, in millimetres from the upper left corner; `y` of a text is its base line. */
export type PdfPage = {
  readonly texts: readonly { readonly x: number; readonly y: number; readonly size: number; readonly text: string; readonly bold?: boolean; readonly align?: 'left' | 'centre' | 'right'; /** Spread over so many millimetres, as a justified line is. */ readonly width?: number; readonly red?: boolean }[];
  readonly rects: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: boolean; readonly red?: boolean }[];
  /** Squares of black cells, such as QR codes: upper left corner, length of a side, rows of cells. */
  readonly grids?: readonly { readonly x: number; readonly y: number; readonly side: number; readonly rows: readonly (readonly boolean[])[] }[];
};
/** `order`: which page stands at which place; the same page many times costs its content once. */
export type PdfDocument = { readonly title: string; readonly width: number; readonly height: number; readonly pages: readonly PdfPage[]; readonly order: readonly number[] };

const POINT = 72 / 25.4;
/** Noto Sans SC, SIL Open Font License 1.1. */
const FONTS = { regular: '400Regular/NotoSansSC_400Regular.ttf', bold: '700Bold/NotoSansSC_700Bold.ttf' } as const;
type Weight = keyof typeof FONTS;

const loaded = new Map<Weight, Promise<Ttf>>();
function fontOf(weight: Weight): Promise<Ttf> {
  const standing = loaded.get(weight);
  if (standing) return standing;
  const reading = readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${FONTS[weight]}`))).then(readTtf);
  loaded.set(weight, reading);
  return reading;
}

/** A PDF (1.7) with its fonts embedded, cut down to the characters used; texts can be searched and copied. Characters that the font lacks are drawn as its empty box. */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const faces = { regular: await faceOf('regular', document), bold: await faceOf('bold', document) };
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  const stream = (bytes: Buffer, more = ''): Buffer => {
    const packed = deflateSync(bytes);
    return Buffer.concat([Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode${more} >>\nstream\n`, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]);
  };
  const [catalogue, tree] = [add(''), add('')];
  const fonts = Object.values(faces).map((face) => `/${face.name} ${embed(face, add, stream)} 0 R`).join(' ');
  const contents = document.pages.map((page) => add(stream(Buffer.from(drawn(page, document.height, faces), 'latin1'))));
  const box = `[0 0 ${at(document.width)} ${at(document.height)}]`;
  const kids = document.order.map((page) => add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox ${box} /Resources << /Font << ${fonts} >> >> /Contents ${contents[page]!} 0 R >>`));
  objects[catalogue - 1] = Buffer.from(`<< /Type /Catalog /Pages ${tree} 0 R /Lang (zh-CN) /ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>`, 'latin1');
  objects[tree - 1] = Buffer.from(`<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`, 'latin1');
  const info = add(`<< /Title <${utf16(document.title)}> >>`);
  return assembled(objects, catalogue, info);
}

/** Width of a text in millimetres, at a size in millimetres. */
export async function pdfMeasure(): Promise<(text: string, size: number, bold?: boolean) => number> {
  const [regular, bold] = [await fontOf('regular'), await fontOf('bold')];
  return (text, size, isBold = false) => {
    const font = isBold ? bold : regular;
    return ([...text].reduce((sum, char) => sum + font.widthOf(font.glyphOf(char)), 0) / font.unitsPerEm) * size;
  };
}

type Face = { readonly name: string; readonly font: Ttf; readonly ids: ReadonlyMap<string, number>; readonly glyphs: readonly number[]; readonly chars: readonly string[] };

/** Characters of a weight in the order in which the document has them; character n of it is glyph n + 1 of the embedded font. */
async function faceOf(weight: Weight, { pages }: PdfDocument): Promise<Face> {
  const font = await fontOf(weight);
  const chars = [...new Set(pages.flatMap((page) => page.texts.filter((one) => (one.bold === true) === (weight === 'bold')).flatMap((one) => [...one.text])))];
  const known = chars.filter((char) => font.glyphOf(char) !== 0);
  const glyphs = [...new Set(known.map((char) => font.glyphOf(char)))];
  return { name: weight === 'bold' ? 'FB' : 'FR', font, glyphs, chars: known, ids: new Map(known.map((char) => [char, glyphs.indexOf(font.glyphOf(char)) + 1])) };
}

function embed(face: Face, add: (body: string | Buffer) => number, stream: (bytes: Buffer, more?: string) => Buffer): number {
  const { font, glyphs } = face;
  const em = (value: number): number => Math.round((value * 1000) / font.unitsPerEm);
  const program = font.subset(glyphs);
  const name = `/SHUPIN+NotoSansSC-${face.name === 'FB' ? 'Bold' : 'Regular'}`;
  const file = add(stream(program, ` /Length1 ${program.length}`));
  const descriptor = add(`<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${font.bbox.map(em).join(' ')}] /ItalicAngle 0 /Ascent ${em(font.ascent)} /Descent ${em(font.descent)} /CapHeight ${em(font.ascent)} /StemV 80 /FontFile2 ${file} 0 R >>`);
  const widths = [0, ...glyphs].map((glyph) => em(font.widthOf(glyph))).join(' ');
  const descendant = add(`<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [0 [${widths}]] /CIDToGIDMap /Identity >>`);
  const lines = face.chars.map((char) => `<${hex(face.ids.get(char)!)}> <${utf16(char).slice(4)}>`);
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, n) => lines.slice(n * 100, n * 100 + 100)).map((some) => `${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  const unicode = add(stream(Buffer.from(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`, 'latin1')));
  return add(`<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`);
}

function drawn(page: PdfPage, height: number, faces: Readonly<Record<Weight, Face>>): string {
  const rects = page.rects.map(({ x, y, width, height: tall, fill, red }) => `${colour(red)}${fill ? '' : '0.85 w '}${at(x)} ${at(height - y - tall)} ${at(width)} ${at(tall)} re ${fill ? 'f' : 'S'}${red ? '\n0 g' : ''}`);
  const texts = page.texts.map(({ x, y, size, text, bold, align, width, red }) => {
    const face = faces[bold ? 'bold' : 'regular'];
    const ids = [...text].map((char) => face.ids.get(char) ?? 0);
    const wide = (ids.reduce((sum, id) => sum + face.font.widthOf([0, ...face.glyphs][id]!), 0) / face.font.unitsPerEm) * size;
    const from = align === 'right' ? x - wide : align === 'centre' ? x - wide / 2 : x;
    const spread = width === undefined || ids.length < 2 ? '' : `${at((width - wide) / (ids.length - 1))} Tc `;
    return `${colour(red)}BT ${spread || '0 Tc '}/${face.name} ${at(size)} Tf ${at(from)} ${at(height - y)} Td <${ids.map(hex).join('')}> Tj ET${red ? '\n0 g' : ''}`;
  });
  return [...rects, ...(page.grids ?? []).map((grid) => gridDrawn(grid, height)), ...texts].join('\n');
}

/** Cells side by side are one bar; bars reach a hair into the next row, so that no viewer shows seams. */
function gridDrawn({ x, y, side, rows }: NonNullable<PdfPage['grids']>[number], height: number): string {
  const cell = ((side / rows.length) * POINT).toFixed(4);
  const bars = rows.flatMap((row, top) => [...row.map((on) => (on ? '1' : '0')).join('').matchAll(/1+/g)].map((run) => `${run.index} ${top} ${run[0].length} 1.04 re`));
  return `q 0 g ${cell} 0 0 -${cell} ${at(x)} ${at(height - y)} cm\n${bars.join('\n')}\nf Q`;
}

function assembled(objects: readonly Buffer[], root: number, info: number): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let offset = parts[0]!.length;
  const offsets = objects.map((body, n) => {
    const whole = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')]);
    const start = offset;
    parts.push(whole);
    offset += whole.length;
    return start;
  });
  const table = offsets.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${offset}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

/** The red of headings; black stands unless said. */
const colour = (red: boolean | undefined): string => (red ? '0.8 0.04 0.04 rg\n' : '');
const at = (millimetres: number): string => (millimetres * POINT).toFixed(2);
const hex = (id: number): string => id.toString(16).padStart(4, '0');
const utf16 = (text: string): string => `feff${Array.from({ length: text.length }, (_, n) => hex(text.charCodeAt(n))).join('')}`;
