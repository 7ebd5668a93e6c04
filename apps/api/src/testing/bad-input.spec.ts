import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ReportOut } from '@shuping/contracts';
import { buildZip, docxParts, paragraph, relationship, relationships, xlsxParts } from '@shuping/office/testing';
import { reportWorld } from '../modules/reports/testing/report-world.ts';
import { bootWorld, type Asker, type World } from './world.ts';

// What people send by mistake or on purpose, over HTTP: a code, the place, never a 5xx, nothing written. Ballots: meetings.spec.ts and ballots.spec.ts; foreign ids: foreign-ids.spec.ts;
// broken plugins: sector-plugins.spec.ts; killed servers: e2e/kills.e2e.ts.
jest.setTimeout(120_000);

let world: World;
let office: Asker;
let secretary: Asker;
let assesseeId: string;
beforeAll(async () => {
  world = await bootWorld();
  office = await world.as('xiaozuzhi');
  const [writer] = (await reportWorld(world, '/q1/d1/', ['r01'])).secretaries;
  secretary = world.askerOf(writer!.cookie);
  assesseeId = writer!.assesseeId;
}, 60_000);
afterAll(() => world.close());

const edge = '----bad-input';
const upload = (asker: Asker, url: string, bytes: Buffer, name: string, headers: Record<string, string> = {}) => asker.send('POST', url, Buffer.concat([
  Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`), bytes, Buffer.from(`\r\n--${edge}--\r\n`),
]), { 'content-type': `multipart/form-data; boundary=${edge}`, ...headers });
const report = async (): Promise<ReportOut> => (await secretary.get(`/api/assessees/${assesseeId}/report`)).json();
const roster = (bytes: Buffer) => upload(office, `/api/rosters?orgId=${world.org('临江理工大学机电工程系党总支').id}`, bytes, 'roster.xlsx');

const word = docxParts(paragraph('一、存在的主要问题'));
const sheet = (rows: string, extra: Parameters<typeof xlsxParts>[1] = []): Buffer => buildZip(xlsxParts(rows, extra));
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = `<row r="1">${['单位', '姓名', '职务', '任职时间', '人员编号'].map((title, at) => cell(`${'ABCDE'[at]!}1`, title)).join('')}</row>`;

describe('SEC-I bad input over HTTP: a code and the place, never a 5xx, nothing half-written', () => {
  test.each<[string, Buffer, object]>([
    ['zip bomb', buildZip([...word, { name: 'word/a.xml', data: Buffer.alloc(60_000_000, 32) }]), { code: 'file.zip-bomb', at: 'word/a.xml' }],
    ['macros', buildZip([...word, { name: 'word/vbaProject.bin', data: 'x' }]), { code: 'file.macros', at: 'word/vbaProject.bin' }],
    ['embedded object', buildZip([...word, { name: 'word/embeddings/oleObject1.bin', data: 'x' }]), { code: 'file.embedded-object', at: 'word/embeddings/oleObject1.bin' }],
    ['document type', buildZip([...word, { name: 'word/styles.xml', data: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>' }]), { code: 'file.forbidden-xml', at: 'word/styles.xml' }],
    ['cut off', buildZip(word).subarray(0, 300), { code: 'file.broken' }],
    ['a workbook', sheet(header), { code: 'file.wrong-kind' }],
  ])('R-E1 Word file: %s', async (_, bytes, problem) => {
    const before = await report();
    const answer = await upload(secretary, `/api/reports/${before.id}/import`, bytes, 'report.docx', { 'if-match': `"${before.version}"` });
    expect(answer.json()).toMatchObject({ status: 422, ...problem });
    expect(await report()).toEqual(before);
  });

  test('R-E1 Word file with a linked picture: the link is left out and named', async () => {
    const before = await report();
    const linked = buildZip([...word, { name: 'word/_rels/document.xml.rels', data: relationships([relationship('rId9', 'image', 'http://127.0.0.1:9/x.png', true)]) }]);
    const answer = await upload(secretary, `/api/reports/${before.id}/import?preview=true`, linked, 'report.docx', { 'if-match': `"${before.version}"` });
    expect(answer.json().warnings).toContainEqual({ code: 'file.external-link-removed', at: 'word/_rels/document.xml.rels' });
    expect(await report()).toEqual(before);
  });

  test.each<[string, Buffer, object]>([
    ['zip bomb', sheet(header, [{ name: 'xl/sharedStrings.xml', data: Buffer.alloc(60_000_000, 32) }]), { code: 'file.zip-bomb', at: 'xl/sharedStrings.xml' }],
    ['macros', sheet(header, [{ name: 'xl/vbaProject.bin', data: 'x' }]), { code: 'file.macros', at: 'xl/vbaProject.bin' }],
    ['another workbook', sheet(header, [{ name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' }]), { code: 'file.external-link', at: 'xl/externalLinks/externalLink1.xml' }],
    ['a formula into another workbook', sheet(`${header}<row r="2"><c r="A2"><f>'D:\\[a.xlsx]S'!A1</f><v>5</v></c></row>`), { code: 'file.external-link', at: '名单!A2' }],
    ['a Word file', buildZip(word), { code: 'file.wrong-kind' }],
  ])('R-A3 workbook: %s', async (_, bytes, problem) => {
    expect((await roster(bytes)).json()).toMatchObject({ status: 422, ...problem });
  });

  test('R-E2 a report over the limit is kept back with its length and the place; the text stays', async () => {
    const before = await report();
    const long = '我到支部听取意见并逐条整改。'.repeat(500);
    expect((await secretary.send('PUT', `/api/reports/${before.id}`, { sections: [{ id: 'achievements', text: long }] }, { 'if-match': `"${before.version}"` })).statusCode).toBe(200);
    const saved = await report();
    const refused = await secretary.send('POST', `/api/reports/${before.id}/submit`, {}, { 'if-match': `"${saved.version}"` });
    expect(refused.json()).toMatchObject({ status: 422, code: 'report.blocked', issues: expect.arrayContaining([expect.objectContaining({ code: 'over-limit' })]) });
    expect(await report()).toMatchObject({ state: 'draft', version: saved.version });
    const stale = await secretary.send('PUT', `/api/reports/${before.id}`, { sections: [] }, { 'if-match': `"${before.version}"` });
    expect(stale.json()).toMatchObject({ status: 409, code: 'request.version-stale', current: { version: saved.version } });
  });

  test('R-B2 weights that do not sum are not published, and the place is named', async () => {
    const editor = await world.as('zuzhiyuan');
    const orgId = world.org('临江理工大学机电工程系党总支').id;
    const made = (await editor.send('POST', '/api/layers', { orgId, sector: 'school', year: 2026, from: 'empty', tag: '系' })).json();
    const change = { op: 'set', path: 'score/nodes/base/inputs/routine/weight', value: 31 };
    expect((await editor.send('PUT', `/api/layers/${made.id}`, { changes: [change], locks: [] }, { 'if-match': '"1"' })).statusCode).toBe(200);
    const refused = await editor.send('POST', `/api/layers/${made.id}/publish`, undefined, { 'if-match': '"2"' });
    expect(refused.json()).toMatchObject({ status: 422, code: 'layer.unpublishable' });
    expect((refused.json().issues as { at?: string }[]).some((issue) => issue.at?.startsWith('score/nodes/base'))).toBe(true);
    expect((await editor.get(`/api/layers/${made.id}`)).json().state).toBe('draft');
  });

  test('R-B6 a sector that no plugin brings', async () => {
    const answer = await office.send('POST', `/api/organisations/${world.org('中共临江理工大学委员会').id}/sectors`, { sector: 'prison' });
    expect(answer.json()).toMatchObject({ code: 'sector.unknown' });
    expect(answer.statusCode).toBeLessThan(500);
  });
});
