import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OrgImportOut, OrgImportRow } from '@shuping/contracts';
import { treeRows, treeWorkbook, type TreeRow } from '@shuping/fixtures/organisations';
import { ok } from '@shuping/kernel';
import { readTable, readXlsx, writeXlsx } from '@shuping/office';
import { JobRunner } from '../../platform/jobs/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootWorld, signedIn, type Asker, type World } from '../../testing/index.ts';
import { OrganisationsBulk } from '../organisations/index.ts';
import { IndexNamesHandler } from '../organisations/index-names.handler.ts';
import { ORG_COLUMNS } from './org-columns.ts';

jest.setTimeout(120_000);
const SYSTEM = systemActor('spec');
const SMALL = treeRows({ cities: 1, counties: 2, townships: 3, villages: 6 });
const EMPTY: TreeRow = { code: '', name: '', shortName: '', parent: '', parentCode: '', kind: '', sector: '', opensOn: '' };
let world: World;
let office: Asker;
let province: { id: string; path: string };
beforeAll(async () => {
  world = await bootWorld();
  province = world.org('中共临江省委员会');
  office = world.askerOf((await signedIn(world, { path: province.path, grants: [{ role: 'org_admin', path: province.path }] })).cookie);
}, 60_000);
afterAll(() => world.close());

function upload(bytes: Uint8Array, { asker = office, org = province.id, columns = '' } = {}) {
  const edge = '----orgs';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="orgs.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return world.inject({
    method: 'POST', url: `/api/org-imports?orgId=${org}${columns === '' ? '' : `&columns=${columns}`}`, headers: { cookie: asker.cookie, 'x-shuping': '1', 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
}
const checked = async (rows: readonly TreeRow[], options?: Parameters<typeof treeWorkbook>[1]): Promise<OrgImportOut> => {
  const answer = await upload(await treeWorkbook(rows, options));
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json();
};
const rowsOf = async (id: string, query = ''): Promise<OrgImportRow[]> => (await office.get(`/api/org-imports/${id}/rows?limit=200${query}`)).json().items;
const one = async (id: string): Promise<OrgImportOut> => (await office.get(`/api/org-imports/${id}`)).json();
async function run(id: string, act: 'commit' | 'undo', body: unknown = {}) {
  const started = await office.send('POST', `/api/org-imports/${id}/${act}`, act === 'commit' ? body : undefined);
  await world.app.get(JobRunner).drain();
  return started.statusCode === 202 ? (await office.get(`/api/jobs/${started.json().jobId}`)).json() : started.json();
}
/** Sums over every row of the tables that an import writes, without what every run makes anew. */
const checksum = (): Promise<string> => world.uow.run(SYSTEM, async (tx) => (await tx.sql<{ sum: string }>(
  `select md5(string_agg(line, '|' order by line)) as sum from (
     select o.code || o.name || o.short_name || o.kind || o.sector || o.opens_on || o.position || o.version || o.pinyin || coalesce(u.name, '') || (select count(*) from organisation_edge e where e.org_id = o.id and e.superior_id = o.parent_id and e.org_path = o.org_path and e.from_day = o.opens_on)::text as line
     from organisation o left join organisation u on u.id = o.parent_id) t`))[0]!.sum);

describe('R-A3 import of organisations', () => {
  test('the template has lists, notes and a sheet that explains; filled in, it is read', async () => {
    const answer = await office.get(`/api/org-imports/template.xlsx?orgId=${province.id}`);
    expect(answer.statusCode).toBe(200);
    const book = await readXlsx(answer.rawPayload);
    if (!book.ok) throw new Error(book.error.code);
    expect(book.value.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([['党组织', false], ['填写说明', false], ['_version', true]]);
    expect(readTable(book.value.sheets[0]!, ORG_COLUMNS).columns.map((column) => column.key)).toEqual(ORG_COLUMNS.map((spec) => spec.key));
  });

  test('an office’s own table: own headers, merged titles, signature; superiors by code', async () => {
    const read = await checked(SMALL);
    expect(read).toMatchObject({ headerRow: 3, state: 'checked', counts: { new: SMALL.length, changed: 0, same: 0, bad: 0 }, extra: [{ header: '序号' }], orgName: '中共临江省委员会' });
    expect(read.skipped[0]!.text).toContain('填表人');
    expect((await rowsOf(read.id)).map((row) => row.name)).toEqual(SMALL.map((row) => row.name));
  });

  test('the good rows come in as a job; the same file again changes nothing; a changed cell changes that unit only; undo puts all back', async () => {
    const before = await checksum();
    const first = await checked([...SMALL].reverse());
    expect(await run(first.id, 'commit')).toMatchObject({ state: 'done', params: { made: SMALL.length, changed: 0 } });
    expect(await one(first.id)).toMatchObject({ state: 'imported', counts: { new: SMALL.length } });
    expect((await office.send('POST', `/api/org-imports/${first.id}/commit`, {})).json().code).toBe('org-import.imported');
    const made = await checksum();
    const again = await checked(SMALL);
    expect(again.counts).toEqual({ new: 0, changed: 0, same: SMALL.length, bad: 0 });
    expect((await run(again.id, 'commit')).code).toBe('org-import.nothing-to-import');
    const renamed = await checked(SMALL.map((row, n) => (n === 3 ? { ...row, name: `${row.name}（试点）`, opensOn: '2021-05-01' } : row)));
    expect(renamed.counts).toEqual({ new: 0, changed: 1, same: SMALL.length - 1, bad: 0 });
    expect(await run(renamed.id, 'commit')).toMatchObject({ state: 'done', params: { made: 0, changed: 1 } });
    expect(await run(renamed.id, 'undo')).toMatchObject({ state: 'done', params: { removed: 0, restored: 1 } });
    const { id } = await checked(SMALL.slice(0, 4).map((row, n) => (n === 3 ? { ...row, name: `${row.name}（试点）` } : row)));
    expect((await rowsOf(id, '&status=changed'))).toHaveLength(1);
    expect(await checksum()).not.toBe(before);
    expect((await run(first.id, 'undo'))).toMatchObject({ state: 'failed', code: 'org-import.changed-since' });
    expect(made).not.toBe(before);
  });

  test('the names of a large table are found in their middle at once, before and after a job has given them their places in the index', async () => {
    const large = treeRows({ cities: 1, counties: 2, townships: 4, villages: 30 }).map((row) => ({ ...row, code: `9${row.code}`, name: `临北${row.name}`, parentCode: row.parentCode === '' ? '' : `9${row.parentCode}`, parent: row.parent === '' ? '' : `临北${row.parent}` }));
    const { id } = await checked(large);
    const wanted = large.at(-1)!.name.slice(-9, -1);
    const found = async (): Promise<string[]> => (await office.get(`/api/organisations?limit=200&q=${encodeURIComponent(wanted)}`)).json().items.map((org: { name: string }) => org.name);
    const waiting = (): Promise<unknown[]> => world.uow.run(SYSTEM, (tx) => tx.sql("select id from job where kind = 'organisations.index-names' and state = 'queued'"));
    // indexing waits, as it does while its node is busy with other jobs
    const indexing = jest.spyOn(world.app.get(IndexNamesHandler), 'execute').mockImplementationOnce(async () => ok({}));
    expect(await run(id, 'commit')).toMatchObject({ state: 'done', params: { made: large.length } });
    expect(indexing).toHaveBeenCalledTimes(1);
    const before = await found();
    expect(before.length).toBeGreaterThan(0);
    indexing.mockRestore();
    expect(await world.app.get(IndexNamesHandler).execute({ progress: async () => undefined })).toMatchObject({ ok: true, value: { params: { names: large.length } } });
    expect(await found()).toEqual(before);
    expect(await waiting()).toEqual([]);
    // renamed in one go: the old names are found no more, the new ones at once, from their beginning too
    const again = await checked(large.map((row) => ({ ...row, name: row.name.replace('临北', '临江北'), parent: row.parent.replace('临北', '临江北') })));
    expect(again.counts).toMatchObject({ changed: large.length });
    const renaming = jest.spyOn(world.app.get(IndexNamesHandler), 'execute').mockImplementationOnce(async () => ok({}));
    expect(await run(again.id, 'commit')).toMatchObject({ state: 'done', params: { changed: large.length } });
    renaming.mockRestore();
    const matching = async (q: string): Promise<number> => (await office.get(`/api/organisations?limit=200&q=${encodeURIComponent(q)}`)).json().items.length;
    for (const indexed of [false, true]) {
      expect({ indexed, old: await matching('临北'), new: await matching('临江北'), middle: await matching('江北') }).toEqual({ indexed, old: 0, new: 200, middle: 200 });
      if (!indexed) await world.app.get(IndexNamesHandler).execute({ progress: async () => undefined });
    }
    expect(await run(again.id, 'undo')).toMatchObject({ state: 'done', params: { restored: large.length } });
    expect(await found()).toEqual(before);
    await world.uow.run(SYSTEM, async (tx) => {
      const codes = [JSON.stringify(large.map((row) => row.code))];
      await tx.sql('delete from organisation_edge where org_id in (select id from organisation where code in (select jsonb_array_elements_text(?::jsonb)))', codes);
      await tx.sql('delete from organisation where code in (select jsonb_array_elements_text(?::jsonb))', codes);
    });
    expect(await found()).toEqual([]);
  });

  test('undo of what nobody has touched takes it all away; refused with the unit when something was built on it, and after a day', async () => {
    const rows = treeRows({ cities: 1, counties: 1, townships: 2, villages: 2 }).map((row) => ({ ...row, code: `U${row.code}`, parentCode: row.parentCode === '' ? '' : `U${row.parentCode}`, name: `乙${row.name}`, parent: row.parent === '' ? '' : `乙${row.parent}` }));
    const before = await checksum();
    const first = await checked(rows);
    await run(first.id, 'commit');
    const [village] = await world.uow.run(SYSTEM, (tx) => tx.sql<{ id: string; name: string }>('select id, name from organisation where code = ?', [rows.at(-1)!.code]));
    const added = await office.send('POST', '/api/organisations', { parentId: village!.id, name: '后来的党小组', shortName: '后来', kind: 'branch', sector: '', opensOn: '2026-01-01' });
    expect(added.statusCode).toBe(201);
    expect(await run(first.id, 'undo')).toMatchObject({ state: 'failed', code: 'org-import.built-on', params: { unit: '后来的党小组' } });
    expect(await one(first.id)).toMatchObject({ state: 'imported' });
    await world.uow.run(SYSTEM, async (tx) => {
      await tx.sql('delete from organisation_edge where org_id = ?', [added.json().id]);
      await tx.sql('delete from organisation where id = ?', [added.json().id]);
    });
    expect(await run(first.id, 'undo')).toMatchObject({ state: 'done', params: { removed: rows.length, restored: 0 } });
    expect(await checksum()).toBe(before);
    expect((await run(first.id, 'undo')).code).toBe('org-import.not-imported');
    const late = await checked(rows);
    await run(late.id, 'commit');
    await world.uow.run(SYSTEM, (tx) => tx.sql("update org_import set undo_until = '2020-01-01' where id = ?", [late.id]));
    expect((await run(late.id, 'undo')).code).toBe('org-import.too-late');
  });

  test('each faulty row is named and comes back marked; nothing is imported unless the good rows are asked for', async () => {
    const bad: TreeRow[] = [
      { ...EMPTY, name: '甲村党支部', parent: '无此镇党委' }, { ...EMPTY, name: '乙村党支部', sector: '航天' }, { ...EMPTY, name: '丙村党支部', opensOn: '2026.02.30' }, { ...EMPTY, name: '丁村党支部', parent: '丁村党支部' },
      { ...EMPTY, name: '戊党委', parent: '己党委' }, { ...EMPTY, name: '己党委', parent: '戊党委' }, { ...EMPTY, name: '', shortName: '无名', parent: '己党委' }, { ...EMPTY, name: '中共临江理工大学委员会', sector: '医院' }, { ...EMPTY, name: '庚党委', kind: '党小组' },
    ];
    const good: TreeRow = { ...EMPTY, name: '中共清水县委员会', sector: '机关' };
    const read = await checked([...bad, good, good]);
    expect(read.counts).toEqual({ new: 1, changed: 0, same: 0, bad: bad.length + 1 });
    const rows = await rowsOf(read.id, '&status=bad');
    expect(rows.map((row) => row.problems[0]!.code)).toEqual(['org-import.parent-unknown', 'org-import.sector-unknown', 'cell.not-day', 'org-import.parent-self', 'org-import.parent-cycle', 'org-import.parent-cycle', 'cell.required', 'org-import.sector-differs', 'org-import.kind-unknown', 'org-import.row-twice']);
    expect((await run(read.id, 'commit'))).toMatchObject({ code: 'org-import.bad-rows', params: { count: bad.length + 1 } });
    const file = await office.get(`/api/org-imports/${read.id}/notes.xlsx`);
    const book = await readXlsx(file.rawPayload);
    if (!book.ok) throw new Error(book.error.code);
    const table = readTable(book.value.sheets[0]!, ORG_COLUMNS);
    expect(table.records).toHaveLength(bad.length + 2);
    expect(JSON.stringify(book.value.sheets[0]!.rows)).toContain('找不到上级“无此镇党委”');
    expect(JSON.stringify(book.value.sheets[0]!.rows)).toContain('2026.02.30');
    expect(await run(read.id, 'commit', { goodOnly: true })).toMatchObject({ state: 'done', params: { made: 1 } });
  });

  test('headers that nobody knows are assigned by hand and remembered for the unit', async () => {
    const headers = ['组号', '组织的名字', '叫法', '归谁管', '管的代码', '档次', '战线', '起算'];
    const rows = [{ ...EMPTY, code: 'K1', name: '中共白石县委员会' }];
    const refused = await upload(await treeWorkbook(rows, { headers }));
    expect(refused.json()).toMatchObject({ code: 'table.no-header' });
    expect(refused.json().issues).toContainEqual({ code: 'table.header', params: { letters: 'C', header: '组织的名字' } });
    const assigned = await upload(await treeWorkbook(rows, { headers }), { columns: 'name:C,code:B' });
    expect(assigned.json()).toMatchObject({ counts: { new: 1, bad: 0 }, columns: [{ key: 'code', letters: 'B' }, { key: 'name', letters: 'C' }] });
    expect((await checked(rows, { headers })).columns.map((column) => column.key)).toEqual(['code', 'name']);
    expect((await upload(await treeWorkbook(rows), { columns: 'nonsense:C' })).json()).toMatchObject({ code: 'org-import.unknown-column' });
    const sounding = await upload(await writeXlsx({ sheets: [{ name: '甲', columns: ['党组织明称', '尚级党组织'].map((header) => ({ header })), rows: [['中共白石县委员会', null]] }] }));
    expect(sounding.json().columns.map((column: { key: string }) => column.key)).toEqual(['name', 'parent']);
  });

  test('R-K6 the exported list, imported again, changes nothing; it holds the rows that the list shows', async () => {
    const shown = (await office.get('/api/organisations?open=1&limit=200')).json().items as { name: string }[];
    const file = await office.get('/api/org-imports/organisations.xlsx?open=1');
    expect(file.statusCode).toBe(200);
    const book = await readXlsx(file.rawPayload);
    if (!book.ok) throw new Error(book.error.code);
    expect(readTable(book.value.sheets[0]!, ORG_COLUMNS).records.map((record) => record.values['name'])).toEqual(shown.map((row) => row.name));
    const again = await upload(file.rawPayload);
    expect(again.json().counts).toEqual({ new: 0, changed: 0, same: shown.length, bad: 0 });
    const some = await office.get(`/api/org-imports/organisations.xlsx?open=1&q=${encodeURIComponent('镇党委')}`);
    const list = (await office.get(`/api/organisations?open=1&limit=200&q=${encodeURIComponent('镇党委')}`)).json().items;
    expect(list.length).toBeGreaterThan(3);
    expect((await upload(some.rawPayload)).json().counts).toEqual({ new: 0, changed: 0, same: list.length, bad: 0 });
  });

  test('a job that fails, is cancelled or whose process dies half way leaves nothing, and goes on or can be started again', async () => {
    const rows = treeRows({ cities: 2, counties: 4, townships: 10, villages: 30 }).map((row) => ({ ...row, code: `W${row.code}`, parentCode: row.parentCode === '' ? '' : `W${row.parentCode}`, name: `丙${row.name}`, parent: row.parent === '' ? '' : `丙${row.parent}` }));
    const before = await checksum();
    const { id } = await checked(rows);
    const bulk = world.app.get(OrganisationsBulk);
    const insert = bulk.insert.bind(bulk);
    for (const share of [0.3, 0.6, 0.9]) {
      let calls = 0;
      bulk.insert = async (...args: Parameters<typeof insert>) => {
        calls += 1;
        if (calls > Math.floor((rows.length / 1000) * share)) throw new Error('power cut');
        await insert(...args);
      };
      expect((await run(id, 'commit')).state).toBe('failed');
      expect(await checksum()).toBe(before);
      expect(await one(id)).toMatchObject({ state: 'checked' });
    }
    bulk.insert = async (...args: Parameters<typeof insert>) => {
      await world.uow.run(SYSTEM, (tx) => tx.sql("update job set cancel_asked = true where state = 'running'"));
      await insert(...args);
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    expect((await run(id, 'commit')).state).toBe('cancelled');
    expect(await checksum()).toBe(before);
    bulk.insert = insert;
    expect(await run(id, 'commit')).toMatchObject({ state: 'done', params: { made: rows.length } });
    expect((await checked(rows)).counts).toEqual({ new: 0, changed: 0, same: rows.length, bad: 0 });
  });

  test('SEC-P another office neither imports here nor sees the import', async () => {
    const hospital = await world.as('yuanban');
    const { id } = await checked([{ ...EMPTY, name: '中共黑松县委员会' }]);
    expect((await upload(await treeWorkbook(SMALL), { asker: hospital })).json()).toMatchObject({ code: 'organisation.not-found' });
    for (const url of [`/api/org-imports/${id}`, `/api/org-imports/${id}/rows`, `/api/org-imports/${id}/notes.xlsx`, `/api/org-imports/template.xlsx?orgId=${province.id}`]) expect((await hospital.get(url)).statusCode).toBe(404);
    for (const act of ['commit', 'undo']) expect((await hospital.send('POST', `/api/org-imports/${id}/${act}`, act === 'commit' ? {} : undefined)).statusCode).toBe(404);
    expect((await (await world.as('zhibu01')).get(`/api/org-imports/${id}`)).statusCode).toBe(403);
  });
});
