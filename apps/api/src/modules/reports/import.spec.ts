import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ImportOut, ReportOut } from '@shuping/contracts';
import { QUESTIONS } from '@shuping/fixtures/reports';
import { readDocx, writeReport } from '@shuping/office';
import { buildZip, docxParts, paragraph } from '@shuping/office/testing';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { reportWorld, sectionsOf, type World } from './testing/report-world.ts';

let booted: BootedApp;
let world: World;
let writer: World['secretaries'][number];

beforeAll(async () => {
  booted = await bootApp();
  world = await reportWorld(booted, '/a1/d1/', ['r01', 'r04']);
  writer = world.secretaries[0]!;
}, 60_000);
afterAll(() => booted.close());

const TITLES: Readonly<Record<string, string>> = { 'answer-burden-relief': QUESTIONS['burden-relief'], 'answer-hard-problem': QUESTIONS['hard-problem'] };
const begin = async (): Promise<ReportOut> => (await booted.inject({ method: 'GET', url: `/api/assessees/${writer.assesseeId}/report`, headers: writer.headers })).json();

function send(person: TestPerson, id: string, bytes: Uint8Array, version: number, preview = false) {
  const boundary = 'shuping-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="report.docx"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return booted.inject({
    method: 'POST', url: `/api/reports/${id}/import${preview ? '?preview=true' : ''}`, headers: { ...person.headers, 'if-match': `"${version}"`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

async function wordFile(): Promise<Uint8Array> {
  const sections = writer.fixture.report.sections.map((section) => ({ title: TITLES[section.id] ?? section.title ?? '', paragraphs: section.text.split('\n') }));
  return writeReport({ title: '2026年度述职报告', authorLine: `${writer.fixture.branch} ${writer.fixture.author}`, sections: [...sections, { title: '九、个人廉洁自律情况', paragraphs: ['全年未收受礼品。'] }] });
}

describe('R-E1 Word in and out', () => {
  test('a preview shows the split and writes nothing', async () => {
    const before = await begin();
    const shown = await send(writer, before.id, await wordFile(), before.version, true);
    expect(shown.statusCode).toBe(200);
    expect((shown.json() as ImportOut).number).toBeNull();
    expect(await begin()).toMatchObject({ version: before.version, words: 0 });
  });

  test('a report written by the office package comes back section by section; what no section takes is kept', async () => {
    const before = await begin();
    const answer = await send(writer, before.id, await wordFile(), before.version);
    expect(answer.statusCode).toBe(200);
    const imported = answer.json() as ImportOut;
    expect(imported.unmatched.map((part) => part.title)).toContain('九、个人廉洁自律情况');
    const now = await begin();
    for (const section of sectionsOf(writer.fixture)) expect({ id: section.id, text: now.sections.find((one) => one.id === section.id)?.text }).toEqual(section);
    expect(now).toMatchObject({ version: imported.version, words: imported.words });
    expect(now.unmatched.find((part) => part.title.includes('廉洁'))?.text).toBe('全年未收受礼品。');
    const versions = (await booted.inject({ method: 'GET', url: `/api/reports/${now.id}/versions`, headers: writer.headers })).json().items;
    expect(versions).toMatchObject([{ number: 1, kind: 'imported', unmatched: expect.arrayContaining([{ title: '九、个人廉洁自律情况', text: '全年未收受礼品。' }]) }]);
  });

  test('the text before an import stays as a version, and sections that the file lacks stay in the report', async () => {
    const before = await begin();
    const saved = await booted.inject({ method: 'PUT', url: `/api/reports/${before.id}`, headers: { ...writer.headers, 'if-match': `"${before.version}"` }, payload: { sections: [{ id: 'commitments', text: '手写的承诺。' }] } });
    const file = buildZip(docxParts(paragraph('一、存在的主要问题') + paragraph('调研不够深。')));
    const answer = await send(writer, before.id, file, saved.json().version);
    expect(answer.statusCode).toBe(200);
    const now = await begin();
    expect(now.sections.find((section) => section.id === 'problems')?.text).toBe('调研不够深。');
    expect(now.sections.find((section) => section.id === 'commitments')?.text).toBe('手写的承诺。');
    const kinds = (await booted.inject({ method: 'GET', url: `/api/reports/${now.id}/versions`, headers: writer.headers })).json().items.map((version: { kind: string }) => version.kind);
    expect(kinds).toEqual(['imported', 'saved', 'imported']);
  });

  test('SEC-I2 hostile files are named by a code and nothing is half-written', async () => {
    const before = await begin();
    const hello = docxParts(paragraph('一、存在的主要问题'));
    const hostile: [string, Buffer][] = [
      ['file.zip-bomb', buildZip([...hello, { name: 'word/a.xml', data: Buffer.alloc(60_000_000, 32) }])],
      ['file.macros', buildZip([...hello, { name: 'word/vbaProject.bin', data: 'x' }])],
      ['file.not-zip', Buffer.from('%PDF-1.7\n%abc')],
      ['file.empty', Buffer.alloc(0)],
      ['file.encrypted', buildZip([...hello, { name: 'word/styles.xml', data: '<x/>', encrypted: true }])],
    ];
    for (const [code, bytes] of hostile) {
      const answer = await send(writer, before.id, bytes, before.version);
      expect({ code: answer.json().code, status: answer.statusCode }).toEqual({ code, status: 422 });
    }
    expect(await begin()).toMatchObject({ version: before.version, words: before.words });
    const none = await booted.inject({ method: 'POST', url: `/api/reports/${before.id}/import`, headers: { ...writer.headers, 'if-match': `"${before.version}"` }, payload: {} });
    expect(none.json()).toMatchObject({ status: 400, code: 'file.missing' });
  });

  test("another secretary's report is not there, an old version is refused", async () => {
    const now = await begin();
    expect((await send(world.secretaries[1]!, now.id, await wordFile(), now.version)).json()).toMatchObject({ status: 404, code: 'report.not-found' });
    expect((await send(writer, now.id, await wordFile(), now.version - 1)).json()).toMatchObject({ status: 409, code: 'request.version-stale' });
  });

  test('the Word file carries every section under its title', async () => {
    const now = await begin();
    const file = await booted.inject({ method: 'GET', url: `/api/reports/${now.id}/word`, headers: writer.headers });
    expect(file.statusCode).toBe(200);
    expect(String(file.headers['content-disposition'])).toContain(encodeURIComponent('2026年度述职报告'));
    const read = await readDocx(file.rawPayload);
    const lines = read.ok ? read.value.paragraphs.map((line) => line.text) : [];
    expect(lines).toEqual(expect.arrayContaining(['2026年度述职报告', '调研不够深。', '手写的承诺。']));
  });
});
