import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CycleOverview, CycleUpgradeOut, LayerOut, ReportOut } from '@shuping/contracts';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, StandingClock, withClock, type CycleWorld } from './testing/cycle-world.ts';

const YEAR = 2026;
const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let foreign: CycleWorld;
let editor: TestPerson;
let cycleId = '';

const call = <T = Record<string, unknown>>(who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) => ask<T>(booted, who, method, url, payload, version);
const overview = async (): Promise<CycleOverview> => (await call<CycleOverview>(world.officer, 'GET', `/cycles/${cycleId}`)).body;
const advance = async () => call(world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, (await overview()).version);
const reopen = async () => call(world.officer, 'POST', `/cycles/${cycleId}/reopen`, { to: 'planning', reason: '换用新版方案' }, (await overview()).version);
const stage = (name: string) => booted.uow.run(systemActor('spec'), (tx) => tx.sql('update cycle set stage = ? where id = ?', [name, cycleId]));
const upgrade = async () => call<CycleUpgradeOut>(world.officer, 'POST', `/cycles/${cycleId}/upgrade`, undefined, (await overview()).version);
const seen = async (who: TestPerson = world.officer) => call<CycleUpgradeOut>(who, 'GET', `/cycles/${cycleId}/upgrade`);
const mine = async (who: TestPerson): Promise<ReportOut> => (await call<ReportOut>(who, 'GET', `/cycles/${cycleId}/my-report`)).body;
const write = async (who: TestPerson, sections: object[]) => call(who, 'PUT', `/reports/${(await mine(who)).id}`, { sections }, (await mine(who)).version);

const section = (id: string, title: string) => ({ op: 'add', path: 'report/sections', value: { id, kind: 'free', title: { text: title }, required: true, titles: [] } });

async function publish(changes: object[]): Promise<void> {
  const made = await call(editor, 'POST', '/layers', { orgId: world.host.id, sector: 'school', year: YEAR, from: 'empty' });
  const id = String(made.body['id']);
  expect((await call(editor, 'PUT', `/layers/${id}`, { changes, locks: [] }, 1)).status).toBe(200);
  const { version } = (await call<LayerOut>(editor, 'GET', `/layers/${id}`)).body;
  expect(await call(editor, 'POST', `/layers/${id}/publish`, undefined, version)).toMatchObject({ status: 200 });
}

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01', '2022-03-01']);
  foreign = await cycleWorld(booted, 'z9', ['2020-03-01']);
  editor = await signedIn(booted, { path: world.host.path, grants: [{ role: 'scheme_editor', path: world.host.path }] });
  clock.set('2026-11-11');
  await publish([section('talent', '人才工作')]);
  cycleId = String((await call(world.officer, 'POST', '/cycles', { hostId: world.host.id, year: YEAR })).body['id']);
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  expect((await call(world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, (await overview()).version)).status).toBe(200);
  expect(await advance()).toMatchObject({ status: 200, body: { stage: 'research' } });
  await stage('reporting');
}, 60_000);
afterAll(() => booted.close());

describe('R-B4 moving a cycle to a newer version', () => {
  test('while the versions are the newest there is nothing to move to; a foreign cycle is not there', async () => {
    expect((await seen()).body).toMatchObject({ items: [], may: { upgrade: { reason: 'cycle.schemes-frozen' } } });
    expect(await seen(foreign.officer)).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
    expect(await call(foreign.officer, 'POST', `/cycles/${cycleId}/upgrade`, undefined, 1)).toMatchObject({ status: 404, body: { code: 'cycle.not-found' } });
  });

  test('a running cycle keeps its version and says so; reopened, it shows the difference and its effect in counts', async () => {
    const [author, other] = world.secretaries;
    expect(await write(author!, [{ id: 'talent', text: '引进两名青年教师。' }, { id: 'problems', text: '一是调研不深。' }])).toMatchObject({ status: 200 });
    expect(await write(other!, [{ id: 'problems', text: '一是联系群众不够。' }])).toMatchObject({ status: 200 });
    await publish([section('young', '青年工作')]);
    expect(await upgrade()).toMatchObject({ status: 409, body: { code: 'cycle.schemes-frozen' } });
    expect((await reopen()).status).toBe(200);
    const { body } = await seen();
    expect(body.items).toMatchObject([{
      sector: 'school', effect: { reports: 3, gain: 3, gained: [{ id: 'young', title: { text: '青年工作' } }], lose: 1, lost: [{ id: 'talent', title: { text: '人才工作' } }], kept: 1, mustAnswer: 3, rescore: false },
    }]);
    expect(body.items[0]!.changes.map((one) => [one.path, one.who])).toEqual(expect.arrayContaining([['report/sections/talent', 'upstream'], ['report/sections/young', 'upstream']]));
    expect(body.may).toEqual({ upgrade: true });
  });

  test('no answer is lost: what was written in a section that went stays readable, through further saving', async () => {
    const [author] = world.secretaries;
    const before = (await overview()).schemes[0]!.hash;
    expect(await upgrade()).toMatchObject({ status: 200, body: { items: [] } });
    expect((await overview()).schemes[0]!.hash).not.toBe(before);
    expect(await upgrade()).toMatchObject({ status: 409, body: { code: 'cycle.no-upgrade' } });
    await booted.app.get(EventDispatcher).drain();
    await stage('reporting');
    const kept = [{ id: 'talent', title: { text: '人才工作' }, text: '引进两名青年教师。' }];
    expect(await mine(author!)).toMatchObject({ kept, sections: expect.not.arrayContaining([expect.objectContaining({ id: 'talent' })]) });
    expect(await write(author!, [{ id: 'young', text: '带教两名青年教师。' }])).toMatchObject({ status: 200 });
    expect(await mine(author!)).toMatchObject({ kept, sections: expect.arrayContaining([{ id: 'problems', text: '一是调研不深。' }, { id: 'young', text: '带教两名青年教师。' }]) });
    expect(await write(author!, [{ id: 'talent', text: '改写' }])).toMatchObject({ status: 422, body: { code: 'report.section-unknown' } });
  });

  test('a section that comes back brings its answer back', async () => {
    const [author] = world.secretaries;
    await publish([section('talent', '人才工作')]);
    await reopen();
    expect((await seen()).body.items[0]!.effect).toMatchObject({ gain: 3, lose: 1, lost: [{ id: 'young' }] });
    expect((await upgrade()).status).toBe(200);
    await stage('reporting');
    expect((await write(author!, [{ id: 'causes', text: '学得不够。' }])).status).toBe(200);
    expect(await mine(author!)).toMatchObject({ kept: [{ id: 'young', text: '带教两名青年教师。' }], sections: expect.arrayContaining([{ id: 'talent', text: '引进两名青年教师。' }]) });
  });

  test('each move leaves an audit entry', async () => {
    const entries = await booted.uow.run(systemActor('spec'), (tx) => tx.sql("select id from audit_entry where subject_id = ? and action = 'cycle.upgrade'", [cycleId]));
    expect(entries).toHaveLength(2);
  });
});
