import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readXlsx } from '@shuping/office';
import { randomUUID } from 'node:crypto';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { RectificationApi } from './index.ts';
import { assesseeOf, cycleOf, HOST, proofOf, secretaryOf, unit, type TestAssessee } from './rectification.fixture.ts';

type Row = { id: string; version: number; state: string; proofs: number; deadline: string; light: string; may: Record<string, true | { reason: string }>; title: string; repeatOf: string | null; history: { kind: string; text: string; byName: string; files: unknown[] }[] };

const hostId = randomUUID();
const one = unit(1);
let booted: BootedApp;
let office: TestPerson;
let leader: TestPerson;
let secretary: TestPerson;
let stranger: TestPerson;
let cycleId: string;
let mine: TestAssessee;

beforeAll(async () => {
  booted = await bootApp();
  [office, leader, secretary, stranger] = [
    await signedIn(booted, { grants: [{ role: 'host_officer', path: HOST }] }), await signedIn(booted, { grants: [{ role: 'host_leader', path: HOST }] }),
    await secretaryOf(booted, one), await signedIn(booted, { grants: [{ role: 'host_officer', path: '/linjiang/hulixi/' }] }),
  ];
  cycleId = await cycleOf(booted, hostId, 2026);
  mine = await assesseeOf(booted, hostId, cycleId, one, secretary.personId);
});
afterAll(() => booted.close());

const call = (person: TestPerson, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, version?: number) =>
  booted.inject({ method, url: `/api${url}`, headers: { ...person.headers, 'idempotency-key': randomUUID(), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, ...(payload ? { payload } : {}) });

const PLAN = { cause: '没有定人定时', measure: '逐件定办理人，月底前张贴', owner: '闻人叔夜', answerable: '顾怀瑾', level: 'limited' };

async function found(title: string, assesseeId = mine.id, source = 'superior'): Promise<Row> {
  const answer = await call(office, 'POST', '/problems', { assesseeId, source, title });
  expect(answer.statusCode).toBe(201);
  return answer.json<Row>();
}

async function step(person: TestPerson, row: Row, path: string, payload: object = {}): Promise<Row> {
  const answer = await call(person, 'POST', `/problems/${row.id}/${path}`, payload, row.version);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Row>();
}

async function submitted(title: string): Promise<Row> {
  let row = await step(secretary, await found(title), 'plan', PLAN);
  row = await step(secretary, row, 'progress', { text: '已经张贴', files: [await proofOf(booted, secretary, one.path)] });
  return step(secretary, row, 'submit', { text: '请验收' });
}

describe('R-I1, R-I2 life of an item', () => {
  test('found, planned, proved, submitted, sent back, proved again, verified, reopened: every step in the history and the audit log', async () => {
    let row = await submitted('党务公开栏半年未更新');
    row = await step(leader, row, 'send-back', { reason: '照片看不清日期' });
    expect(row).toMatchObject({ state: 'planned', proofs: 0 });
    expect((await call(secretary, 'POST', `/problems/${row.id}/submit`, {}, row.version)).json()).toMatchObject({ code: 'problem.proof-required', status: 422 });
    row = await step(secretary, row, 'progress', { text: '补照片', files: [await proofOf(booted, secretary, one.path)] });
    row = await step(secretary, row, 'submit');
    row = await step(office, row, 'verify', { text: '属实' });
    expect(row).toMatchObject({ state: 'closed', light: 'closed', closedBy: expect.any(String) });
    row = await step(leader, row, 'reopen', { reason: '抽查发现又停更' });
    expect(row).toMatchObject({ state: 'planned', proofs: 0, reopened: 1, closedOn: null, closedBy: '' });
    expect(row.history.map((entry) => entry.kind)).toEqual(['found', 'plan', 'proof', 'submit', 'send_back', 'proof', 'submit', 'verify', 'reopen']);
    expect(row.history[2]!.files).toEqual([{ id: expect.any(String), name: '公开栏.png' }]);
    const audit = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ action: string }>("select action from audit_entry where subject_id = ?", [row.id]));
    expect(audit.map((entry) => entry.action).sort()).toEqual(['problem.find', 'problem.plan', 'problem.progress', 'problem.progress', 'problem.reopen', 'problem.send-back', 'problem.submit', 'problem.submit', 'problem.verify']);
  });

  test('each command only where the machine has it', async () => {
    const row = await found('支委会记录缺两次');
    for (const [person, path, payload] of [[secretary, 'progress', { text: 'x' }], [secretary, 'submit', {}], [office, 'verify', {}], [office, 'send-back', { reason: 'x' }], [office, 'reopen', { reason: 'x' }]] as const) {
      expect((await call(person, 'POST', `/problems/${row.id}/${path}`, payload, row.version)).json()).toMatchObject({ code: 'problem.illegal-transition', status: 409 });
    }
    expect((await call(secretary, 'GET', `/problems/${row.id}`)).json().may).toMatchObject({ plan: true, submit: { reason: 'problem.illegal-transition' }, verify: { reason: 'permission.own-problem' } });
  });

  test('R-I6 nobody verifies, returns or reopens the own item, whatever else they are', async () => {
    const both = await secretaryOf(booted, unit(7), ['host_officer']);
    const at = await assesseeOf(booted, hostId, cycleId, unit(7), both.personId);
    let row = await step(office, await found('议定事项没有回音', at.id), 'plan', PLAN);
    row = await step(both, row, 'progress', { text: '有回音了', files: [await proofOf(booted, both, at.unit.path)] });
    row = await step(both, row, 'submit');
    expect(row.may).toMatchObject({ verify: { reason: 'permission.own-problem' }, send_back: { reason: 'permission.own-problem' } });
    expect((await call(both, 'POST', `/problems/${row.id}/verify`, {}, row.version)).json()).toMatchObject({ code: 'permission.own-problem', status: 403 });
    expect((await call(both, 'POST', `/problems/${row.id}/send-back`, { reason: 'x' }, row.version)).json()).toMatchObject({ code: 'problem.own-item', status: 403 });
    row = await step(office, row, 'verify');
    expect((await call(both, 'POST', `/problems/${row.id}/reopen`, { reason: 'x' }, row.version)).json()).toMatchObject({ code: 'permission.own-problem' });
  });

  test('R-I6 who entered the proof, for the secretary even, does not verify it; once it is sent back and proved by another, they may', async () => {
    let row = await step(office, await found('联系群众名单没有更新'), 'plan', PLAN);
    row = await step(office, row, 'progress', { text: '代为登记', files: [await proofOf(booted, office, one.path)] });
    row = await step(secretary, row, 'submit');
    const seen = (await call(office, 'GET', `/problems/${row.id}`)).json<Row>();
    expect(seen.may).toMatchObject({ verify: { reason: 'problem.own-proof' }, send_back: true });
    expect((await call(office, 'POST', `/problems/${row.id}/verify`, {}, row.version)).json()).toMatchObject({ code: 'problem.own-proof', status: 403 });
    row = await step(leader, row, 'send-back', { reason: '请本人补充' });
    row = await step(secretary, row, 'progress', { text: '名单已更新', files: [await proofOf(booted, secretary, one.path)] });
    row = await step(office, await step(secretary, row, 'submit'), 'verify');
    expect(row.state).toBe('closed');
  });

  test('proof lies with the unit; a foreign file, and one that is not there, are refused alike', async () => {
    const row = await step(secretary, await found('会议记录不全'), 'plan', PLAN);
    const elsewhere = await proofOf(booted, office, `${HOST}zb9/`);
    for (const file of [elsewhere, randomUUID()]) expect((await call(secretary, 'POST', `/problems/${row.id}/progress`, { text: 'x', files: [file] }, row.version)).json()).toMatchObject({ code: 'file.not-found', status: 404 });
    expect((await step(secretary, row, 'progress', { text: '只有文字' })).proofs).toBe(0);
  });

  test('a plan takes the deadline of its level, refuses one that is past, and lacks nothing', async () => {
    const row = await found('学习计划照抄上年');
    const today = new Date(Date.now() + 8 * 3_600_000);
    const due = new Date(today.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect((await call(secretary, 'POST', `/problems/${row.id}/plan`, { ...PLAN, deadline: '2020-01-01' }, row.version)).json()).toMatchObject({ code: 'problem.deadline-past', status: 422, at: 'deadline' });
    expect((await call(secretary, 'POST', `/problems/${row.id}/plan`, { ...PLAN, deadline: '2027-02-30' }, row.version)).json()).toMatchObject({ code: 'day.invalid', status: 422 });
    expect((await call(secretary, 'POST', `/problems/${row.id}/plan`, { ...PLAN, cause: '  ' }, row.version)).statusCode).toBe(400);
    expect(await step(secretary, row, 'plan', PLAN)).toMatchObject({ state: 'planned', deadline: due, light: 'running' });
  });
});

describe('R-K1 reach, versions and deletion', () => {
  test('foreign and unknown ids are not there, on every route', async () => {
    const row = await found('档案缺材料');
    for (const id of [row.id, randomUUID()]) {
      expect((await call(stranger, 'GET', `/problems/${id}`)).json()).toMatchObject({ code: 'problem.not-found', status: 404 });
      for (const [path, payload] of [['plan', PLAN], ['progress', { text: 'x' }], ['verify', {}], ['send-back', { reason: 'x' }], ['reopen', { reason: 'x' }]] as const) {
        expect((await call(stranger, 'POST', `/problems/${id}/${path}`, payload, 1)).json()).toMatchObject({ code: 'problem.not-found', status: 404 });
      }
    }
    const another = await secretaryOf(booted, unit(8));
    expect((await call(another, 'POST', `/problems/${row.id}/submit`, {}, 1)).json()).toMatchObject({ code: 'problem.not-found' });
    for (const id of [mine.id, randomUUID()]) expect((await call(stranger, 'POST', '/problems', { assesseeId: id, source: 'check', title: 'x' })).json()).toMatchObject({ code: 'assessee.not-found', status: 404 });
    for (const id of [cycleId, randomUUID()]) {
      expect((await call(stranger, 'GET', `/cycles/${id}/rectification`)).json()).toMatchObject({ code: 'cycle.not-found', status: 404 });
      expect((await call(stranger, 'POST', `/cycles/${id}/carry`, { toCycleId: id })).json()).toMatchObject({ code: 'cycle.not-found', status: 404 });
    }
    expect((await call(office, 'GET', '/problems/none')).statusCode).toBe(400);
  });

  test('SEC-P9 an act on an older state answers 409 with the present one, also when two come at once', async () => {
    const row = await found('联系点一次没去');
    const answers = await Promise.all([1, 2, 3].map(() => call(secretary, 'POST', `/problems/${row.id}/plan`, PLAN, row.version)));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
    expect(answers.find((answer) => answer.statusCode === 409)!.json()).toMatchObject({ code: 'request.version-stale', current: { id: row.id, state: 'planned' } });
    expect((await call(secretary, 'POST', `/problems/${row.id}/plan`, PLAN)).statusCode).toBe(428);
  });

  test('SEC-T5 nothing is deleted and no history rewritten, not even by the server itself', async () => {
    const row = await found('谈心谈话走过场');
    expect((await call(office, 'DELETE', `/problems/${row.id}`)).statusCode).toBe(404);
    const tried = (sql: string): Promise<unknown> => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql));
    // rows that nobody may delete are not there for a deletion; columns of an entry may not be written at all
    for (const sql of ['delete from problem_entry', 'delete from problem', 'delete from commitment']) await tried(sql);
    await expect(tried("update problem_entry set text = ''")).rejects.toThrow(/permission denied for table problem_entry/);
    const left = await booted.uow.run(systemActor('spec'), (tx) => tx.sql<{ text: string }>('select e.text from problem_entry e join problem p on p.id = e.problem_id where p.id = ?', [row.id]));
    expect(left).toEqual([{ text: '谈心谈话走过场' }]);
  });
});

describe('R-I1 lists, rates and the Excel file', () => {
  test('lateness first, filters, pages, and only the own items for a secretary', async () => {
    const cycle = await cycleOf(booted, hostId, 2025);
    const units = [unit(21), unit(22), unit(23)];
    const assessees = [];
    for (const at of units) assessees.push(await assesseeOf(booted, hostId, cycle, at));
    const rows: Row[] = [];
    for (const at of assessees) rows.push(await found(`流动党员联系不上 ${at.unit.name}`, at.id, 'public'));
    const due = ['2026-01-05', '2026-01-01', null];
    for (const [n, row] of rows.entries()) await booted.uow.run(systemActor('spec'), (tx) => tx.sql('update problem set deadline = ?, place = ? where id = ?', [due[n] ?? null, `0${due[n] ?? '9999-12-31'}`, row.id]));
    const list = async (query: string, person = office) => (await call(person, 'GET', `/problems?cycleId=${cycle}&${query}`)).json<{ items: Row[]; next?: string; total?: number }>();
    const all = await list('');
    expect(all.items.map((row) => row.id)).toEqual([rows[1]!.id, rows[0]!.id, rows[2]!.id]);
    expect(all.items[0]).toMatchObject({ light: 'overdue', lateDays: expect.any(Number), may: { plan: true, verify: { reason: 'problem.illegal-transition' } } });
    expect(all.total).toBe(3);
    expect((await list('due=overdue')).items).toHaveLength(2);
    expect((await list('due=running')).items.map((row) => row.id)).toEqual([rows[2]!.id]);
    expect([(await list('due=soon')).items, (await list('due=closed')).items, (await list('source=self')).items, (await list('q=%25')).items]).toEqual([[], [], [], []]);
    expect((await list(`orgId=${units[0]!.orgId}`)).total).toBe(1);
    expect((await list(`q=${encodeURIComponent('第22党')}`)).total).toBe(1);
    const first = await list('limit=2');
    const second = await list(`limit=2&after=${first.next!}`);
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(all.items.map((row) => row.id));
    expect([second.next, second.total]).toEqual([undefined, undefined]);
    expect((await list('mine=1', secretary)).items).toEqual([]);
    expect((await list('', secretary)).items).toEqual([]);
    expect((await call(office, 'GET', '/problems?after=x')).json()).toMatchObject({ code: 'request.bad-cursor', status: 400 });
  });

  test('as many queries for five rows as for one', async () => {
    const count = async (limit: number): Promise<number> => {
      const spy = jest.spyOn(booted.app.get(MikroORM).em.getConnection(), 'execute');
      const { items } = (await call(office, 'GET', `/problems?limit=${limit}`)).json<{ items: Row[] }>();
      expect(items).toHaveLength(limit);
      // sweeps of queue, outbox and audit run on the same connections
      const calls = spy.mock.calls.filter(([query]) => /problem|commitment|assessee|cycle|"?file"?/.test(String(query))).length;
      spy.mockRestore();
      return calls;
    };
    const one = await count(1);
    expect([one, await count(5)]).toEqual([2, 2]);
  });

  test('R-I7 closing rates are exact: reopened counts as never closed', async () => {
    const own = await cycleOf(booted, hostId, 2024);
    const a = await assesseeOf(booted, hostId, own, unit(31));
    const b = await assesseeOf(booted, hostId, own, unit(32));
    const rows = [await found('甲', a.id), await found('乙', a.id), await found('丙', b.id)];
    const set = (id: string, change: string) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(`update problem set ${change} where id = ?`, [id]));
    await set(rows[0]!.id, "state = 'closed'");
    await set(rows[1]!.id, "state = 'planned', deadline = '2020-01-01', reopened = 1");
    const answer = (await call(office, 'GET', `/cycles/${own}/rectification`)).json();
    expect(answer.total).toEqual({ opened: 3, closed: 1, carried: 0, running: 1, soon: 0, overdue: 1, reopened: 1, repeated: 0, rate: { exact: '1/3', shown: '33.3' } });
    expect(answer.units.map((u: { orgName: string; rate: { exact: string } }) => [u.orgName, u.rate.exact])).toEqual([[b.unit.name, '0'], [a.unit.name, '1/2']]);
    expect(answer).toMatchObject({ sources: [{ source: 'superior', count: 3 }], may: { carry: true, create: true, export: true } });
    const rates = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(RectificationApi).rates(tx, own));
    expect(rates.total.rate!.toString()).toBe('1/3');
    const book = await call(office, 'GET', `/problems/export?cycleId=${own}`);
    expect(book.headers['content-type']).toContain('spreadsheetml');
    const read = await readXlsx(book.rawPayload);
    expect(JSON.stringify(read)).toContain('乙');
    expect(JSON.stringify(read)).toContain('销号时间');
    expect((await call(secretary, 'GET', `/problems/export?cycleId=${own}`)).statusCode).toBe(403);
  });

  test('R-D3 commitments: made once, judged by the superior only, with a reason unless kept', async () => {
    const text = '上半年建好党员活动室';
    const made = await call(secretary, 'POST', '/commitments', { assesseeId: mine.id, text });
    expect(made.json()).toMatchObject({ state: 'made', number: 1, may: { judge: { reason: 'permission.own-problem' } } });
    expect((await call(secretary, 'POST', '/commitments', { assesseeId: mine.id, text })).json()).toMatchObject({ code: 'commitment.exists', status: 409 });
    const { id, version } = made.json<{ id: string; version: number }>();
    expect((await call(stranger, 'PATCH', `/commitments/${id}`, { state: 'kept' }, version)).json()).toMatchObject({ code: 'commitment.not-found', status: 404 });
    expect((await call(secretary, 'PATCH', `/commitments/${id}`, { state: 'kept' }, version)).statusCode).toBe(403);
    expect((await call(office, 'PATCH', `/commitments/${id}`, { state: 'broken' }, version)).json()).toMatchObject({ code: 'reason.required', at: '/note' });
    expect((await call(office, 'PATCH', `/commitments/${id}`, { state: 'partly', note: '建好未用' }, version)).json()).toMatchObject({ state: 'partly', note: '建好未用' });
    expect((await call(office, 'PATCH', `/commitments/${id}`, { state: 'kept' }, version)).json()).toMatchObject({ code: 'request.version-stale', current: { state: 'partly' } });
    // a project that the secretary leads is told from a promise; the owner or the office says so, over what they saw
    const seen = (await call(secretary, 'GET', `/commitments?cycleId=${cycleId}&mine=1`)).json().items[0];
    expect(seen).toMatchObject({ kind: 'promise', may: { sort: true } });
    expect((await call(stranger, 'PATCH', `/commitments/${id}/kind`, { kind: 'project' }, seen.version)).json()).toMatchObject({ code: 'commitment.not-found', status: 404 });
    expect((await call(secretary, 'PATCH', `/commitments/${id}/kind`, { kind: 'hobby' }, seen.version)).json()).toMatchObject({ status: 400 });
    expect((await call(secretary, 'PATCH', `/commitments/${id}/kind`, { kind: 'project' }, seen.version)).json()).toMatchObject({ kind: 'project', state: 'partly' });
    expect((await call(office, 'PATCH', `/commitments/${id}/kind`, { kind: 'contact_point' }, seen.version)).json()).toMatchObject({ code: 'request.version-stale', current: { kind: 'project' } });
    for (const [kind, total] of [['project', 1], ['promise', 0]]) expect((await call(office, 'GET', `/commitments?cycleId=${cycleId}&kind=${kind}`)).json()).toMatchObject({ total });
    expect((await call(secretary, 'GET', `/commitments?cycleId=${cycleId}&mine=1`)).json()).toMatchObject({ total: 1, items: [{ id }] });
    expect((await call(stranger, 'GET', `/commitments?cycleId=${cycleId}`)).json()).toMatchObject({ total: 0, items: [] });
  });
});
