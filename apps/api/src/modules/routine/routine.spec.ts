import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventOut, InputPack, ScoresOut } from '@shuping/contracts';
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, StandingClock, withClock, type CycleWorld } from '../cycles/testing/cycle-world.ts';
import { RoutineApi } from './index.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let researcher: TestPerson;
let cycleId = '';
let first = '';
let second = '';
const proof = randomUUID();

const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const enter = (who: TestPerson, assessee: string, body: object) => call<{ code: string; cell: { value: string; version: number } }>(who, 'PUT', `/assessees/${assessee}/scores`, body);
const record = (who: TestPerson, assessee: string, body: object) => call<EventOut>(who, 'POST', `/assessees/${assessee}/events`, { question: 'b_honour', matter: '省级表彰', day: '2026-06-30', points: '2', files: [proof], ...body });

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01']);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
  researcher = await signedIn(booted, { path: world.host.path, grants: [{ role: 'scorer:research_group', path: world.host.path }] });
  clock.set('2026-11-11');
  cycleId = String((await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  const confirmed = await call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, 1);
  expect(await enter(world.officer, randomUUID(), { node: 'research', value: '90' })).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
  expect((await call(world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, Number(confirmed.body['version']))).status).toBe(200);
  [first, second] = (await run('select id from assessee where cycle_id = ? order by position', [cycleId])).map((row) => String(row['id'])) as [string, string];
  await run("insert into file (id, org_path, person_id, name, size, sha256, content_type, purpose, created_at) values (?, ?, null, '走访记录.pdf', 1, 'x', 'application/pdf', 'evidence', now())", [proof, world.host.path]);
}, 60_000);
afterAll(() => booted.close());

describe('R-D2 R-D4 the year’s record', () => {
  test('only the owner that the scheme names, or the office, enters a figure', async () => {
    expect(await enter(researcher, first, { node: 'research', value: '91.5', files: [proof] })).toMatchObject({ status: 200, body: { cell: { value: '91.5', version: 1 } } });
    expect(await enter(researcher, first, { node: 'comment_mark', value: '90' })).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
    expect(await enter(world.officer, first, { node: 'comment_mark', value: '94' })).toMatchObject({ status: 200 });
    expect((await enter(world.secretaries[0]!, first, { node: 'research', value: '100', files: [proof] })).status).toBe(403);
    expect(await enter(foreign.officer, first, { node: 'research', value: '90', files: [proof] })).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
  });

  test('bounds and evidence are those of the scheme, and name the node', async () => {
    expect(await enter(world.officer, second, { node: 'research', value: '100.5', files: [proof] })).toMatchObject({ status: 422, body: { code: 'score.out-of-bounds', params: { node: 'research', min: 0, max: 100 } } });
    expect(await enter(world.officer, second, { node: 'research', value: '90' })).toMatchObject({ status: 422, body: { code: 'score.evidence-required' } });
    expect(await enter(world.officer, second, { node: 'research', value: '90', files: [randomUUID()] })).toMatchObject({ status: 404, body: { code: 'file.not-found' } });
    expect(await enter(world.officer, second, { node: 'routine', value: '10' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, second, { node: 'routine', item: 'i_life', value: '25.5' })).toMatchObject({ status: 422, body: { code: 'score.out-of-bounds', params: { item: 'i_life', max: 25 } } });
    expect(await enter(world.officer, second, { node: 'routine', item: 'i_ideology', value: '3' })).toMatchObject({ status: 422, body: { code: 'score.out-of-bounds' } });
    expect(await enter(world.officer, second, { node: 'routine', item: 'i_ideology', value: '20' })).toMatchObject({ status: 200 });
    expect(await enter(world.officer, second, { node: 'composite', value: '90' })).toMatchObject({ status: 422, body: { code: 'score.unknown-node' } });
    expect(await enter(world.officer, second, { node: 'research', value: '9e1' })).toMatchObject({ status: 400 });
  });

  test('a cell that somebody else changed meanwhile is shown, not overwritten', async () => {
    expect(await enter(world.officer, first, { node: 'research', value: '70', files: [proof] })).toMatchObject({ status: 409, body: { code: 'request.version-stale', current: { value: '91.5', version: 1 } } });
    expect(await enter(world.officer, first, { node: 'research', value: '92', files: [proof], version: 1 })).toMatchObject({ status: 200, body: { cell: { value: '92', version: 2 } } });
    // taken back and changed at the same moment: one of the two, and what was changed stays
    for (let round = 0; round < 4; round += 1) {
      const both = await Promise.all([enter(world.officer, first, { node: 'comment_mark', value: null, version: 1 }), enter(world.officer, first, { node: 'comment_mark', value: '95', version: 1 })]);
      expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
      expect((await run("select value from officer_score where assessee_id = ? and node = 'comment_mark'", [first])).map((row) => row['value'])).toEqual(both[1]!.status === 200 ? ['95'] : []);
      await run("delete from officer_score where assessee_id = ? and node = 'comment_mark'", [first]);
      // two who enter it first
      const twice = await Promise.all(['90', '94'].map((value) => enter(world.officer, first, { node: 'comment_mark', value })));
      expect(twice.map((one) => one.body.code ?? one.status).sort()).toEqual([200, 'request.version-stale']);
    }
    expect(await enter(world.officer, first, { node: 'comment_mark', value: null, version: 1 })).toMatchObject({ status: 200, body: { cell: null } });
  });

  test('R27 R41 events need a question of their kind, points within bounds, and proof', async () => {
    expect(await record(world.officer, first, { question: 'i_life' })).toMatchObject({ status: 422, body: { code: 'event.unknown-question' } });
    expect(await record(world.officer, first, { points: '4' })).toMatchObject({ status: 422, body: { code: 'score.out-of-bounds' } });
    expect(await record(world.officer, first, { files: [] })).toMatchObject({ status: 422, body: { code: 'score.evidence-required' } });
    expect(await record(world.officer, first, { day: '2026-11-12' })).toMatchObject({ status: 422, body: { code: 'event.day-future' } });
    const kept = await record(world.officer, first, {});
    const taken = await record(world.officer, first, { question: 'v_conduct', matter: '误记', points: '9' });
    expect([kept.status, taken.status, taken.body.points]).toEqual([201, 201, '0']);
    expect(await call(foreign.officer, 'POST', `/events/${taken.body.id}/withdraw`, { reason: '误记' }, 1)).toMatchObject({ status: 404, body: { code: 'event.not-found' } });
    expect(await call(world.officer, 'POST', `/events/${taken.body.id}/withdraw`, { reason: '' }, 1)).toMatchObject({ status: 422, body: { code: 'reason.required' } });
    expect(await call(world.officer, 'POST', `/events/${taken.body.id}/withdraw`, { reason: '误记他人' }, 1)).toMatchObject({ status: 200, body: { withdrawn: true, may: { withdraw: { reason: 'event.withdrawn' } } } });
  });

  test('the port gives what scoring takes; withdrawn events do not count', async () => {
    const inputs = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(RoutineApi).inputs(tx, first));
    expect(inputs).toEqual({ officer: { research: 92 }, sheets: {}, external: {}, facts: { months_in_post: 81 }, events: [{ question: 'b_honour', matter: '省级表彰', day: '2026-06-30', points: 2 }] });
    const all = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(RoutineApi).inputsOfCycle(tx, cycleId));
    expect(all.get(first)).toEqual(inputs);
    expect(all.get(second)).toMatchObject({ sheets: { routine: { i_ideology: 20 } } });
  });

  test('the grid shows each reader the own part and who may edit', async () => {
    const grid = async (who: TestPerson) => (await call<ScoresOut>(who, 'GET', `/cycles/${cycleId}/scores`)).body;
    const office = await grid(world.officer);
    expect(office.nodes.map((node) => [node.id, node.owner, node.may['edit']])).toEqual([['routine', 'organiser', true], ['research', 'research_group', true], ['comment_mark', 'presiding_leader', true]]);
    expect(office.rows.map((row) => Object.keys(row.cells).sort())).toEqual([['research'], ['routine/i_ideology']]);
    const group = await grid(researcher);
    expect(group.nodes.map((node) => node.may['edit'])).toEqual([{ reason: 'permission.denied' }, true, { reason: 'permission.denied' }]);
    const mine = await grid(world.secretaries[0]!);
    expect(mine.rows).toMatchObject([{ assesseeId: first, cells: { research: { value: '92' } }, may: { edit: { reason: 'permission.own-score' } } }]);
    expect(await call(foreign.officer, 'GET', `/cycles/${cycleId}/scores`)).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
  });

  test('R-D6 the input pack is for the person and the office', async () => {
    const pack = await call<InputPack>(world.secretaries[0]!, 'GET', `/assessees/${first}/input-pack`);
    expect(pack).toMatchObject({ status: 200, body: { lastYear: null, scores: [{ node: 'research', value: '92', max: 100 }], events: [{ matter: '省级表彰', kind: 'bonus' }] } });
    expect((await call(world.officer, 'GET', `/assessees/${first}/input-pack`)).status).toBe(200);
    for (const who of [world.secretaries[1]!, foreign.officer]) expect(await call(who, 'GET', `/assessees/${first}/input-pack`)).toMatchObject({ status: 404, body: { code: 'assessee.not-found' } });
  });

  test('grading freezes the record', async () => {
    await run("update cycle set stage = 'grading'");
    expect(await enter(world.officer, second, { node: 'comment_mark', value: '90' })).toMatchObject({ status: 409, body: { code: 'cycle.too-late' } });
    expect(await record(world.officer, second, {})).toMatchObject({ status: 409, body: { code: 'cycle.too-late' } });
    expect((await call<ScoresOut>(world.officer, 'GET', `/cycles/${cycleId}/scores`)).body.nodes[0]!.may['edit']).toEqual({ reason: 'cycle.too-late' });
  });
});
