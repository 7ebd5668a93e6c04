import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEMO_ROSTER, FAULTY_ROWS, rosterWorkbook } from '@shuping/fixtures/rosters';
import { readTable, readXlsx } from '@shuping/office';
import { JobRunner } from '../../platform/jobs/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootWorld, type Asker, type World } from '../../testing/index.ts';
import { PeopleApi } from '../people/index.ts';
import { ROSTER_COLUMNS } from './roster-columns.ts';

const SYSTEM = systemActor('spec');
let world: World;
let office: Asker;
let orgId: string;
beforeAll(async () => {
  world = await bootWorld();
  office = await world.as('xiaozuzhi');
  orgId = world.org('临江理工大学机电工程系党总支').id;
}, 60_000);
afterAll(() => world.close());

function upload(asker: Asker, bytes: Uint8Array, org = orgId, name = '花名册.xlsx') {
  const edge = '----roster';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return world.inject({
    method: 'POST', url: `/api/rosters?orgId=${org}`, headers: { cookie: asker.cookie, 'x-shuping': '1', 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
}

const totals = () => world.uow.run(SYSTEM, async (tx) => (await tx.sql<{ people: number; posts: number }>('select (select count(*)::int from person) as people, (select count(*)::int from appointment) as posts'))[0]!);

describe('R-A3 roster of an office', () => {
  test('every row is read: same, new and bad with the cell; identity numbers are neither needed nor kept', async () => {
    const before = await totals();
    const answer = await upload(office, await rosterWorkbook());
    expect(answer.statusCode).toBe(201);
    const roster = answer.json();
    expect(roster).toMatchObject({ headerRow: 4, state: 'checked', counts: { same: 12, new: 12, changed: 0, bad: FAULTY_ROWS.length }, notStored: [{ letters: 'G' }], extra: [{ header: '序号' }, { header: '备注' }] });
    expect(roster.skipped[0].text).toContain('填表人');
    const bad = (await office.get(`/api/rosters/${roster.id}/rows?status=bad`)).json().items;
    expect(bad.map((row: { problems: { code: string }[] }) => row.problems.map((problem) => problem.code))).toEqual(FAULTY_ROWS.map((row) => [row.code]));
    const first = 4 + DEMO_ROSTER.length + 1;
    expect(bad[0].problems[0]).toMatchObject({ at: `E${first}`, params: { row: first, column: '任职时间' } });
    expect(bad[1].problems[0]).toMatchObject({ at: `F${first + 1}`, params: { column: '人员编号' } });
    const stored = await world.uow.run(SYSTEM, (tx) => tx.sql<{ text: string }>('select row_to_json(roster)::text as text from roster where id = ?', [roster.id]));
    expect(stored[0]!.text).not.toMatch(/99999919800101|9\.999991980/);
    expect((await office.get(`/api/rosters/${roster.id}/rows?limit=1`)).json().items[0].notices).toMatchObject([{ code: 'cell.id-precision-lost', params: { column: '身份证号' } }]);
    expect(await totals()).toEqual(before);
  });

  test('the right rows come in by a job, the bad ones come back as a workbook that the import reads', async () => {
    const before = await totals();
    const { id } = (await upload(office, await rosterWorkbook())).json();
    const started = await office.send('POST', `/api/rosters/${id}/commit`);
    expect(started.statusCode).toBe(202);
    await world.app.get(JobRunner).drain();
    expect((await office.get(`/api/jobs/${started.json().jobId}`)).json()).toMatchObject({ state: 'done', params: { people: 12, posts: 12, corrected: 0 } });
    expect((await office.get(`/api/rosters/${id}`)).json()).toMatchObject({ state: 'imported', counts: { new: 12, bad: FAULTY_ROWS.length } });
    expect(await totals()).toEqual({ people: before.people + 12, posts: before.posts + 12 });
    expect((await office.send('POST', `/api/rosters/${id}/commit`)).json().code).toBe('roster.imported');
    const file = await office.get(`/api/rosters/${id}/errors.xlsx`);
    const book = await readXlsx(file.rawPayload);
    if (!book.ok) throw new Error(book.error.code);
    const table = readTable(book.value.sheets[0]!, ROSTER_COLUMNS);
    expect(table.records.map((record) => record.values['post'])).toEqual(FAULTY_ROWS.map((row) => row.post));
    expect(JSON.stringify(book.value.sheets[0]!.rows)).toContain('找不到单位“本科生第九支部”');
  });

  test('the same file again changes nothing; a corrected day changes that post only', async () => {
    const before = await totals();
    const again = (await upload(office, await rosterWorkbook({ faults: false }))).json();
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 24, bad: 0 });
    expect((await office.send('POST', `/api/rosters/${again.id}/commit`)).json().code).toBe('roster.nothing-to-import');
    const moved = DEMO_ROSTER.map((person, i) => (i === 1 ? { ...person, from: '2024-10-01' } : person));
    const corrected = (await upload(office, await rosterWorkbook({ people: moved, faults: false }))).json();
    expect(corrected.counts).toEqual({ new: 0, changed: 1, same: 23, bad: 0 });
    await office.send('POST', `/api/rosters/${corrected.id}/commit`);
    await world.app.get(JobRunner).drain();
    expect(await totals()).toEqual(before);
    const found = (await office.get(`/api/people?q=20240101`)).json().items;
    expect(found).toMatchObject([{ name: moved[1]!.name, posts: [{ from: '2024-10-01', post: '组织委员' }] }]);
  });

  test('two checks of one file import each person once', async () => {
    const people = [{ unit: '机械设计教工支部', name: '蒲云深', post: '纪检委员', from: '2025-03-01', number: '20250001' }];
    const [one, two] = [(await upload(office, await rosterWorkbook({ people, faults: false }))).json(), (await upload(office, await rosterWorkbook({ people, faults: false }))).json()];
    await Promise.all([one, two].map(({ id }) => office.send('POST', `/api/rosters/${id}/commit`)));
    await world.app.get(JobRunner).drain();
    expect((await office.get('/api/people?q=20250001')).json().items).toHaveLength(1);
    expect((await office.get(`/api/rosters/${one.id}`)).json().state).toBe('imported');
    expect((await office.get(`/api/rosters/${two.id}`)).json().state).toBe('imported');
  });

  test('a failure half way leaves nothing behind, and the import can be started again', async () => {
    const before = await totals();
    const people = ['华亭雪', '晁远山'].map((name, i) => ({ unit: '机械设计教工支部', name, post: '青年委员', from: '2025-03-01', number: String(20250101 + i) }));
    const { id } = (await upload(office, await rosterWorkbook({ people, faults: false }))).json();
    const api = world.app.get(PeopleApi);
    const appoint = api.appoint.bind(api);
    let calls = 0;
    api.appoint = (...args: Parameters<PeopleApi['appoint']>) => {
      calls += 1;
      if (calls === 2) throw new Error('power cut');
      return appoint(...args);
    };
    const first = await office.send('POST', `/api/rosters/${id}/commit`);
    await world.app.get(JobRunner).drain();
    api.appoint = appoint;
    expect((await office.get(`/api/jobs/${first.json().jobId}`)).json().state).toBe('failed');
    expect(await totals()).toEqual(before);
    await office.send('POST', `/api/rosters/${id}/commit`);
    await world.app.get(JobRunner).drain();
    expect(await totals()).toEqual({ people: before.people + 2, posts: before.posts + 2 });
  });

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['no zip', () => Buffer.from('姓名,单位'), 'file.not-zip'],
    ['nothing', () => new Uint8Array(0), 'file.empty'],
    ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file.old-format'],
    ['cut off', async () => (await rosterWorkbook()).subarray(0, 900), 'file.broken'],
    ['no header', () => rosterWorkbookWithout('姓名', '单位', '职务', '任职时间', '人员编号', '身份证号'), 'table.no-header'],
    ['a column missing', () => rosterWorkbookWithout('职务'), 'table.column-missing'],
  ])('a workbook with %s is refused with a code, never a 5xx', async (_, bytes, code) => {
    const answer = await upload(office, await bytes());
    expect(answer.json()).toMatchObject({ code });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });

  test('SEC-P another office neither imports here nor sees the roster', async () => {
    const hospital = await world.as('yuanban');
    expect((await upload(hospital, await rosterWorkbook())).json()).toMatchObject({ code: 'organisation.not-found', status: 404 });
    const { id } = (await upload(office, await rosterWorkbook())).json();
    for (const url of [`/api/rosters/${id}`, `/api/rosters/${id}/rows`, `/api/rosters/${id}/errors.xlsx`]) expect((await hospital.get(url)).statusCode).toBe(404);
    expect((await hospital.send('POST', `/api/rosters/${id}/commit`)).statusCode).toBe(404);
    const own = (await upload(hospital, await rosterWorkbook(), world.org('中共临江省人民医院委员会').id)).json();
    expect(own.counts).toEqual({ new: 0, changed: 0, same: 0, bad: DEMO_ROSTER.length + FAULTY_ROWS.length });
  });
});

async function rosterWorkbookWithout(...headers: string[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('@shuping/office');
  const kept = ['单位', '姓名', '职务', '任职时间', '人员编号', '身份证号'].filter((header) => !headers.includes(header));
  return writeXlsx({ sheets: [{ name: '名单', columns: [...kept, '备注', '电话'].map((header) => ({ header })), rows: [kept.map(() => '甲')] }] });
}
