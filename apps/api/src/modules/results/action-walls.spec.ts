import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ActionOut } from '@shuping/contracts';
import { whereFor } from '@shuping/permissions';
import { Principals } from '../../platform/authz/index.ts';
import { withClient } from '../../platform/persistence/connections.ts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp, OpenDoors, type TestPerson } from '../../testing/index.ts';
import { ask, cycleWorld, insertPerAssessee, StandingClock, type CycleWorld } from '../cycles/testing/cycle-world.ts';
import { Clock } from '../../platform/clock.ts';
import { ActionItemRecord } from './result.entity.ts';

const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let doors: OpenDoors;
let cycleId = '';

const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));

beforeAll(async () => {
  booted = await bootApp({ override: (builder) => builder.overrideProvider(Clock).useValue(clock).overrideProvider(Principals).useClass(OpenDoors) });
  doors = booted.app.get(Principals) as OpenDoors;
  world = await cycleWorld(booted, 'a1', ['2020-03-01', '2021-09-01', '2021-09-01']);
  clock.set('2026-11-11');
  cycleId = String((await ask(booted, world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  const { version } = (await ask<{ version: number }>(booted, world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, 1)).body;
  expect((await ask(booted, world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, version)).status).toBe(200);
  await insertPerAssessee(booted, 'action_item', cycleId, { grade: 'yiban', rule: 'talk', action: 'talk', state: 'open' });
}, 60_000);
afterAll(() => booted.close());

const people = async (who: TestPerson): Promise<string[]> => {
  const principal = (await doors.load(who.accountId))!;
  const rows = await booted.uow.run(principal, (tx) => tx.em.find(ActionItemRecord, whereFor(principal.ability, 'read', 'ActionItem') as never));
  return rows.map((row) => row.personId);
};
const listed = async (who: TestPerson) => ask<{ items: ActionOut[] }>(booted, who, 'GET', `/actions?cycleId=${cycleId}`);

describe('R-H2 what a grade leads to is seen by whom it addresses', () => {
  test('a secretary reads what addresses him, in words, and may not close it; the office reads all', async () => {
    const [one, two] = world.secretaries;
    const own = await listed(one!);
    expect(own).toMatchObject({ status: 200, body: { items: [{ personName: '书记1', action: 'talk', state: 'open' }] } });
    expect(own.body.items[0]!.may['done']).toEqual({ reason: 'permission.own-action' });
    expect((await ask(booted, one!, 'POST', `/actions/${own.body.items[0]!.id}/done`, { record: '谈过', doneOn: '2026-11-11' }, 1)).status).toBe(403);
    expect((await listed(two!)).body.items.map((item) => item.personName)).toEqual(['书记2']);
    expect((await listed(world.officer)).body.items).toHaveLength(3);
  });

  test('the wall of the API torn down: the row policy holds, also where the post is gone', async () => {
    doors.open = true;
    const [one] = world.secretaries;
    expect(await people(one!)).toEqual([one!.personId]);
    await run('delete from role_grant where account_id = ?', [world.secretaries[2]!.accountId]);
    expect(await people(world.secretaries[2]!)).toEqual([world.secretaries[2]!.personId]);
    doors.open = false;
  });

  test('the row policy dropped: the filter of the ability holds; with both down all show', async () => {
    await withClient(booted.database.adminUrl, (client) => client.query('alter table action_item no force row level security; alter table action_item disable row level security'));
    const [one] = world.secretaries;
    expect(await people(one!)).toEqual([one!.personId]);
    expect((await listed(one!)).body.items).toHaveLength(1);
    doors.open = true;
    expect(await people(one!)).toHaveLength(3);
    doors.open = false;
  });
});
