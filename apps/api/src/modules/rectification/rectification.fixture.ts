import { randomUUID } from 'node:crypto';
import type { Stage } from '@shuping/scheme';
import { systemActor } from '../../platform/persistence/index.ts';
import { signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';

export const HOST = '/linjiang/jidian/';
const ACTOR = systemActor('spec');

export type TestUnit = { readonly orgId: string; readonly path: string; readonly name: string };
export type TestAssessee = { readonly id: string; readonly unit: TestUnit; readonly personId: string; readonly personName: string };

/** A unit of the department, by its number. */
export function unit(number: number, host = HOST): TestUnit {
  return { orgId: randomUUID(), path: `${host}zb${number}/`, name: `机电工程系第${number}党支部` };
}

/** A cycle of the host, without schemes. */
export async function cycleOf(booted: BootedApp, hostId: string, year: number, previousCycleId: string | null = null, stage: Stage = 'rectification', path = HOST, period = String(year)): Promise<string> {
  const id = randomUUID();
  await booted.uow.run(ACTOR, (tx) => tx.sql(
    `insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, previous_cycle_id, version)
     values (?, ?, ?, ?, ?, ?, ?, '机电工程系党总支', ?, ?, ?, '{}', '{}', ?, 1)`,
    [hostId, id, path, path, period, year, `${year}年度述职评议`, `${year}-01-01`, `${year}-12-31`, stage, previousCycleId],
  ));
  return id;
}

/** An assessee of a cycle. */
export async function assesseeOf(booted: BootedApp, hostId: string, cycleId: string, at: TestUnit, personId: string = randomUUID(), personName = '闻人叔夜'): Promise<TestAssessee> {
  const id = randomUUID();
  await booted.uow.run(ACTOR, (tx) => tx.sql(
    `insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, reason_code, reason, position, facts, listed_to, version)
     values (?, ?, ?, 'school', ?, ?, ?, ?, ?, '支部书记', ?, true, '', '', 0, '{}', '', 1)`,
    [hostId, id, at.path, cycleId, at.orgId, personId, at.name, personName, at.path],
  ));
  return { id, unit: at, personId, personName };
}

/** A branch secretary with the post at the unit. */
export async function secretaryOf(booted: BootedApp, at: TestUnit, more: readonly string[] = []): Promise<TestPerson> {
  const person = await signedIn(booted, { path: at.path, grants: [{ role: 'secretary', path: at.path }, ...more.map((role) => ({ role, path: HOST }))] });
  await booted.uow.run(ACTOR, (tx) => tx.sql(
    "insert into appointment (id, org_path, sector, person_id, org_id, post, from_day, version) values (?, ?, 'school', ?, ?, '支部书记', '2020-01-01', 1)",
    [randomUUID(), at.path, person.personId, at.orgId],
  ));
  return person;
}

/** Stores a small picture of proof with the unit; gives its id. */
export async function proofOf(booted: BootedApp, person: TestPerson, path: string): Promise<string> {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]);
  const payload = Buffer.concat([Buffer.from('--XX\r\nContent-Disposition: form-data; name="file"; filename="公开栏.png"\r\nContent-Type: image/png\r\n\r\n'), png, Buffer.from('\r\n--XX--\r\n')]);
  const answer = await booted.inject({ method: 'POST', url: `/api/files?orgPath=${encodeURIComponent(path)}&purpose=proof`, headers: { ...person.headers, 'content-type': 'multipart/form-data; boundary=XX' }, payload });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<{ id: string }>().id;
}
