import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { drawSpotChecks } from '@shuping/domain';
import { sampleScheme } from '@shuping/scheme/testing';
import { randomUUID } from 'node:crypto';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { assesseeOf, cycleOf, HOST, proofOf, secretaryOf, unit, type TestAssessee } from './rectification.fixture.ts';

type Row = { id: string; version: number; state: string; spot: string | null; reopened: number; satisfaction: object | null; asksMembers: boolean; may: Record<string, unknown>; history: { kind: string }[] };
type Draws = { items: { seed: string; share: number; pool: string[]; drawn: string[]; waiting: number; held: number; failed: number }[]; may: Record<string, unknown> };

const hostId = randomUUID();
const one = unit(1);
let booted: BootedApp;
let office: TestPerson;
let secretary: TestPerson;
let cycleId: string;
let mine: TestAssessee;

beforeAll(async () => {
  booted = await bootApp();
  [office, secretary] = [await signedIn(booted, { grants: [{ role: 'host_officer', path: HOST }] }), await secretaryOf(booted, one)];
  cycleId = await cycleOf(booted, hostId, 2026);
  mine = await assesseeOf(booted, hostId, cycleId, one, secretary.personId);
  const hash = randomUUID().replaceAll('-', '').padEnd(64, '0');
  const scheme = sampleScheme();
  await booted.uow.run(systemActor('spec'), async (tx) => {
    await tx.sql("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, 'school', '1', ?::jsonb, '{}', '[]')", [hash, JSON.stringify({ ...scheme, rectification: { ...scheme.rectification, spotCheckShare: 0.5, satisfaction: true } })]);
    await tx.sql("update cycle set schemes = jsonb_build_object('school', ?::text) where id = ?", [hash, cycleId]);
  });
});
afterAll(() => booted.close());

const call = (person: TestPerson, method: 'GET' | 'POST', url: string, payload?: object, version?: number) =>
  booted.inject({ method, url: `/api${url}`, headers: { ...person.headers, 'idempotency-key': randomUUID(), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, ...(payload ? { payload } : {}) });

async function step(person: TestPerson, row: Row, path: string, payload: object = {}): Promise<Row> {
  const answer = await call(person, 'POST', `/problems/${row.id}/${path}`, payload, row.version);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Row>();
}

async function prove(row: Row): Promise<Row> {
  const proved = await step(secretary, row, 'progress', { text: '已经张贴', files: [await proofOf(booted, secretary, one.path)] });
  return step(secretary, proved, 'submit', {});
}

async function submitted(title: string): Promise<Row> {
  const made = await call(office, 'POST', '/problems', { assesseeId: mine.id, source: 'superior', title });
  return prove(await step(secretary, made.json<Row>(), 'plan', { cause: '没有定人', measure: '定人定时', owner: '闻人叔夜', answerable: '顾怀瑾', level: 'limited' }));
}

/** Closed items as if they had been so for as many days. */
const aged = (days: number) => booted.uow.run(systemActor('spec'), (tx) => tx.sql("update problem set closed_on = to_char(closed_on::date - ?::int, 'YYYY-MM-DD') where cycle_id = ? and state = 'closed'", [days, cycleId]));
const ASKED = { asked: 12, satisfied: 11 };

describe('R-I4 satisfaction before closing', () => {
  test('where the scheme asks members, no item is closed without what they said, which is kept', async () => {
    const row = await submitted('党务公开栏半年未更新');
    expect(row).toMatchObject({ asksMembers: true, satisfaction: null });
    expect((await call(office, 'POST', `/problems/${row.id}/verify`, { text: '属实' }, row.version)).json()).toMatchObject({ code: 'problem.satisfaction-required', status: 422 });
    expect((await call(office, 'POST', `/problems/${row.id}/verify`, { satisfaction: { asked: 3, satisfied: 4 } }, row.version)).statusCode).toBe(400);
    expect(await step(office, row, 'verify', { text: '属实', satisfaction: ASKED })).toMatchObject({ state: 'closed', satisfaction: ASKED });
  });
});

describe('R-I6 spot checks by lot', () => {
  test('the share of the items closed for 90 days is drawn with the seed kept; one holds, one fails, is reopened and counts as never closed', async () => {
    for (const title of ['支委会记录缺两次', '流动党员联系不上', '谈心谈话记录不全']) await step(office, await submitted(title), 'verify', { satisfaction: ASKED });
    expect((await call(secretary, 'POST', `/cycles/${cycleId}/spot-checks`)).statusCode).toBe(403);
    expect((await call(office, 'POST', `/cycles/${cycleId}/spot-checks`)).json()).toMatchObject({ code: 'problem.draw-too-early', status: 409 });
    await aged(89);
    expect((await call(office, 'POST', `/cycles/${cycleId}/spot-checks`)).json()).toMatchObject({ code: 'problem.draw-too-early' });
    await aged(1);
    const answer = await call(office, 'POST', `/cycles/${cycleId}/spot-checks`);
    expect(answer.statusCode).toBeLessThan(300);
    const [draw] = answer.json<Draws>().items;
    expect(draw).toMatchObject({ share: 0.5, waiting: 2, held: 0, failed: 0 });
    expect(draw!.pool).toHaveLength(4);
    // anybody can repeat it
    expect(drawSpotChecks(draw!.pool, draw!.share, Number(draw!.seed))).toEqual(draw!.drawn);
    const rows = (await call(office, 'GET', `/problems?cycleId=${cycleId}&spot=drawn`)).json<{ items: Row[] }>().items;
    expect(rows.map((row) => row.id).sort()).toEqual([...draw!.drawn].sort());
    const [first, second] = rows as [Row, Row];
    expect((await call(secretary, 'POST', `/problems/${first.id}/spot-check`, { holds: true }, first.version)).statusCode).toBe(403);
    expect(await step(office, first, 'spot-check', { holds: true, text: '现场看过' })).toMatchObject({ state: 'closed', spot: 'held' });
    expect((await call(office, 'POST', `/problems/${second.id}/spot-check`, { holds: false }, second.version)).json()).toMatchObject({ code: 'reason.required' });
    const failed = await step(office, second, 'spot-check', { holds: false, text: '公开栏又停更' });
    expect(failed).toMatchObject({ state: 'planned', spot: 'failed', reopened: 1, satisfaction: null });
    expect(failed.history.map((entry) => entry.kind).slice(-2)).toEqual(['drawn', 'failed']);
    expect((await call(office, 'GET', `/cycles/${cycleId}/spot-checks`)).json<Draws>().items[0]).toMatchObject({ waiting: 0, held: 1, failed: 1 });
    const { total } = (await call(office, 'GET', `/cycles/${cycleId}/rectification`)).json<{ total: object }>();
    expect(total).toMatchObject({ opened: 4, closed: 3, running: 1, reopened: 1 });
  });

  test('an item that was not drawn is not checked; what was checked is not drawn again, what failed is, once it is closed again', async () => {
    const rows = (await call(office, 'GET', `/problems?cycleId=${cycleId}&state=closed`)).json<{ items: Row[] }>().items;
    const free = rows.find((row) => row.spot === null)!;
    const held = rows.find((row) => row.spot === 'held')!;
    expect((await call(office, 'POST', `/problems/${free.id}/spot-check`, { holds: true }, free.version)).json()).toMatchObject({ code: 'problem.not-drawn', status: 409 });
    const failed = (await call(office, 'GET', `/problems?cycleId=${cycleId}&spot=failed`)).json<{ items: Row[] }>().items[0]!;
    await step(office, await prove(failed), 'verify', { satisfaction: ASKED });
    await aged(90);
    const { pool } = (await call(office, 'POST', `/cycles/${cycleId}/spot-checks`)).json<Draws>().items[0]!;
    expect([pool.includes(held.id), pool.includes(failed.id), pool.includes(free.id)]).toEqual([false, true, true]);
  });
});

describe('R-I3 common problems', () => {
  type Common = { groups: { title: string; orgs: number; members: { id: string; orgName: string }[] }[]; raised: { id: string; members: number; closed: number }[]; may: Record<string, unknown> };
  const common = async (person: TestPerson) => (await call(person, 'GET', `/cycles/${cycleId}/common-problems`)).json<Common>();
  const raise = (person: TestPerson, body: object) => call(person, 'POST', `/cycles/${cycleId}/common-problems`, body);

  test('like items of two units are offered, confirmed by name and raised to a measure of the host; its members show it; who raised it does not verify it', async () => {
    const other = await assesseeOf(booted, hostId, cycleId, unit(2));
    const found = async (assesseeId: string, title: string) => (await call(office, 'POST', '/problems', { assesseeId, source: 'superior', title })).json<Row>().id;
    const ids = [await found(mine.id, '党员教育形式比较单一'), await found(other.id, '党员教育的形式单一')];
    const offered = (await common(office)).groups;
    expect(offered.map((group) => [group.orgs, group.members.map((one) => one.id).sort()])).toContainEqual([2, [...ids].sort()]);
    expect((await common(secretary)).groups).toEqual([]);
    expect((await raise(secretary, { title: '党员教育形式单一', members: ids })).statusCode).toBe(403);
    const twice = [ids[0], await found(mine.id, '党员教育形式单一问题')];
    expect((await raise(office, { title: '党员教育形式单一', members: twice })).json()).toMatchObject({ code: 'problem.common-one-unit' });
    const raised = await raise(office, { title: '党员教育形式单一、吸引力不强', members: ids });
    expect(raised.statusCode).toBe(201);
    const host = raised.json<Row & { members: { id: string }[]; source: string; orgName: string }>();
    expect(host).toMatchObject({ source: 'common', orgName: '机电工程系党总支', state: 'found' });
    expect(host.members.map((one) => one.id).sort()).toEqual([...ids].sort());
    expect((await raise(office, { title: '再来一次', members: ids })).json()).toMatchObject({ code: 'problem.in-common' });
    expect((await call(office, 'GET', `/problems/${ids[0]}`)).json()).toMatchObject({ commonId: host.id, common: { id: host.id, title: '党员教育形式单一、吸引力不强' } });
    expect((await call(secretary, 'GET', `/problems/${ids[0]}`)).json<Row>().history.at(-1)).toMatchObject({ kind: 'joined', text: '党员教育形式单一、吸引力不强' });
    const after = await common(office);
    expect(after.raised).toMatchObject([{ id: host.id, members: 2, closed: 0 }]);
    expect(after.groups.flatMap((group) => group.members.map((one) => one.id)).some((id) => ids.includes(id))).toBe(false);
    // the measure of the host goes the way of every item, in the hands of whoever raised it, and is verified by another
    const planned = await step(office, host, 'plan', { cause: '培训供给不足', measure: '统一编制教育计划', owner: '系党总支', answerable: '顾怀瑾', level: 'long' });
    const proved = await step(office, planned, 'progress', { text: '已印发计划', files: [await proofOf(booted, office, HOST)] });
    const handed = await step(office, proved, 'submit');
    expect((await call(office, 'POST', `/problems/${host.id}/verify`, { satisfaction: ASKED }, handed.version)).statusCode).toBe(403);
    const leader = await signedIn(booted, { grants: [{ role: 'host_leader', path: HOST }] });
    expect(await step(leader, handed, 'verify', { text: '属实', satisfaction: ASKED })).toMatchObject({ state: 'closed' });
  });
});
