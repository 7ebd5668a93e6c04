import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProposalOut } from '@shuping/contracts';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, type BootedApp } from '../../testing/index.ts';
import { ask, cycleWorld, StandingClock, withClock, type CycleWorld } from './testing/cycle-world.ts';

const MANY = 450;
const clock = new StandingClock();
let booted: BootedApp;
let world: CycleWorld;
let cycleId = '';
let version = 1;

const run = (sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql(sql, params));
const included = async (): Promise<number> => Number((await run('select count(*)::int as n from assessee where cycle_id = ? and included', [cycleId]))[0]!['n']);
const change = async (body: object) => {
  const answer = await ask(booted, world.officer, 'PATCH', `/cycles/${cycleId}/assessees`, body, version);
  if (answer.status === 200) version = Number(answer.body['version']);
  return answer;
};

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await cycleWorld(booted, 'a1', []);
  await run(`with unit as (
      insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version)
      select gen_random_uuid(), ? || 'm' || n || '/', 'school', ?, ?, '第' || n || '支部', '第' || n, '', 'branch', n, '2020-01-01', 1 from generate_series(1, ${MANY}) n returning id, org_path, position
    ), person_in as (
      insert into person (id, org_path, name, pinyin, initials, staff_number, sex, version) select gen_random_uuid(), org_path, '书记' || position, '', '', '', '', 1 from unit returning id, org_path
    )
    insert into appointment (id, org_path, sector, org_id, person_id, post, from_day, version) select gen_random_uuid(), u.org_path, 'school', u.id, p.id, '党支部书记', '2020-01-01', 1 from unit u join person_in p on p.org_path = u.org_path`, [world.host.path, world.host.path, world.host.id]);
  cycleId = String((await ask(booted, world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026 })).body['id']);
}, 60_000);
afterAll(() => booted.close());

describe(`R-C1 a list of ${MANY}`, () => {
  let people: { orgId: string; personId: string; appointmentId: string }[] = [];

  test('all who are proposed are taken in by one change set', async () => {
    const { body } = await ask<ProposalOut>(booted, world.officer, 'POST', `/cycles/${cycleId}/propose`, {});
    people = body.proposed.map(({ orgId, personId, appointmentId }) => ({ orgId, personId, appointmentId }));
    expect(people).toHaveLength(MANY);
    expect(await change({ include: people })).toMatchObject({ status: 200, body: { included: MANY, excluded: 0, unexplained: 0 } });
  });

  test('a change of one leaves the others as they are', async () => {
    const { orgId, personId } = people[449]!;
    expect(await change({ exclude: [{ orgId, personId, reasonCode: 'coverage.other', reason: '挂职在外' }] })).toMatchObject({ status: 200, body: { included: MANY - 1, excluded: 1 } });
    expect(await included()).toBe(MANY - 1);
    expect(await change({})).toMatchObject({ status: 200, body: { included: MANY - 1, excluded: 1 } });
    expect(await change({ include: [people[449]!] })).toMatchObject({ status: 200, body: { included: MANY, excluded: 0 } });
  });

  test('a decision is taken back by name while the year is planned; afterwards nobody disappears', async () => {
    const { orgId, personId } = people[0]!;
    expect(await change({ remove: [{ orgId, personId }] })).toMatchObject({ status: 200, body: { included: MANY - 1, unexplained: 1 } });
    expect(await change({ include: [people[0]!] })).toMatchObject({ status: 200, body: { included: MANY, unexplained: 0 } });
    clock.set('2026-11-11');
    const opened = await ask(booted, world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, version);
    expect(opened).toMatchObject({ status: 200, body: { stage: 'research' } });
    version = Number(opened.body['version']);
    expect(await change({ remove: [{ orgId, personId }] })).toMatchObject({ status: 422, body: { code: 'assessee.needs-reason' } });
    expect(await included()).toBe(MANY);
  });

  test('the row that an ended post left behind does not stop the change of another', async () => {
    await run("update appointment set to_day = '2026-01-01' where id = ?", [people[1]!.appointmentId]);
    const { orgId, personId } = people[2]!;
    expect(await change({ exclude: [{ orgId, personId, reasonCode: 'coverage.other', reason: '借调' }] })).toMatchObject({ status: 200, body: { included: MANY - 1 } });
  });
});
