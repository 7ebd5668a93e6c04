import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { RectificationApi } from './index.ts';
import { assesseeOf, cycleOf, HOST, unit, type TestAssessee } from './rectification.fixture.ts';

const SYSTEM = systemActor('spec');
const hostId = randomUUID();
let booted: BootedApp;
let office: TestPerson;
beforeAll(async () => {
  booted = await bootApp();
  office = await signedIn(booted, { grants: [{ role: 'host_officer', path: HOST }] });
});
afterAll(() => booted.close());

const send = async (type: string, payload: object, key: string = randomUUID()): Promise<void> => {
  await booted.uow.run(SYSTEM, (tx) => {
    tx.emit({ type, key, payload, orgPath: HOST, hostId });
    return Promise.resolve(null);
  });
  await booted.app.get(EventDispatcher).drain();
  for (let n = 0; n < 50 && (await booted.uow.run(SYSTEM, (tx) => tx.sql('select 1 from outbox'))).length > 0; n += 1) await new Promise((done) => setTimeout(done, 20));
};
const post = (url: string, payload: object) => booted.inject({ method: 'POST', url: `/api${url}`, headers: { ...office.headers, 'idempotency-key': randomUUID() }, payload });
const get = async <T>(url: string) => (await booted.inject({ method: 'GET', url: `/api${url}`, headers: office.headers })).json<T>();
const itemsOf = (assessee: TestAssessee) => booted.uow.run(SYSTEM, (tx) => booted.app.get(RectificationApi).ofAssessee(tx, assessee.id));

const PROBLEMS = '一是流动党员联系不上。8 名在外党员半年没有参加组织生活。\n二是党务公开栏长期没有更新。\n三是谈心谈话记录不全。';
const CAUSES = '一是没有建立联系台账。\n二是没有定人负责。\n三是重业务轻党务。';
const MEASURES = '一是三月底前逐人联系到位。\n二是每月五日前更新一次。\n三是每季度谈一遍。';
const report = (assessee: TestAssessee, problems = PROBLEMS, reportId: string = randomUUID()) => ({
  reportId, assesseeId: assessee.id, cycleId: '', personId: assessee.personId, orgPath: assessee.unit.path, sector: 'school', hostId,
  sections: [{ id: 'p', kind: 'problems', text: problems }, { id: 'c', kind: 'causes', text: CAUSES }, { id: 'm', kind: 'measures', text: MEASURES }, { id: 'w', kind: 'commitments', text: '一是上半年建好活动室。\n二是每月讲一次党课。' }],
});

describe('R-I1, R-I5 what other modules announce', () => {
  test('an accepted report gives one item per problem with its cause and measure, and its promises; a repeat adds nothing', async () => {
    const cycle = await cycleOf(booted, hostId, 2031);
    const assessee = await assesseeOf(booted, hostId, cycle, unit(1));
    const payload = report(assessee);
    await send('report.accepted', payload, 'same');
    await send('report.accepted', payload, 'same');
    await send('report.accepted', payload, 'again under another key');
    expect(await itemsOf(assessee)).toMatchObject([
      { number: 1, source: 'self', state: 'found', title: '流动党员联系不上', detail: expect.stringContaining('8 名'), cause: '没有建立联系台账。', measure: '三月底前逐人联系到位。', personName: assessee.personName },
      { number: 2, title: '党务公开栏长期没有更新', cause: '没有定人负责。', measure: '每月五日前更新一次。' },
      { number: 3, title: '谈心谈话记录不全' },
    ]);
    const made = await booted.uow.run(SYSTEM, (tx) => booted.app.get(RectificationApi).commitmentsOf(tx, { assesseeId: assessee.id }));
    expect(made).toMatchObject([{ number: 1, state: 'made', text: '上半年建好活动室。' }, { number: 2, text: '每月讲一次党课。' }]);
    await send('report.accepted', report(assessee, `${PROBLEMS}\n四是支委会没有记录。`, payload.reportId));
    expect((await itemsOf(assessee)).map((item) => item.title)).toEqual(['流动党员联系不上', '党务公开栏长期没有更新', '谈心谈话记录不全', '支委会没有记录']);
  });

  test('R-F2 problems named in a comment; a repeat and an unknown assessee add nothing', async () => {
    const cycle = await cycleOf(booted, hostId, 2032);
    const assessee = await assesseeOf(booted, hostId, cycle, unit(1));
    const payload = { commentId: randomUUID(), meetingId: randomUUID(), cycleId: cycle, assesseeId: assessee.id, problems: [{ id: 'a', title: '抓党建与教学两张皮' }, { id: 'b', title: ' ' }] };
    await send('meeting.comment-recorded', payload);
    await send('meeting.comment-recorded', payload);
    await send('meeting.comment-recorded', { ...payload, assesseeId: randomUUID() });
    expect(await itemsOf(assessee)).toMatchObject([{ source: 'comment', title: '抓党建与教学两张皮', number: 1 }]);
  });

  test('屡改屡犯: the like item of last year of the same unit is found and linked', async () => {
    const last = await cycleOf(booted, hostId, 2033);
    const now = await cycleOf(booted, hostId, 2034, last);
    const at = unit(1);
    const before = await assesseeOf(booted, hostId, last, at);
    const neighbour = await assesseeOf(booted, hostId, now, unit(2));
    const after = await assesseeOf(booted, hostId, now, at);
    const old = (await post('/problems', { assesseeId: before.id, source: 'check', title: '党务公开栏半年没有更新' })).json<{ id: string }>();
    const again = (await post('/problems', { assesseeId: after.id, source: 'public', title: '党务公开栏大半年没有更新，看不到名单' })).json();
    expect(again).toMatchObject({ repeatOf: old.id, repeats: { id: old.id, cycleId: last } });
    expect((await post('/problems', { assesseeId: after.id, source: 'public', title: '发展党员漏一道程序' })).json()).toMatchObject({ repeatOf: null });
    expect((await post('/problems', { assesseeId: neighbour.id, source: 'public', title: '党务公开栏半年没有更新' })).json()).toMatchObject({ repeatOf: null });
    expect((await get<{ items: unknown[] }>(`/problems?cycleId=${now}&repeat=1`)).items).toHaveLength(1);
    // R-I6: the year after, the unit is told that its report has to answer; the neighbour is not
    const next = await cycleOf(booted, hostId, 2035, now, 'research');
    const [asked, spared] = [await assesseeOf(booted, hostId, next, at), await assesseeOf(booted, hostId, next, neighbour.unit)];
    expect(await get(`/assessees/${asked.id}/input-pack`)).toMatchObject({ again: [{ first: { id: old.id, year: 2033 }, last: { id: again.id, year: 2034 } }] });
    expect(await get(`/assessees/${spared.id}/input-pack`)).toMatchObject({ again: [] });
    // R-C1: a half-year finds nothing that is as last year, and asks no such question
    const half = await assesseeOf(booted, hostId, await cycleOf(booted, hostId, 2035, now, 'research', HOST, '2035-H1'), at);
    expect((await post('/problems', { assesseeId: half.id, source: 'public', title: '党务公开栏半年没有更新' })).json()).toMatchObject({ repeatOf: null });
    expect(await get(`/assessees/${half.id}/input-pack`)).toMatchObject({ period: '2035-H1', again: [] });
  });
});

type Carried = { carried: number; received: number; moved: number; left: unknown[] };

async function twoYears(year: number): Promise<{ last: string; next: string; at: TestAssessee; heir: TestAssessee; gone: TestAssessee }> {
  const last = await cycleOf(booted, hostId, year);
  const next = await cycleOf(booted, hostId, year + 1, last, 'planning');
  const same = unit(1);
  const at = await assesseeOf(booted, hostId, last, same);
  const gone = await assesseeOf(booted, hostId, last, unit(5));
  const heir = await assesseeOf(booted, hostId, next, same, randomUUID(), '冉志诚');
  await send('report.accepted', report(at));
  await send('meeting.comment-recorded', { commentId: randomUUID(), assesseeId: gone.id, problems: [{ id: 'a', title: '集体合同没有公示' }] });
  const [first, second] = await itemsOf(at);
  await booted.uow.run(SYSTEM, (tx) => tx.sql("update problem set state = 'planned', deadline = '2020-03-01', level = 'limited' where id = ?", [first!.id]));
  await booted.uow.run(SYSTEM, (tx) => tx.sql("update problem set state = 'closed' where id = ?", [second!.id]));
  return { last, next, at, heir, gone };
}

describe('R-I5 carry-over', () => {
  test('every open item that leaves arrives, once; closed ones stay; where nobody takes over, the item stays and is named', async () => {
    const { last, next, at, heir, gone } = await twoYears(2040);
    const first = (await post(`/cycles/${last}/carry`, { toCycleId: next })).json<Carried>();
    expect(first).toMatchObject({ carried: 2, received: 2, moved: 2, left: [{ title: '集体合同没有公示', orgName: gone.unit.name, reason: 'problem.no-assessee' }] });
    expect((await itemsOf(at)).map((item) => item.state)).toEqual(['carried', 'closed', 'carried']);
    expect(await itemsOf(heir)).toMatchObject([
      { source: 'carried', title: '流动党员联系不上', state: 'planned', deadline: '2020-03-01', personName: '冉志诚', cycleId: next },
      { source: 'carried', title: '谈心谈话记录不全', state: 'found', deadline: null },
    ]);
    const [one, two] = await Promise.all([post(`/cycles/${last}/carry`, { toCycleId: next }), post(`/cycles/${last}/carry`, { toCycleId: next })]);
    for (const again of [one!, two!]) expect(again.json()).toMatchObject({ carried: 2, received: 2, moved: 0 });
    const [received] = await itemsOf(heir);
    const detail = await get<{ carriedFrom: { cycleId: string }; history: { kind: string; text: string }[]; light: string }>(`/problems/${received!.id}`);
    expect(detail).toMatchObject({ carriedFrom: { cycleId: last, state: 'carried' }, light: 'overdue', history: [{ kind: 'received', text: '2040年度述职评议' }] });
    const source = await get<{ carriedTo: { id: string }; history: { kind: string; text: string }[] }>(`/problems/${(await itemsOf(at))[0]!.id}`);
    expect(source.carriedTo.id).toBe(received!.id);
    expect(source.history.at(-1)).toMatchObject({ kind: 'carry', text: '2041年度述职评议' });
  });

  test('only forward and within the host', async () => {
    const { last, next } = await twoYears(2050);
    const foreign = await cycleOf(booted, randomUUID(), 2060);
    expect((await post(`/cycles/${next}/carry`, { toCycleId: last })).json()).toMatchObject({ code: 'problem.carry-backwards', status: 422 });
    expect((await post(`/cycles/${last}/carry`, { toCycleId: last })).json()).toMatchObject({ code: 'problem.carry-backwards' });
    // R-C1: a part may be carried into the whole that ends with it, never the other way round
    const part = await cycleOf(booted, hostId, 2050, null, 'rectification', HOST, '2050-Q4');
    expect((await post(`/cycles/${last}/carry`, { toCycleId: part })).json()).toMatchObject({ code: 'problem.carry-backwards' });
    expect((await post(`/cycles/${part}/carry`, { toCycleId: last })).statusCode).toBe(200);
    expect((await post(`/cycles/${last}/carry`, { toCycleId: foreign })).json()).toMatchObject({ code: 'problem.carry-other-host', status: 422 });
    expect((await post(`/cycles/${last}/carry`, { toCycleId: randomUUID() })).json()).toMatchObject({ code: 'cycle.not-found', status: 404 });
  });

  test('opening research of the next year carries by itself, once; other stages carry nothing', async () => {
    const { next, at, heir } = await twoYears(2070);
    await send('cycle.stage-opened', { cycleId: next, stage: 'reporting' });
    expect(await itemsOf(heir)).toEqual([]);
    await send('cycle.stage-opened', { cycleId: next, stage: 'research' });
    await send('cycle.stage-opened', { cycleId: next, stage: 'research' });
    expect((await itemsOf(heir)).map((item) => item.source)).toEqual(['carried', 'carried']);
    expect((await itemsOf(at)).map((item) => item.state)).toEqual(['carried', 'closed', 'carried']);
  });
});
