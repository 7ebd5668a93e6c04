import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssesseeRow, LateActsOut, TodosOut } from '@shuping/contracts';
import { readXlsx } from '@shuping/office';
import { randomUUID } from 'node:crypto';
import { Principals } from '../../platform/authz/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, withClock, type CycleWorld } from './testing/cycle-world.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let cycleId = '';
let version = 1;

const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const remind = (body: object = {}, who: TestPerson = world.officer) => ask<{ sent: number; already: number; inTime: number; code: string }>(booted, who, 'POST', `/cycles/${cycleId}/reminders`, body);
const rows = async (query = ''): Promise<AssesseeRow[]> => (await ask<{ items: AssesseeRow[] }>(booted, world.officer, 'GET', `/cycles/${cycleId}/assessees${query}`)).body.items;
const todos = async (who: TestPerson) => (await ask<TodosOut>(booted, who, 'GET', '/todos')).body.items;
const advance = async (): Promise<void> => {
  const opened = await ask(booted, world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, version);
  expect(opened).toMatchObject({ status: 200 });
  version = Number(opened.body['version']);
};

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01', '2021-09-01']);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
  clock.set('2026-11-11');
  cycleId = String((await ask(booted, world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  version = Number((await ask(booted, world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, version)).body['version']);
  await advance();
}, 60_000);
afterAll(() => booted.close());

describe('R-C3 reminders', () => {
  test('nobody is reminded before reports are due, nor by who may not', async () => {
    expect(await remind()).toMatchObject({ status: 409, body: { code: 'cycle.too-early' } });
    clock.set('2026-11-20');
    await advance();
    expect(await remind()).toMatchObject({ status: 200, body: { sent: 0, already: 0 } });
    expect(await remind({}, foreign.officer)).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
    expect((await remind({}, world.secretaries[0]!)).status).toBe(403);
  });

  test('late authors are reminded once a day; it stands in their to-dos, in the list and in the audit', async () => {
    clock.set('2026-12-14');
    const [first] = await rows('?late=1');
    expect(await remind({ assesseeIds: [first!.id], note: '请于今日下班前提交' })).toMatchObject({ status: 200, body: { sent: 1, already: 0, inTime: 0 } });
    expect(await remind()).toMatchObject({ body: { sent: 2, already: 1 } });
    expect(await remind()).toMatchObject({ body: { sent: 0, already: 3 } });
    expect((await todos(world.secretaries[0]!))[0]).toMatchObject({ kind: 'write', lateDays: 2, reminded: { on: '2026-12-14', note: '请于今日下班前提交' } });
    expect((await rows()).map((row) => row.reminded)).toEqual([{ on: '2026-12-14', times: 1 }, { on: '2026-12-14', times: 1 }, { on: '2026-12-14', times: 1 }]);
    clock.set('2026-12-15');
    expect(await remind()).toMatchObject({ body: { sent: 3, already: 0 } });
    expect((await rows())[0]!.reminded).toEqual({ on: '2026-12-15', times: 2 });
    expect(await run("select count(*)::int as n from audit_entry where action = 'cycle.remind'")).toEqual([{ n: 3 }]);
  });

  test('one person with two late matters is reminded of them on one day once', async () => {
    clock.set('2026-12-16');
    const [first, second] = await rows();
    await run('update assessee set person_id = ? where id = ?', [world.secretaries[0]!.personId, second!.id]);
    expect(await remind({ assesseeIds: [first!.id] })).toMatchObject({ body: { sent: 1 } });
    expect(await remind({ assesseeIds: [second!.id] })).toMatchObject({ body: { sent: 0, already: 1 } });
    await run('update assessee set person_id = ? where id = ?', [world.secretaries[1]!.personId, second!.id]);
  });

  test('a report that is late at a step reminds those who vet there; the next step owes nothing yet', async () => {
    await insertPerAssessee(booted, 'report', cycleId, { state: 'vetting', round: 1, current_version: 1 });
    await insertPerAssessee(booted, 'report_version', cycleId, { number: 1, kind: 'submitted', made_at: '2026-12-16T04:00:00Z' });
    await run('update report_version v set report_id = r.id from report r where r.assessee_id = v.report_id');
    expect(await rows('?late=1')).toEqual([]);
    clock.set('2026-12-21');
    expect((await rows('?late=1'))[0]).toMatchObject({ report: { vetting: { step: 1, role: 'organiser' } }, due: '2026-12-19', lateDays: 2 });
    expect((await todos(world.leader)).find((one) => one.kind === 'vet')).toMatchObject({ reminded: null });
    expect(await remind()).toMatchObject({ body: { sent: 3 } });
    expect((await todos(world.leader)).find((one) => one.kind === 'vet')).toMatchObject({ lateDays: 2, reminded: { on: '2026-12-21' } });
    expect(await run("select distinct role, person_id from reminder where day = '2026-12-21'")).toEqual([{ role: 'organiser', person_id: '00000000-0000-0000-0000-000000000000' }]);
    await run('update report set step_index = 1');
    expect((await rows())[0]).toMatchObject({ reminded: { times: 4 } });
  });

  test('a reminder is read by its person and by the office only', async () => {
    const seen = async (who: TestPerson) => Number((await booted.uow.run((await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(Principals).build(tx, who.accountId, randomUUID())))!, (tx) => tx.sql<{ n: number }>('select count(*)::int as n from reminder')))[0]!.n);
    expect(await seen(foreign.officer)).toBe(0);
    expect(await seen(world.officer)).toBeGreaterThan(6);
    // the two of his own, and the one of his unit that waits at a step
    expect(await seen(world.secretaries[2]!)).toBe(3);
  });
});

describe('R-C3, R-H1, R-H2, R-I1 what is late beside reports', () => {
  const late = async (who: TestPerson = world.officer) => (await ask<LateActsOut>(booted, who, 'GET', `/cycles/${cycleId}/late`)).body;
  const urge = (body: object = {}, who: TestPerson = world.officer) => ask(booted, who, 'POST', `/cycles/${cycleId}/late/reminders`, body);

  test('talks, measures, tolerances and letters past their day stand in one list, longest late first', async () => {
    clock.set('2026-12-22');
    expect(await late()).toMatchObject({ kinds: [], items: [] });
    await insertPerAssessee(booted, 'action_item', cycleId, { state: 'open', action: 'talk', rule: 'low', role: 'organiser', due: '2026-12-20' }, 1);
    await insertPerAssessee(booted, 'problem', cycleId, { state: 'planned', title: '组织生活质量不高', found_on: '2026-12-18', source: 'comment', place: '0', deadline: '2026-12-21' }, 1);
    await insertPerAssessee(booted, 'problem', cycleId, { state: 'found', title: '发展党员台账不全', found_on: '2026-12-21', source: 'check', place: '1', source_key: 'check', deadline: null }, 1);
    await insertPerAssessee(booted, 'letter', cycleId, { kind: 'feedback', number: '1', issued_on: '2026-12-21' }, 1);
    await insertPerAssessee(booted, 'tolerance', cycleId, { kind: 'event', place: 'd', item: '', points: '4', ground: 'pioneering', reason: 'x', files: '[]', state: 'filed', filed_by: 'x', filed_on: '2026-12-01', opinion_due: '2026-12-19', decision_due: '2027-01-19' }, 1);
    expect((await late()).items.map((one) => [one.kind, one.due, one.lateDays])).toEqual([['tolerance', '2026-12-19', 3], ['talk', '2026-12-20', 2], ['problem', '2026-12-21', 1]]);
    clock.set('2027-03-01');
    expect((await late()).kinds.map((one) => `${one.kind} ${one.count}`).sort()).toEqual(['letter 1', 'list 1', 'problem 1', 'talk 1', 'tolerance 1']);
    expect((await late()).items[0]).toMatchObject({ personName: expect.stringContaining('书记'), orgName: expect.stringContaining('党支部') });
    expect((await ask(booted, world.secretaries[0]!, 'GET', `/cycles/${cycleId}/late`)).status).toBe(403);
    expect((await ask(booted, foreign.officer, 'GET', `/cycles/${cycleId}/late`)).status).toBe(404);
  });

  test('each is reminded of once a day and stands with the to-do of whoever owes it; reports have their own', async () => {
    const items = (await late()).items;
    const measure = items.find((one) => one.kind === 'problem')!;
    expect(await urge({ ids: [measure.id], note: '请抓紧' })).toMatchObject({ status: 200, body: { sent: 1, already: 0, inTime: 0 } });
    expect(await urge()).toMatchObject({ body: { sent: 4, already: 1 } });
    expect((await urge({}, world.secretaries[0]!)).status).toBe(403);
    expect((await urge({}, foreign.officer)).status).toBe(404);
    expect((await late()).items.find((one) => one.id === measure.id)?.reminded).toEqual({ on: '2027-03-01', times: 1 });
    const [owner] = await run('select person_id from problem where id = ?', [measure.id]);
    const author = world.secretaries.find((one) => one.personId === owner!['person_id'])!;
    expect((await todos(author)).find((one) => one.kind === 'prove')).toMatchObject({ reminded: { on: '2027-03-01', note: '请抓紧' } });
    expect((await todos(world.leader)).find((one) => one.kind === 'talk')).toMatchObject({ reminded: { on: '2027-03-01' } });
    expect((await rows())[0]).toMatchObject({ reminded: { times: 4 } });
    await run("update problem set state = 'submitted' where id = ?", [measure.id]);
    expect((await todos(world.officer)).find((one) => one.kind === 'verify')).toMatchObject({ reminded: null });
    for (const table of ['action_item', 'problem', 'letter', 'tolerance']) await run(`delete from ${table}`);
  });
});

describe('R-C1 the table as a workbook', () => {
  test('carries the filter, the columns and the order of the page', async () => {
    const get = (query: string, who: TestPerson = world.officer) => booted.inject({ method: 'GET', url: `/api/cycles/${cycleId}/assessees.xlsx${query}`, headers: who.headers });
    const book = await readXlsx(new Uint8Array((await get('')).rawPayload));
    if (!book.ok) throw new Error(book.error.code);
    const cells = book.value.sheets[0]!.rows.map((row) => row.map((cell) => cell ?? null));
    expect(cells.find((row) => row[0] === '单位')?.slice(0, 8)).toEqual(['单位', '述职对象', '领域', '稿次', '字数', '体检待改', '把关', '期限']);
    expect(cells.filter((row) => String(row[0]).endsWith('党支部')).map((row) => row[1])).toEqual(['书记1', '书记2', '书记3']);
    const filtered = await readXlsx(new Uint8Array((await get('?q=%E4%B9%A6%E8%AE%B02')).rawPayload));
    expect(filtered.ok && filtered.value.sheets[0]!.rows.filter((row) => String(row[0]).endsWith('党支部'))).toHaveLength(1);
    expect((await get('', world.secretaries[0]!)).statusCode).toBe(403);
    expect((await get('', foreign.officer)).statusCode).toBe(404);
  });
});
