import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { attachment, contentTypeOf, safeName } from './content-type.ts';
import { FileStore, Files } from './index.ts';

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)]);
const zip = (...names: string[]) => Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(names.join('\0'))]);

describe('R-K4 content and names', () => {
  test('types come from the bytes; pages, programs and documents with macros are refused', () => {
    expect(contentTypeOf(PNG)).toBe('image/png');
    expect(contentTypeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
    expect(contentTypeOf(zip('[Content_Types].xml', 'word/document.xml'))).toContain('wordprocessingml');
    expect(contentTypeOf(Buffer.from('姓名,分数\n'))).toBe('text/plain; charset=utf-8');
    for (const bad of [zip('word/document.xml', 'word/vbaProject.bin'), zip('a.txt'), Buffer.from('<html><script>1</script>'), Buffer.from('  <svg onload=1>'), Buffer.from([0x4d, 0x5a, 0x90, 0]), Buffer.from([0xff, 0xfe, 0x00])]) expect(contentTypeOf(bad)).toBeNull();
  });

  test('SEC-I13 names lose paths, control and direction characters, and reserved words', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('C:\\x\\述职报告.docx')).toBe('述职报告.docx');
    expect(safeName('报告\u202excod.exe\u0000')).toBe('报告xcod.exe');
    expect([safeName('..'), safeName('CON.txt'), safeName('nul'), safeName('   ')]).toEqual([null, null, null, null]);
    expect(safeName(`${'长'.repeat(300)}.docx`)).toBe(`${'长'.repeat(100)}.docx`);
    expect(attachment('a"b\r\n报.txt')).not.toMatch(/[\r\n]/);
  });
});

describe('R-K4 upload and download', () => {
  let booted: BootedApp;
  let officer: TestPerson;
  beforeAll(async () => {
    booted = await bootApp();
    officer = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a1/' }] });
  });
  afterAll(() => booted.close());

  const upload = (person: TestPerson, name: string, bytes: Buffer, orgPath = '/a1/b2/') => {
    const payload = Buffer.concat([Buffer.from(`--XX\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/x-whatever\r\n\r\n`), bytes, Buffer.from('\r\n--XX--\r\n')]);
    return booted.inject({ method: 'POST', url: `/api/files?orgPath=${encodeURIComponent(orgPath)}&purpose=evidence`, headers: { ...person.headers, 'content-type': 'multipart/form-data; boundary=XX' }, payload });
  };
  const download = (person: TestPerson, id: string) => booted.inject({ method: 'GET', url: `/api/files/${id}`, headers: person.headers });

  test('a file comes back byte by byte, as an attachment', async () => {
    const stored = await upload(officer, '照片.png', PNG);
    expect(stored.json()).toMatchObject({ name: '照片.png', size: PNG.length, contentType: 'image/png', orgPath: '/a1/b2/' });
    const got = await download(officer, stored.json().id);
    expect(got.rawPayload.equals(PNG)).toBe(true);
    expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'none'") });
    expect(got.headers['content-disposition']).toMatch(/^attachment;/);
  });

  test('a foreign file is not there, and nobody stores into a foreign unit', async () => {
    const stored = await upload(officer, 'a.png', PNG);
    const stranger = await signedIn(booted, { grants: [{ role: 'host_officer', path: '/a10/' }] });
    expect((await download(stranger, stored.json().id)).json()).toMatchObject({ code: 'file.not-found', status: 404 });
    expect((await upload(stranger, 'a.png', PNG)).json()).toMatchObject({ code: 'permission.denied', status: 403 });
    const secretary = await signedIn(booted, { grants: [{ role: 'secretary', path: '/a1/b2/' }] });
    expect((await upload(secretary, 'a.png', PNG, '/a1/')).statusCode).toBe(403);
  });

  test('empty, too large, refused and missing files', async () => {
    expect((await upload(officer, 'a.txt', Buffer.alloc(0))).json().code).toBe('file.empty');
    expect((await upload(officer, 'a.exe', Buffer.from('MZ\u0090\u0000'))).json()).toMatchObject({ code: 'file.type-refused', status: 415 });
    expect((await upload(officer, 'a.txt', Buffer.alloc(21 * 1024 * 1024, 65))).json()).toMatchObject({ code: 'file.too-large', status: 413 });
    const none = await booted.inject({ method: 'POST', url: '/api/files?orgPath=/a1/&purpose=evidence', headers: officer.headers });
    expect(none.json().code).toBe('file.missing');
  });

  test('the sweep removes what no record names, and nothing else', async () => {
    const stored = await upload(officer, 'keep.png', PNG);
    await booted.app.get(FileStore).put('11111111-2222-4333-8444-555555555555', PNG);
    expect(await booted.app.get(Files).sweep(new Date(Date.now() + 60_000))).toBe(1);
    expect((await download(officer, stored.json().id)).statusCode).toBe(200);
    expect(await booted.app.get(FileStore).get('11111111-2222-4333-8444-555555555555')).toBeNull();
  });
});
