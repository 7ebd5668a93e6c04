/** A TrueType font as far as a PDF needs it: glyphs of characters, their widths, and a font with only those glyphs. */
export type Ttf = { readonly unitsPerEm: number; readonly ascent: number; readonly descent: number; readonly bbox: readonly [number, number, number, number]; glyphOf(char: string): number; widthOf(glyph: number): number; subset(glyphs: readonly number[]): Buffer };

type Tables = ReadonlyMap<string, Buffer>;
const KEPT = ['cvt ', 'fpgm', 'prep'];

/** Reads a TrueType font with outlines in `glyf`. Throws on anything else: fonts come from the installation, never from users. */
export function readTtf(bytes: Buffer): Ttf {
  const tables = tablesOf(bytes);
  const [head, hhea, hmtx] = [need(tables, 'head'), need(tables, 'hhea'), need(tables, 'hmtx')];
  const metrics = hhea.readUInt16BE(34);
  const cmap = cmapOf(need(tables, 'cmap'));
  const glyph = glyphReader(tables);
  const widthOf = (id: number): number => hmtx.readUInt16BE(Math.min(id, metrics - 1) * 4);
  return {
    unitsPerEm: head.readUInt16BE(18), ascent: hhea.readInt16BE(4), descent: hhea.readInt16BE(6),
    bbox: [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)],
    glyphOf: (char) => cmap(char.codePointAt(0)!), widthOf,
    subset: (glyphs) => subsetOf(tables, glyph, widthOf, glyphs),
  };
}

function tablesOf(bytes: Buffer): Tables {
  if (bytes.readUInt32BE(0) !== 0x00010000) throw new Error('not a TrueType font');
  return new Map(Array.from({ length: bytes.readUInt16BE(4) }, (_, at) => {
    const entry = 12 + at * 16;
    const from = bytes.readUInt32BE(entry + 8);
    return [bytes.toString('latin1', entry, entry + 4), bytes.subarray(from, from + bytes.readUInt32BE(entry + 12))];
  }));
}

function need(tables: Tables, name: string): Buffer {
  const table = tables.get(name);
  if (!table) throw new Error(`font without ${name}`);
  return table;
}

/** Character → glyph by the widest Unicode table (format 12, else 4); 0 for what the font lacks. */
function cmapOf(cmap: Buffer): (code: number) => number {
  const found = Array.from({ length: cmap.readUInt16BE(2) }, (_, at) => cmap.readUInt32BE(8 + at * 8)).map((from) => ({ from, format: cmap.readUInt16BE(from) }));
  const wide = found.find((one) => one.format === 12);
  if (wide) return (code) => lookup12(cmap.subarray(wide.from), code);
  const plain = found.find((one) => one.format === 4);
  if (!plain) throw new Error('font without a Unicode table');
  return (code) => lookup4(cmap.subarray(plain.from), code);
}

function lookup12(table: Buffer, code: number): number {
  let [low, high] = [0, table.readUInt32BE(12) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = 16 + middle * 12;
    if (code < table.readUInt32BE(at)) high = middle - 1;
    else if (code > table.readUInt32BE(at + 4)) low = middle + 1;
    else return table.readUInt32BE(at + 8) + code - table.readUInt32BE(at);
  }
  return 0;
}

function lookup4(table: Buffer, code: number): number {
  const twice = table.readUInt16BE(6);
  for (let at = 0; at < twice; at += 2) {
    if (code > table.readUInt16BE(14 + at)) continue;
    const start = table.readUInt16BE(16 + twice + at);
    if (code < start) return 0;
    const delta = table.readUInt16BE(16 + twice * 2 + at);
    const offset = table.readUInt16BE(16 + twice * 3 + at);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = table.readUInt16BE(16 + twice * 3 + at + offset + (code - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

function glyphReader(tables: Tables): (id: number) => Buffer {
  const [loca, glyf] = [need(tables, 'loca'), need(tables, 'glyf')];
  const long = need(tables, 'head').readInt16BE(50) === 1;
  const offset = (id: number): number => (long ? loca.readUInt32BE(id * 4) : loca.readUInt16BE(id * 2) * 2);
  return (id) => glyf.subarray(offset(id), offset(id + 1));
}

/** Places in a glyph of several parts where the numbers of the parts stand. */
function partsOf(glyph: Buffer): number[] {
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return [];
  const places: number[] = [];
  for (let at = 10; ; ) {
    const flags = glyph.readUInt16BE(at);
    places.push(at + 2);
    at += 4 + ((flags & 1) === 0 ? 2 : 4) + ((flags & 8) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0);
    if ((flags & 0x20) === 0) return places;
  }
}

/** The font with glyph 0 and the given ones, numbered anew in this order; parts of composed glyphs follow them. */
function subsetOf(tables: Tables, glyph: (id: number) => Buffer, widthOf: (id: number) => number, wanted: readonly number[]): Buffer {
  const order = [0, ...wanted.filter((id) => id !== 0)];
  const place = new Map(order.map((id, at) => [id, at]));
  const outlines: Buffer[] = [];
  for (let at = 0; at < order.length; at += 1) {
    const outline = Buffer.from(glyph(order[at]!));
    for (const part of partsOf(outline)) {
      const id = outline.readUInt16BE(part);
      if (!place.has(id)) place.set(id, order.push(id) - 1);
      outline.writeUInt16BE(place.get(id)!, part);
    }
    outlines.push(outline.length % 4 === 0 ? outline : Buffer.concat([outline, Buffer.alloc(4 - (outline.length % 4))]));
  }
  const loca = Buffer.alloc((order.length + 1) * 4);
  let offset = 0;
  outlines.forEach((outline, at) => loca.writeUInt32BE((offset += outline.length), (at + 1) * 4));
  const hmtx = Buffer.concat(order.map((id, at) => {
    const pair = Buffer.alloc(4);
    pair.writeUInt16BE(widthOf(id), 0);
    // without its side bearing a mark that stands in the right half of its square would be drawn in the left one
    if (outlines[at]!.length > 0) pair.writeInt16BE(outlines[at]!.readInt16BE(2), 2);
    return pair;
  }));
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((name) => Buffer.from(need(tables, name))) as [Buffer, Buffer, Buffer];
  head.writeInt16BE(1, 50);
  head.writeUInt32BE(0, 8);
  hhea.writeUInt16BE(order.length, 34);
  maxp.writeUInt16BE(order.length, 4);
  const out = new Map<string, Buffer>([['glyf', Buffer.concat(outlines)], ['head', head], ['hhea', hhea], ['hmtx', hmtx], ['loca', loca], ['maxp', maxp], ...KEPT.flatMap((name): [string, Buffer][] => (tables.has(name) ? [[name, tables.get(name)!]] : []))]);
  return packed(out);
}

function packed(tables: ReadonlyMap<string, Buffer>): Buffer {
  const names = [...tables.keys()].sort();
  const directory = Buffer.alloc(12 + names.length * 16);
  const power = 2 ** Math.floor(Math.log2(names.length));
  directory.writeUInt32BE(0x00010000, 0);
  [names.length, power * 16, Math.log2(power), (names.length - power) * 16].forEach((value, at) => directory.writeUInt16BE(value, 4 + at * 2));
  const parts = [directory];
  let offset = directory.length;
  names.forEach((name, at) => {
    const table = tables.get(name)!;
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    directory.write(name, 12 + at * 16, 'latin1');
    [checksum(padded), offset, table.length].forEach((value, n) => directory.writeUInt32BE(value, 16 + at * 16 + n * 4));
    offset += padded.length;
    parts.push(padded);
  });
  return Buffer.concat(parts);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
