import { crc32, deflateRawSync } from 'node:zlib';

export type TestPart = {
  readonly name: string;
  readonly data: Buffer | string;
  /** Unpacked size to declare instead of the true one. */
  readonly declared?: number;
  readonly encrypted?: boolean;
};

/** A compressed zip for tests, with the lies that were asked for. */
export function buildZip(parts: readonly TestPart[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = typeof part.data === 'string' ? Buffer.from(part.data) : part.data;
    const packed = deflateRawSync(raw);
    const name = Buffer.from(part.name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800 | (part.encrypted ? 1 : 0), 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(raw), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(part.declared ?? raw.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    chunks.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, central, end]);
}

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function relationships(items: readonly string[]): string {
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

export function relationship(id: string, type: string, target: string, external = false): string {
  return `<Relationship Id="${id}" Type="${RELS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

function contentTypes(part: string, type: string): string {
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${type}"/></Types>`;
}

/** Parts of the smallest Word file; later parts of the same name replace earlier ones. */
export function docxParts(body: string, extra: readonly TestPart[] = []): TestPart[] {
  return replaceByName([
    { name: '[Content_Types].xml', data: contentTypes('word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml') },
    { name: '_rels/.rels', data: relationships([relationship('rId1', 'officeDocument', 'word/document.xml')]) },
    { name: 'word/document.xml', data: `${XML}<w:document ${W} xmlns:r="${RELS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>` },
  ], extra);
}

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** Parts of the smallest Excel file with one sheet 名单. */
export function xlsxParts(sheetData: string, extra: readonly TestPart[] = []): TestPart[] {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return replaceByName([
    { name: '[Content_Types].xml', data: contentTypes('xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml') },
    { name: '_rels/.rels', data: relationships([relationship('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    { name: 'xl/workbook.xml', data: `${XML}<workbook ${main} xmlns:r="${RELS}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: relationships([relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'), relationship('rId2', 'sharedStrings', 'sharedStrings.xml'), relationship('rId3', 'styles', 'styles.xml')]) },
    { name: 'xl/worksheets/sheet1.xml', data: `${XML}<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>` },
  ], extra);
}

function replaceByName(parts: readonly TestPart[], extra: readonly TestPart[]): TestPart[] {
  const names = new Set(extra.map((part) => part.name));
  return [...parts.filter((part) => !names.has(part.name)), ...extra];
}
