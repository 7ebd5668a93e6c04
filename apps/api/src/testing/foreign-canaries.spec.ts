import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { StandingClock } from '../modules/cycles/testing/cycle-world.ts';
import { Clock } from '../platform/clock.ts';
import { Principals } from '../platform/authz/index.ts';
import { openApi } from '../platform/http/openapi.ts';
import { withClient } from '../platform/persistence/connections.ts';
import { systemActor } from '../platform/persistence/index.ts';
import { bootApp, type BootedApp } from './boot-app.ts';
import { OpenDoors } from './open-doors.ts';
import type { TestPerson } from './people.ts';
import { sampleOf, type Schema } from './sample-body.ts';
import { CANARY, sowCanaries, twoCounties, type County } from './two-counties.ts';

jest.setTimeout(180_000);

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema };
type Route = { readonly path: string; readonly query: readonly Parameter[] };
/** Ids of one county by table. */
type Ids = ReadonlyMap<string, readonly string[]>;

/** Whose ids stand in a parameter, by its own name or the segment before it. */
const TABLES: Readonly<Record<string, string>> = {
  accounts: 'account', accountId: 'account', actions: 'action_item', assessees: 'assessee', assesseeId: 'assessee', batch: 'paper_batch', cycleId: 'cycle', cycles: 'cycle', files: 'file', guide: 'organisation', hostId: 'organisation', jobs: 'job', layers: 'scheme_layer', letters: 'letter',
  meeting: 'meeting', meetings: 'meeting', orgId: 'organisation', 'org-imports': 'org_import', organisations: 'organisation', parent: 'organisation', people: 'person', problems: 'problem', programmes: 'programme', reports: 'report', rosters: 'roster', subjectId: 'assessee', tolerances: 'tolerance', under: 'organisation', with: 'scheme_layer',
};
const PLAIN: Readonly<Record<string, string>> = { sector: 'school', year: '2026', lang: 'zh-CN', hash: '0'.repeat(64), round: 'r1', class: 'leaders', day: '2026-06-01', q: 'Zq' };
/** Texts that no route shows: marks of the server's own, and reminders, of which the day and how often are told. */
const NEVER_SHOWN = ['problem.source_key', 'report_version.hash', 'reorganisation.asked_name', 'organisation_change.short_before', 'reminder.by', 'reminder.note', 'programme_host.noted_by', 'programme_reminder.by', 'programme_reminder.note'];
const clock = new StandingClock();
let booted: BootedApp;
let foreign: County;
let own: County;
let province: TestPerson;
let doors: OpenDoors;
let routes: Route[];
let schemas: Record<string, Schema>;
let sown: ReadonlyMap<number, string>;
let ids: { readonly foreign: Ids; readonly own: Ids };

beforeAll(async () => {
  booted = await bootApp({ override: (builder) => builder.overrideProvider(Clock).useValue(clock).overrideProvider(Principals).useClass(OpenDoors) });
  doors = booted.app.get(Principals) as OpenDoors;
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  ({ counties: [foreign, own], province } = await twoCounties(booted, clock));
  await booted.uow.run(systemActor('Zq9999qZ'), async (tx) => Promise.resolve(tx.audit({ action: 'report.sign', subject: { type: 'Report', id: 'Zq9998qZ' }, orgPath: foreign.host.path })));
  sown = await sowCanaries(booted, foreign.city);
  ids = { foreign: await idsBelow(foreign), own: await idsBelow(own) };
  const document = openApi(booted.app);
  schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  routes = Object.entries(document.paths).filter(([, item]) => item.get !== undefined).map(([path, item]) => ({ path, query: ((item.get!.parameters ?? []) as unknown as Parameter[]).filter((one) => one.in === 'query') }));
}, 120_000);
afterAll(() => booted.close());

/** One id a table, of the row about the first secretary when there is one; of organisations the host and the city too, and the programme of the province, which goes to both. */
async function idsBelow({ city, secretaries, host }: County): Promise<Ids> {
  const found = new Map<string, readonly string[]>();
  await withClient(booted.database.adminUrl, async (admin) => {
    for (const table of new Set(Object.values(TABLES))) {
      const { rows } = await admin.query<{ id: string }>(`select id from ${table} where org_path ^@ $1 order by org_path = $2 desc, org_path = $3 desc, org_path limit 1`, [city, secretaries[0]!.unit.path, host.path]);
      found.set(table, rows.map(({ id }) => id));
    }
    const one = async (table: string, path: string): Promise<string> => (await admin.query<{ id: string }>(`select id from ${table} where org_path = $1`, [path])).rows[0]!.id;
    found.set('organisation', [await one('organisation', host.path), ...found.get('organisation')!, await one('organisation', city)]);
    found.set('programme', [...found.get('programme')!, await one('programme', '/p/')]);
  });
  return found;
}

/** Addresses of a route with the ids of one county: in the path and in what it needs; `filtered`: then with each filter in turn. */
function addresses({ path, query }: Route, of: Ids, filtered = true): string[] {
  const segments = path.split('/');
  const tableOf = (name: string): string | undefined => TABLES[name] ?? TABLES[segments[segments.indexOf(`{${name}}`) - 1]!];
  const values = (name: string, schema?: Schema): readonly string[] => {
    const table = tableOf(name);
    if (PLAIN[name] !== undefined) return [PLAIN[name]];
    if (table !== undefined) return of.get(table)!;
    if (schema === undefined) throw new Error(`${path}: say in TABLES what {${name}} names`);
    return [String(sampleOf(schema, schemas))];
  };
  const times = (texts: readonly string[], name: string, schema: Schema | undefined, put: (text: string, value: string) => string): string[] => texts.flatMap((text) => values(name, schema).map((value) => put(text, encodeURIComponent(value))));
  const paths = [...path.matchAll(/\{(\w+)\}/g)].reduce((texts, [hole, name]) => times(texts, name!, undefined, (text, value) => text.replace(hole, value)), [path]);
  const always = query.some(({ name }) => name === 'limit') ? '?limit=200' : '?';
  const needed = query.filter((one) => one.required).reduce((texts, { name, schema }) => times(texts, name, schema, (text, value) => `${text}&${name}=${value}`), paths.map((one) => one + always));
  const filters = query.filter(({ name, required }) => filtered && !required && (name === 'q' || TABLES[name] !== undefined));
  return [...needed, ...filters.map(({ name, schema }) => `${needed[0]!}&${name}=${encodeURIComponent(values(name, schema)[0]!)}`)];
}

/** Everything that an answer says: its headers, and its body, of an Office package each part. */
function said(answer: { headers: object; rawPayload: Buffer }): string {
  const bytes = answer.rawPayload;
  const parts = [decodeURIComponent(JSON.stringify(answer.headers).replace(/%(?![0-9A-F]{2})/gi, '')), bytes.toString('utf8')];
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return parts.join('\n');
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, name, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    parts.push((method === 0 ? data : inflateRawSync(data)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts.join('\n');
}

type Heard = { readonly url: string; readonly status: number; readonly canaries: readonly number[] };
/** Asks four at a time. */
async function hear(who: TestPerson, urls: Iterable<string>): Promise<Heard[]> {
  const heard: Heard[] = [];
  const left = [...new Set(urls)];
  const worker = async (): Promise<void> => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      const answer = await booted.inject({ method: 'GET', url, headers: who.headers });
      heard.push({ url, status: answer.statusCode, canaries: [...said(answer).matchAll(CANARY)].map(([, at]) => Number(at)) });
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return heard;
}
const named = (at: number): string => sown.get(at) ?? `audit ${at}`;

const ROLES = ['office of the city', 'administrator of the county', 'office of the host', 'vetter', 'secretary', 'evaluator', 'clerk and scrutineer', 'auditor'];

describe('SEC-P13 words of another county in the answers of every reading route', () => {
  test.each(ROLES)('%s: none', async (role) => {
    const who = own.readers[role]!;
    // of the own side one unit will do: what may leak is the other's
    const ofOwn: Ids = new Map([...ids.own].map(([table, all]) => [table, all.slice(0, 1)]));
    const asked = routes.map((route) => ({ route, urls: addresses(route, ofOwn, false) }));
    const there = await hear(who, asked.flatMap(({ urls }) => urls));
    const shut = new Set(there.filter(({ status }) => status === 403).map(({ url }) => url));
    // who may not ask at all is refused whatever the address holds: one of the other side's shows it
    const done = new Set(there.map(({ url }) => url));
    const beyond = asked.flatMap(({ route, urls }) => (urls.every((url) => shut.has(url)) ? addresses(route, ids.foreign, false).slice(0, 1) : addresses(route, ids.foreign)));
    const heard = [...there, ...(await hear(who, beyond.filter((url) => !done.has(url))))];
    expect(heard.filter(({ canaries }) => canaries.length > 0).map(({ url, canaries }) => `${url}: ${[...new Set(canaries)].map(named).join()}`)).toEqual([]);
    expect(heard.filter(({ status }) => status >= 500).map(({ url }) => url)).toEqual([]);
    expect(heard.filter(({ status }) => status === 200).length).toBeGreaterThan(8);
  });

  test('the live stream of each: nothing of what is done there, not even which', async () => {
    await booted.app.listen(0, '127.0.0.1');
    const { port } = booted.app.getHttpServer().address() as AddressInfo;
    const told = new Map(ROLES.map((role) => [role, '']));
    const abort = new AbortController();
    for (const role of ROLES) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/live`, { headers: { cookie: own.readers[role]!.cookie }, signal: abort.signal });
      void answer.body!.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write: (text) => void told.set(role, told.get(role)! + text) })).catch(() => undefined);
    }
    const act = (path: string, id: string): Promise<unknown> => booted.uow.run(systemActor('Zq9997qZ'), async (tx) => Promise.resolve(tx.audit({ action: 'report.sign', subject: { type: 'Report', id }, orgPath: path })));
    await act(foreign.host.path, 'Zq9996qZ');
    await act(own.host.path, 'done-here');
    // all streams are told at once
    for (let n = 0; n < 400 && !told.get('office of the host')!.includes('done-here'); n += 1) await pause(25);
    abort.abort();
    expect(told.get('office of the host')).toContain('done-here');
    expect([...told].filter(([, text]) => /Zq/.test(text) || !text.includes('open'))).toEqual([]);
  });

  test('control: their own people read each of them', async () => {
    const read = new Set<number>();
    const { readers } = foreign;
    // files say what pages say, and take long to make
    const plain = routes.filter(({ path }) => !/\.(docx|xlsx|pdf)$|\/export$/.test(path));
    const unread = (): string[] => [...sown].filter(([at]) => !read.has(at)).map(([, name]) => name);
    for (const who of [province, ...['auditor', 'administrator of the county', 'office of the host', 'secretary', 'clerk and scrutineer', 'office of the city', 'vetter'].map((role) => readers[role]!)]) {
      if (unread().length === NEVER_SHOWN.length) break;
      for (const one of await hear(who, plain.flatMap((route) => (who === province && !route.path.includes('programmes') ? [] : addresses(route, ids.foreign, false))))) one.canaries.forEach((at) => read.add(at));
    }
    expect(unread()).toEqual([...NEVER_SHOWN].sort());
    expect([read.has(9998), read.has(9999), sown.size > 90]).toEqual([true, true, true]);
  });

  test('control: with both walls down they show', async () => {
    await withClient(booted.database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity");
      for (const { name } of rows) await admin.query(`alter table ${name} no force row level security; alter table ${name} disable row level security`);
    });
    doors.open = true;
    const heard = await hear(own.readers['evaluator']!, routes.filter(({ path }) => !path.startsWith('/api/org-imports')).flatMap((route) => addresses(route, ids.foreign, false)));
    doors.open = false;
    const leaked = new Set(heard.flatMap(({ canaries }) => canaries).map(named));
    expect(leaked.size).toBeGreaterThan(60);
  });
});
