import { randomUUID } from 'node:crypto';
import type { AssesseeRow, CycleOverview } from '@shuping/contracts';
import type { Day } from '@shuping/kernel';
import type { ScoreInputs } from '@shuping/scheme';
import { Grants } from '../../../platform/authz/index.ts';
import { EventDispatcher } from '../../../platform/outbox/index.ts';
import { systemActor } from '../../../platform/persistence/index.ts';
import { signedIn, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { ask, cycleWorld, type CycleWorld, type StandingClock } from '../../cycles/testing/cycle-world.ts';

const ACTOR = systemActor('testing');

/** A year at the stage of grading: figures entered, meeting sealed, nothing computed. */
export type ResultsWorld = CycleWorld & { readonly cycleId: string; readonly assessees: readonly string[]; readonly committee: TestPerson; readonly meetingId: string };

/** Makes a cycle of as many secretaries as there are inputs, frozen through the API, with the inputs in the tables of routine and meetings. */
export async function resultsWorld(booted: BootedApp, clock: StandingClock, label: string, inputs: readonly ScoreInputs[]): Promise<ResultsWorld> {
  const sql = (query: string, params: readonly unknown[]) => booted.uow.run(ACTOR, (tx) => tx.sql(query, params));
  const world = await cycleWorld(booted, label, inputs.map(() => '2020-03-01' as Day));
  clock.set('2026-11-12');
  const made = await ask<{ id: string }>(booted, world.officer, 'POST', '/cycles', { hostId: world.host.id, year: 2026, title: '2026年度机电工程系党支部书记述职评议考核' });
  const cycleId = made.body.id;
  const version = async () => (await ask<CycleOverview>(booted, world.officer, 'GET', `/cycles/${cycleId}`)).body.version;
  const include = world.secretaries.map((one) => ({ orgId: one.unit.id, personId: one.personId, appointmentId: one.appointmentId }));
  await ask(booted, world.officer, 'PUT', `/cycles/${cycleId}/assessees`, { include, exclude: [] }, await version());
  const opened = await ask(booted, world.officer, 'POST', `/cycles/${cycleId}/advance`, {}, await version());
  if (opened.status !== 200) throw new Error(JSON.stringify(opened.body));
  const rows = (await ask<{ items: AssesseeRow[] }>(booted, world.officer, 'GET', `/cycles/${cycleId}/assessees`)).body.items;
  const ids = world.secretaries.map((one) => rows.find((row) => row.personName === one.name)!.id);
  const meetingId = randomUUID();
  await sql(
    "insert into meeting (host_id, id, org_path, published_to, cycle_id, sectors, title, place, starts_at, phase, draw_seed, groups, confirmations, grouping, round_phases, waves, paper, seal_root, version) values (?, ?, ?, ?, ?, '[\"school\"]', '述职评议会', '', '2026-12-18T01:00:00Z', 'sealed', 'seed', '[]', '{}', '{\"rule\": \"together\"}', '{}', '[]', '{\"handedOut\": {}, \"ledgers\": {}}', '', 1)",
    [world.host.id, meetingId, world.host.path, world.host.path, cycleId],
  );
  for (const [at, one] of inputs.entries()) await enter(sql, world, { cycleId, meetingId, assesseeId: ids[at]!, at, inputs: one });
  await sql("update cycle set stage = 'grading' where id = ?", [cycleId]);
  clock.set('2026-12-22');
  const committee = await signedIn(booted, { path: world.host.path, grants: [{ role: 'committee', path: world.host.path }] });
  return { ...world, cycleId, assessees: ids, committee, meetingId };
}

type Sql = (query: string, params: readonly unknown[]) => Promise<unknown>;

async function enter(sql: Sql, world: CycleWorld, facts: { cycleId: string; meetingId: string; assesseeId: string; at: number; inputs: ScoreInputs }): Promise<void> {
  const { cycleId, meetingId, assesseeId, at, inputs } = facts;
  const { personId, unit } = world.secretaries[at]!;
  const figure = (node: string, item: string, value: number) => sql(
    "insert into officer_score (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, node, owner_role, item, value, note, files, entered_name, version) values (?, ?, ?, 'school', ?, ?, ?, ?, '', ?, ?, '', '[]', '', 1)",
    [world.host.id, randomUUID(), unit.path, cycleId, assesseeId, personId, node, item, String(value)],
  );
  for (const [node, value] of Object.entries(inputs.officer)) await figure(node, '', value);
  for (const [node, items] of Object.entries(inputs.sheets)) for (const [item, value] of Object.entries(items)) await figure(node, item, value);
  for (const event of inputs.events) {
    await sql(
      "insert into event_record (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, question, owner_role, matter, day, points, note, files, entered_name, withdrawn, version) values (?, ?, ?, 'school', ?, ?, ?, ?, '', ?, ?, ?, '', '[]', '', false, 1)",
      [world.host.id, randomUUID(), unit.path, cycleId, assesseeId, personId, event.question, event.matter, event.day, String(event.points)],
    );
  }
  for (const [group, tally] of Object.entries(inputs.tallies)) {
    await sql("insert into tally (host_id, id, org_path, sector, cycle_id, meeting_id, assessee_id, group_id, tally) values (?, ?, ?, 'school', ?, ?, ?, ?, ?::jsonb)", [world.host.id, randomUUID(), unit.path, cycleId, meetingId, assesseeId, group, JSON.stringify(tally)]);
  }
  await sql(
    "insert into leader_comment (host_id, id, org_path, sector, cycle_id, meeting_id, assessee_id, person_id, speaker, text, problems, version) values (?, ?, ?, 'school', ?, ?, ?, ?, '沈砚秋', '抓组织生活有办法，支部活动经常。', ?::jsonb, 1)",
    [world.host.id, randomUUID(), unit.path, cycleId, meetingId, assesseeId, personId, JSON.stringify([{ id: 'p1', title: '党员教育形式单一' }])],
  );
}

/** Opens the next stage through the API, under its guards, and lets every consumer of the event finish. */
export async function advance(booted: BootedApp, world: ResultsWorld): Promise<{ status: number; body: Record<string, unknown> }> {
  const { body } = await ask<CycleOverview>(booted, world.officer, 'GET', `/cycles/${world.cycleId}`);
  const answer = await ask(booted, world.officer, 'POST', `/cycles/${world.cycleId}/advance`, {}, body.version);
  await settle(booted);
  return answer;
}

export async function settle(booted: BootedApp): Promise<void> {
  await booted.app.get(EventDispatcher).drain();
  for (let n = 0; n < 100 && (await booted.uow.run(ACTOR, (tx) => tx.sql('select 1 from outbox'))).length > 0; n += 1) await new Promise((done) => setTimeout(done, 20));
}

export async function alsoCommittee(booted: BootedApp, person: TestPerson, path: string): Promise<void> {
  await booted.uow.run(ACTOR, async (tx) => {
    const given = await booted.app.get(Grants).grant(tx, { accountId: person.accountId, role: 'committee', path });
    if (!given.ok) throw new Error(given.error.code);
  });
}
