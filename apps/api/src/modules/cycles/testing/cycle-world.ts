import { randomUUID } from 'node:crypto';
import type { Day, OrgPath } from '@shuping/kernel';
import { Clock } from '../../../platform/clock.ts';
import { systemActor } from '../../../platform/persistence/index.ts';
import { signedIn, type BootedApp, type BootOptions, type TestPerson } from '../../../testing/index.ts';

const ACTOR = systemActor('testing');

/** Clock of a spec: stands still until it is set to the noon of a day. */
export class StandingClock extends Clock {
  private at = new Date('2026-11-02T04:00:00Z');

  set(day: Day): void {
    this.at = new Date(`${day}T04:00:00Z`);
  }

  now(): Date {
    return this.at;
  }

  read(): Promise<Date> {
    return Promise.resolve(this.at);
  }
}

export const withClock = (clock: Clock): BootOptions => ({ override: (builder) => builder.overrideProvider(Clock).useValue(clock) });

export type WorldUnit = { readonly id: string; readonly path: OrgPath; readonly name: string };
export type WorldSecretary = TestPerson & { readonly unit: WorldUnit; readonly appointmentId: string; readonly name: string };
export type CycleWorld = { readonly host: WorldUnit; readonly units: readonly WorldUnit[]; readonly secretaries: readonly WorldSecretary[]; readonly officer: TestPerson; readonly leader: TestPerson };

/** A host under `/label/` with branches, of which the first `secretaries.length` have a secretary since the given days. */
export async function cycleWorld(booted: BootedApp, label: string, secretaries: readonly Day[], vacant = 0): Promise<CycleWorld> {
  const host: WorldUnit = { id: randomUUID(), path: `/${label}/d1/`, name: '机电工程系党总支' };
  const top = randomUUID();
  const units = Array.from({ length: secretaries.length + vacant }, (_, at): WorldUnit => ({ id: randomUUID(), path: `${host.path}b${at}/`, name: `第${at + 1}党支部` }));
  await booted.uow.run(ACTOR, async (tx) => {
    const org = (one: WorldUnit, parent: string | null, publishedTo: string, at: number) => tx.sql(
      "insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) values (?, ?, 'school', ?, ?, ?, ?, '', 'branch', ?, '2020-01-01', 1)",
      [one.id, one.path, publishedTo, parent, one.name, one.name.slice(0, 4), at],
    );
    await org({ id: top, path: `/${label}/`, name: '临江理工大学' }, null, '', 0);
    await org(host, top, `/${label}/`, 0);
    for (const [at, unit] of units.entries()) await org(unit, host.id, host.path, at);
    await tx.sql("insert into sector_enablement (id, org_path, published_to, org_id, sector, plugin_version, from_day, version) values (?, ?, ?, ?, 'school', '1.0.0', '2020-01-01', 1)", [randomUUID(), `/${label}/`, `/${label}/`, top]);
  });
  const people: WorldSecretary[] = [];
  for (const [at, from] of secretaries.entries()) {
    const unit = units[at]!;
    const person = await signedIn(booted, { path: unit.path, grants: [{ role: 'secretary', path: unit.path }] });
    const appointmentId = randomUUID();
    const name = `书记${at + 1}`;
    await booted.uow.run(ACTOR, async (tx) => {
      await tx.sql("insert into person (id, org_path, name, pinyin, initials, staff_number, sex, version) values (?, ?, ?, '', '', '', '', 1)", [person.personId, unit.path, name]);
      await tx.sql("insert into appointment (id, org_path, sector, org_id, person_id, post, from_day, version) values (?, ?, 'school', ?, ?, '党支部书记', ?, 1)", [appointmentId, unit.path, unit.id, person.personId, from]);
    });
    people.push({ ...person, unit, appointmentId, name });
  }
  const officer = await signedIn(booted, { path: host.path, grants: [{ role: 'host_officer', path: host.path }] });
  const leader = await signedIn(booted, { path: host.path, grants: [{ role: 'host_leader', path: host.path }, { role: 'vetter:organiser', path: host.path }] });
  return { host, units, secretaries: people, officer, leader };
}

export type Answer<T = Record<string, never>> = { readonly status: number; readonly body: T };

/** One request of a person; `version` goes out as If-Match. */
export async function ask<T = Record<string, unknown>>(booted: BootedApp, who: TestPerson, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object, version?: number): Promise<Answer<T>> {
  const answer = await booted.inject({
    method, url: `/api${url}`, ...(payload ? { payload } : {}),
    headers: { ...who.headers, ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
  });
  return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as T };
}

const FILLER: Record<string, unknown> = { integer: 0, bigint: 0, boolean: false, jsonb: '[]', 'timestamp with time zone': '2026-01-01T00:00:00Z' };

/** Puts rows of another module into its table for each included assessee of a cycle, with the columns of both and fillers for what else must not be null. */
export async function insertPerAssessee(booted: BootedApp, table: string, cycleId: string, values: Readonly<Record<string, unknown>>, limit = 1000): Promise<void> {
  await booted.uow.run(ACTOR, async (tx) => {
    const columns = await tx.sql<{ name: string; type: string }>("select column_name as name, data_type as type from information_schema.columns where table_name = ? and (is_nullable = 'NO' or column_name = any (string_to_array(?, ',')))", [table, ['assessee_id', 'person_id', ...Object.keys(values)].join()]);
    const own = new Set(['host_id', 'org_path', 'sector', 'cycle_id', 'person_id', 'org_id', 'org_name', 'person_name', 'position']);
    const params: unknown[] = [];
    const expressions = columns.map(({ name, type }) => {
      if (name in values) return params.push(values[name]), '?';
      if (name === 'id') return 'gen_random_uuid()';
      if (name === 'assessee_id') return 'a.id';
      if (name === 'source_key') return 'a.id::text';
      if (type === 'uuid' && !own.has(name)) return 'a.id';
      if (own.has(name)) return `a.${name}`;
      return params.push(FILLER[type] ?? ''), type === 'jsonb' ? '?::jsonb' : '?';
    });
    const typed = columns.map(({ type }, index) => `cast(${expressions[index]} as ${type})`);
    await tx.sql(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${typed.join(', ')} from assessee a where a.included and a.cycle_id = ? limit ${limit}`, [...params, cycleId]);
  });
}
