import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TodosOut } from '@shuping/contracts';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, withClock, type CycleWorld } from '../cycles/testing/cycle-world.ts';
import { workedIn } from './todo-progress.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let researcher: TestPerson;
let chair: TestPerson;
let cycleId = '';
let version = 1;

const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, at?: number) => ask<T>(booted, who, method, url, payload, at);
const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const put = (table: string, values: Record<string, unknown>, limit?: number) => insertPerAssessee(booted, table, cycleId, values, limit);
const todos = async (who: TestPerson): Promise<TodosOut> => (await call<TodosOut>(who, 'GET', '/todos')).body;
const kinds = async (who: TestPerson): Promise<string[]> => (await todos(who)).items.map((item) => item.kind);
const advance = async (): Promise<void> => {
  const opened = await call(world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, version);
  expect(opened).toMatchObject({ status: 200 });
  version = Number(opened.body['version']);
};

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01']);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
  researcher = await signedIn(booted, { path: world.host.path, grants: [{ role: 'scorer:research_group', path: world.host.path }] });
  chair = await signedIn(booted, { path: world.host.path, grants: [{ role: 'committee', path: world.host.path }] });
}, 60_000);
afterAll(() => booted.close());

describe('the bar of the year shows the cycle somebody works in (R-C3)', () => {
  const stands = (...stages: ['2026' | '2026-H1' | '2025', Parameters<typeof workedIn>[0][number]['stage']][]) => workedIn(stages.map(([period, stage]) => ({ period, stage })))?.period;

  test('a half-year on its way to results stands before the year that is being planned, and the year before its half once it has begun', () => {
    expect(stands(['2026', 'planning'], ['2026-H1', 'grading'])).toBe('2026-H1');
    expect(stands(['2026', 'research'], ['2026-H1', 'grading'])).toBe('2026');
  });

  test('where only problems of a half-year or of last year are left, the year that is being planned stands; they stand when nothing is planned', () => {
    expect(stands(['2026', 'planning'], ['2026-H1', 'rectification'])).toBe('2026');
    expect(stands(['2026', 'planning'], ['2025', 'rectification'])).toBe('2026');
    expect(stands(['2025', 'rectification'])).toBe('2025');
    expect(stands()).toBeUndefined();
  });
});

describe('to-dos are derived from state and disappear with the work', () => {
  test('the office confirms assessees, then opens research; nobody else is asked', async () => {
    clock.set('2026-11-11');
    expect(await todos(world.officer)).toMatchObject({ items: [], progress: null, waitingForOthers: [], burden: null });
    cycleId = String((await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
    expect((await todos(world.officer)).items).toMatchObject([{ kind: 'confirm', due: '2026-11-10', lateDays: 1, href: `/cycles/${cycleId}/assessees`, count: 2 }]);
    const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
    version = Number((await call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, version)).body['version']);
    expect(await kinds(world.officer)).toEqual(['advance']);
    expect(await kinds(foreign.officer)).toEqual([]);
    expect(await kinds(world.secretaries[0]!)).toEqual([]);
    await advance();
    expect(await kinds(world.leader)).toEqual([]);
  });

  test('figures wait for their owner until the last one is entered', async () => {
    const file = randomUUID();
    await run("insert into file (id, org_path, person_id, name, size, sha256, content_type, purpose, created_at) values (?, ?, null, '走访记录.pdf', 1, 'x', 'application/pdf', 'evidence', now())", [file, world.host.path]);
    expect((await todos(researcher)).items).toMatchObject([{ kind: 'score', count: 2, due: '2026-12-10', title: { key: 'todo.score', params: { left: 2, all: 2 } } }]);
    const rows = await run('select id from assessee where cycle_id = ? order by position', [cycleId]);
    for (const { id } of rows) expect((await call(researcher, 'PUT', `/assessees/${String(id)}/scores`, { node: 'research', value: '90', files: [file] })).status).toBe(200);
    expect(await kinds(researcher)).toEqual([]);
    expect((await call(researcher, 'GET', '/todos/counts')).body).toEqual({});
  });

  test('a report waits for its author, then for the vetter of its step, then for the author again', async () => {
    clock.set('2026-11-20');
    await advance();
    const [author] = world.secretaries;
    expect((await todos(author!)).items).toMatchObject([{ kind: 'write', due: '2026-12-12', lateDays: 0, stage: 'reporting' }]);
    expect((await call(author!, 'GET', '/todos/counts')).body).toEqual({ home: 1, reports: 1 });
    await put('report', { state: 'vetting', round: 1, current_version: 1 });
    expect(await kinds(author!)).toEqual([]);
    expect((await todos(author!)).waitingForOthers).toMatchObject([{ who: '书记1', due: '2026-12-16' }]);
    expect((await todos(world.leader)).items.filter((item) => item.kind === 'vet').map((item) => item.waiting?.org).sort()).toEqual(['第1党支部', '第2党支部']);
    await run('update report set step_index = 1');
    expect((await kinds(world.leader)).filter((kind) => kind === 'vet')).toEqual([]);
    await run("update report set state = 'returned', step_index = 0");
    expect(await kinds(author!)).toEqual(['mend']);
    await run("update report set state = 'accepted'");
    expect(await kinds(author!)).toEqual([]);
  });

  test('meeting, comments, scores, grades and opinions each wait for those who may', async () => {
    clock.set('2026-12-17');
    await advance();
    expect(await kinds(world.officer)).toEqual(expect.arrayContaining(['meeting']));
    await put('meeting', { org_path: world.host.path, phase: 'planned', draw_seed: 'seed', groups: '[{"id":"leaders","due":6,"settled":{"votes":"own"}}]', starts_at: '2026-12-18T01:00:00Z' }, 1);
    const [meeting] = await run('select id from meeting');
    await put('agenda_item', { meeting_id: meeting!['id'], mode: 'stage', done: true });
    expect((await todos(world.officer)).items.find((item) => item.kind === 'meeting')).toMatchObject({ due: '2026-12-18', href: `/meetings/${String(meeting!['id'])}` });
    await advance();
    expect(await kinds(world.officer)).toContain('comment');
    await put('leader_comment', { meeting_id: meeting!['id'], text: '讲得实' });
    await run("update meeting set phase = 'sealed'");
    expect(await kinds(world.officer)).not.toContain('comment');
    expect(await kinds(world.officer)).not.toContain('meeting');
    clock.set('2026-12-21');
    await advance();
    expect(await kinds(world.officer)).toEqual(expect.arrayContaining(['compute', 'opinion']));
    await put('result', { number: 1, current: true, state: 'computed', score: '91.00', computed_grade: 'jiaohao' });
    expect(await kinds(chair)).toEqual(['grade']);
    await run("update result set state = 'decided', grade = 'jiaohao'");
    expect(await kinds(chair)).toEqual([]);
    await put('opinion', { achievements: '实', problems: '少', state: 'draft' });
    expect(await kinds(chair)).toEqual(['approve_opinion']);
    await run("update opinion set state = 'approved'");
    expect(await kinds(chair)).toEqual([]);
    expect(await kinds(world.leader)).toContain('advance');
  });

  test('ledger items and letters wait for the person, proof for the office', async () => {
    await run("update cycle set stage = 'rectification', version = version + 1");
    await put('problem', { state: 'found', title: '组织生活质量不高', found_on: '2026-12-18', source: 'comment', place: '0', deadline: null });
    await put('letter', { kind: 'feedback', number: '1', issued_on: '2026-12-30' }, 1);
    const [author] = world.secretaries;
    expect((await kinds(author!)).sort()).toEqual(['plan', 'receive']);
    // what stays undone past the scheme's days waits for the office
    expect(await kinds(world.officer)).not.toContain('unlisted');
    clock.set('2027-02-25');
    expect((await todos(world.officer)).items.filter((item) => ['unanswered', 'unlisted'].includes(item.kind)).map((item) => [item.kind, item.count])).toEqual(expect.arrayContaining([['unanswered', 1], ['unlisted', 2]]));
    await put('tolerance', { kind: 'event', place: 'd_notice', item: '', points: '4', ground: 'pioneering', reason: 'x', files: '[]', state: 'filed', filed_by: 'x', filed_on: '2026-12-20', opinion_due: '2026-12-30', decision_due: '2027-01-19' }, 1);
    const waiting = async (who: TestPerson) => (await todos(who)).items.filter((item) => item.kind.startsWith('tolerance_')).map((item) => [item.kind, item.due]);
    expect([await waiting(world.officer), await waiting(chair), await waiting(author!)]).toEqual([[['tolerance_review', '2026-12-30']], [], []]);
    await run("update tolerance set state = 'reviewed', opinion_on = '2026-12-22'");
    expect([await waiting(world.officer), await waiting(chair), await waiting(world.leader)]).toEqual([[], [['tolerance_decide', '2027-01-19']], []]);
    await run("update tolerance set state = 'approved'");
    clock.set('2026-12-21');
    await run("update letter set received_on = '2026-12-31'");
    await run("update problem set state = 'planned', deadline = '2026-12-20'");
    expect((await todos(author!)).items).toMatchObject([{ kind: 'prove', lateDays: 1 }]);
    expect((await todos(world.officer)).items.find((item) => item.kind === 'overdue')).toMatchObject({ count: 2, lateDays: 1 });
    await run("update problem set state = 'submitted'");
    expect(await kinds(author!)).toEqual([]);
    expect((await kinds(world.officer)).filter((kind) => kind === 'verify')).toHaveLength(2);
    expect(await kinds(foreign.officer)).toEqual([]);
  });
});
