import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { buildZip, docxParts, paragraph, relationship, relationships, xlsxParts, type TestPart } from '../testing/zip-builder.ts';
import { readDocx, readXlsx } from './read-office.ts';

const hello = paragraph('本人履职情况');
const docx = (extra: TestPart[] = [], body = hello) => buildZip(docxParts(body, extra));
const xlsx = (rows: string, extra: TestPart[] = []) => buildZip(xlsxParts(rows, extra));
const ole2 = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)]);

async function problemOf(read: typeof readDocx | typeof readXlsx, bytes: Uint8Array, limits = {}) {
  const result = await read(bytes, limits);
  return result.ok ? { code: 'read' } : result.error;
}

describe('SEC-I2: bytes that are refused before anything is unpacked', () => {
  test('zero bytes, too many bytes, no zip', async () => {
    expect(await problemOf(readDocx, new Uint8Array())).toEqual({ code: 'file.empty' });
    expect(await problemOf(readDocx, Buffer.alloc(2000), { maxBytes: 1000 })).toEqual({ code: 'file.too-large', params: { bytes: 2000, max: 1000 } });
    expect(await problemOf(readXlsx, Buffer.from('%PDF-1.7\n%abc'))).toEqual({ code: 'file.not-zip', params: { found: 'pdf' } });
    expect(await problemOf(readXlsx, Buffer.from('工号,姓名'))).toEqual({ code: 'file.not-zip', params: { found: 'unknown' } });
  });

  test.each([['WordDocument', 'doc'], ['WpsDocument', 'wps'], ['Workbook', 'xls']])('old format with stream %s is named %s', async (stream, found) => {
    expect(await problemOf(readDocx, ole2(stream))).toEqual({ code: 'file.old-format', params: { found } });
  });

  test('password-protected: OLE2 package and encrypted zip entry', async () => {
    expect(await problemOf(readDocx, ole2('EncryptedPackage'))).toEqual({ code: 'file.encrypted' });
    expect(await problemOf(readDocx, docx([{ name: 'word/styles.xml', data: '<x/>', encrypted: true }]))).toEqual({ code: 'file.encrypted', at: 'word/styles.xml' });
  });

  test('truncated zip at twenty places never reads and never throws', async () => {
    const whole = docx();
    for (let i = 1; i <= 20; i += 1) {
      const problem = await problemOf(readDocx, whole.subarray(0, Math.floor((whole.length * i) / 21)));
      expect(['file.broken', 'file.not-zip']).toContain(problem.code);
    }
  });

  test('400 MB of shared strings in 400 kB, in less than 300 ms', async () => {
    const bomb = xlsx('', [{ name: 'xl/sharedStrings.xml', data: Buffer.alloc(400_000_000, 97) }]);
    const start = performance.now();
    const before = process.memoryUsage().rss;
    const problem = await problemOf(readXlsx, bomb);
    expect(performance.now() - start).toBeLessThan(300);
    // refused by what it says of itself: nothing of the 400 MB comes into being
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    expect(problem).toMatchObject({ code: 'file.zip-bomb', at: 'xl/sharedStrings.xml' });
  });

  test('more than 200 entries, more than 50 MB declared, ratio above 100, archive in archive', async () => {
    const many = Array.from({ length: 201 }, (_, i) => ({ name: `word/media/${i}.png`, data: 'x' }));
    expect(await problemOf(readDocx, docx(many))).toMatchObject({ code: 'file.zip-bomb', params: { reason: 'entries' } });
    const large = Array.from({ length: 3 }, (_, i) => ({ name: `word/media/${i}.png`, data: noise(400_000), declared: 19_000_000 }));
    expect(await problemOf(readDocx, docx(large))).toMatchObject({ code: 'file.zip-bomb', at: 'word/media/2.png', params: { reason: 'size' } });
    expect(await problemOf(readDocx, docx([{ name: 'word/a.xml', data: Buffer.alloc(1_500_000, 32) }]))).toMatchObject({ code: 'file.zip-bomb', params: { reason: 'ratio' } });
    expect(await problemOf(readDocx, docx([{ name: 'word/a.zip', data: 'x' }]))).toMatchObject({ code: 'file.zip-bomb', at: 'word/a.zip', params: { reason: 'nested' } });
  });

  test('a file name that leaves the package and a name given twice', async () => {
    expect(await problemOf(readDocx, docx([{ name: '../../etc/cron.d/x', data: 'x' }]))).toMatchObject({ code: 'file.broken' });
    const parts = docxParts(hello);
    expect(await problemOf(readDocx, buildZip([...parts, { name: 'WORD/document.xml', data: '<x/>' }]))).toMatchObject({ code: 'file.broken', at: 'WORD/document.xml' });
  });
});

describe('SEC-I2: what only unpacking shows', () => {
  test('a part that unpacks to more than it declares is stopped while it grows', async () => {
    const lie = docx([{ name: 'word/styles.xml', data: Buffer.alloc(60_000_000, 32), declared: 1000 }]);
    expect(['file.broken', 'file.zip-bomb']).toContain((await problemOf(readDocx, lie)).code);
  });

  test('a zip under a harmless name', async () => {
    expect(await problemOf(readDocx, docx([{ name: 'word/media/a.png', data: buildZip(docxParts(hello)) }]))).toMatchObject({ code: 'file.zip-bomb', at: 'word/media/a.png', params: { reason: 'nested' } });
  });

  test('a zip that is no Office file, and the wrong Office file', async () => {
    expect(await problemOf(readDocx, buildZip([{ name: 'a.txt', data: 'x' }]))).toEqual({ code: 'file.wrong-kind', params: { expected: 'docx', found: 'zip' } });
    expect(await problemOf(readXlsx, docx())).toEqual({ code: 'file.wrong-kind', params: { expected: 'xlsx', found: 'docx' } });
  });

  test('broken XML', async () => {
    expect(await problemOf(readDocx, docx([{ name: 'word/document.xml', data: '<w:document><w:body>' }]))).toMatchObject({ code: 'file.broken' });
    expect(await problemOf(readXlsx, xlsx('<row r="1"><c r="ZZZZZZ99999999"><v>1</v></c></row>'))).toMatchObject({ code: 'file.too-large', params: { reason: 'cells' } });
  });
});

describe('SEC-I4: active content', () => {
  test.each(['word/vbaProject.bin', 'xl/macrosheets/sheet1.xml', 'word/activeX/activeX1.xml'])('%s', async (name) => {
    expect(await problemOf(readDocx, docx([{ name, data: 'x' }]))).toEqual({ code: 'file.macros', at: name });
  });

  test('macro content type in a renamed .xlsm', async () => {
    const types = xlsxParts('').find((part) => part.name === '[Content_Types].xml')?.data as string;
    const renamed = xlsx('', [{ name: '[Content_Types].xml', data: types.replace('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml') }]);
    expect(await problemOf(readXlsx, renamed)).toEqual({ code: 'file.macros', at: '[Content_Types].xml' });
  });

  test('embedded OLE objects, by name and by content', async () => {
    expect(await problemOf(readDocx, docx([{ name: 'word/embeddings/oleObject1.bin', data: 'x' }]))).toEqual({ code: 'file.embedded-object', at: 'word/embeddings/oleObject1.bin' });
    expect(await problemOf(readDocx, docx([{ name: 'word/embeddings/book.xlsx', data: 'x' }]))).toEqual({ code: 'file.embedded-object', at: 'word/embeddings/book.xlsx' });
    expect(await problemOf(readDocx, docx([{ name: 'word/media/a.emf', data: ole2('WordDocument') }]))).toEqual({ code: 'file.embedded-object', at: 'word/media/a.emf' });
  });

  test('DDE in a Word field and in a formula, the cell named', async () => {
    const field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>';
    expect(await problemOf(readDocx, docx([], field))).toEqual({ code: 'file.external-link', at: 'word/document.xml', params: { reason: 'dde' } });
    const dde = xlsx(`<row r="7"><c r="C7"><f>cmd|'/c calc'!A0</f><v>0</v></c></row>`);
    expect(await problemOf(readXlsx, dde)).toMatchObject({ code: 'file.external-link', at: '名单!C7' });
  });

  test('formula to another workbook refuses, a plain one gives its stored value with a warning', async () => {
    expect(await problemOf(readXlsx, xlsx(`<row r="1"><c r="A1"><f>'D:\\[a.xlsx]S'!A1</f><v>5</v></c></row>`))).toMatchObject({ code: 'file.external-link', at: '名单!A1' });
    const result = await readXlsx(xlsx('<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'));
    expect(result).toMatchObject({ ok: true, value: { sheets: [{ name: '名单', rows: [[2, 4, { error: '#DIV/0!' }]] }], warnings: [{ code: 'cell.formula', at: '名单!B1' }, { code: 'cell.formula', at: '名单!C1' }] } });
  });
});

describe('SEC-I3, SEC-I8: nothing outside the file is read or fetched', () => {
  test('document type, entity and other encodings', async () => {
    const xxe = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x"><w:body>&e;</w:body></w:document>`;
    expect(await problemOf(readDocx, docx([{ name: 'word/document.xml', data: xxe }]))).toEqual({ code: 'file.forbidden-xml', at: 'word/document.xml', params: { reason: 'doctype' } });
    expect(await problemOf(readDocx, docx([{ name: 'word/styles.xml', data: Buffer.from(`\ufeff${xxe}`, 'utf16le') }]))).toEqual({ code: 'file.forbidden-xml', at: 'word/styles.xml', params: { reason: 'encoding' } });
    expect(await problemOf(readXlsx, xlsx('', [{ name: 'xl/sharedStrings.xml', data: '<?xml version="1.0" encoding="UTF-7"?><sst/>' }]))).toMatchObject({ code: 'file.forbidden-xml' });
  });

  test('linked pictures and remote templates are blanked with a warning; no connection is made', async () => {
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
    const picture = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>';
    const links = relationships([
      relationship('rId9', 'image', 'file:///etc/passwd', true),
      relationship('rId10', 'attachedTemplate', url, true),
      relationship('rId11', 'image', url),
      `<Relationship Id='rId12' Type='x/image' Target='&#104;ttp://127.0.0.1:${(server.address() as AddressInfo).port}/y' TargetMode='&#69;xternal'/>`,
      relationship('rId13', 'hyperlink', 'https://example.com/', true),
    ]);
    const result = await readDocx(docx([{ name: 'word/_rels/document.xml.rels', data: links }], hello + picture));
    server.close();
    expect(calls).toBe(0);
    expect(result).toMatchObject({ ok: true, value: { paragraphs: [{ text: '本人履职情况', level: 0 }] } });
    const removed = result.ok ? result.value.warnings.filter((w) => w.code === 'file.external-link-removed') : [];
    expect(removed).toHaveLength(4);
    expect(removed.every((w) => w.at === 'word/_rels/document.xml.rels')).toBe(true);
    expect(JSON.stringify(result)).not.toContain('root:');
  });

  test('external workbooks refuse an Excel file', async () => {
    expect(await problemOf(readXlsx, xlsx('', [{ name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' }]))).toEqual({ code: 'file.external-link', at: 'xl/externalLinks/externalLink1.xml' });
    const rels = relationships([relationship('rId1', 'oleObject', '\\\\server\\share\\x', true)]);
    expect(await problemOf(readXlsx, xlsx('', [{ name: 'xl/worksheets/_rels/sheet1.xml.rels', data: rels }]))).toMatchObject({ code: 'file.external-link', at: 'xl/worksheets/_rels/sheet1.xml.rels' });
  });
});

describe('limits of the child process', () => {
  const heavy = xlsx(Array.from({ length: 60_000 }, (_, r) => `<row r="${r + 1}">${Array.from({ length: 8 }, (_, c) => `<c r="${'ABCDEFGH'[c]}${r + 1}"><v>${(r * 7919 + c * 104_729) % 999_983}</v></c>`).join('')}</row>`).join(''));

  test('wall clock: killed and named', async () => {
    expect(await problemOf(readXlsx, heavy, { wallMs: 120 })).toEqual({ code: 'file.timeout', params: { wallMs: 120 } });
  });

  test('memory: the child dies, the parent answers', async () => {
    expect(await problemOf(readXlsx, heavy, { memoryMiB: 60 })).toEqual({ code: 'file.memory' });
  });

  test('the same file is read under the usual limits', async () => {
    const result = await readXlsx(heavy);
    expect(result.ok && result.value.sheets[0]?.rows.length).toBe(60_000);
  }, 30_000);

  test('a normal Word file is read in seconds, not minutes', async () => {
    const start = performance.now();
    const result = await readDocx(docx([], Array.from({ length: 200 }, (_, i) => paragraph(`第${i}段，述职内容。`)).join('')));
    expect(result.ok && result.value.paragraphs.length).toBe(200);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

/** Bytes that do not compress, the same every time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}
