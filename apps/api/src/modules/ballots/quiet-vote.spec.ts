import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, takeTickets, type Pocket } from '@shuping/ballot-box';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { worldOf, type World } from '../meetings/testing/world.ts';

type Answer = { readonly status: number; readonly text: string };

const HEADS = { leaders: 6, peers: 8, members_public: 22 };
const ITEMS = ['overall', 'theme', 'foundation', 'weak', 'fortress', 'duty'];
const KEYS = ['17', '42'].map((seed) => seed.repeat(32));
/** Both sides of the server: the roster's tables and the ballot box. */
const SIDES = ['public', 'ballot'] as const;

let booted: BootedApp;
let w: World;
let admin: pg.Client;
let id: string;
let voters: Pocket[];
beforeAll(async () => {
  booted = await bootApp();
  w = await worldOf(booted);
  admin = new pg.Client({ connectionString: booted.database.adminUrl });
  await admin.connect();
  await openVoting();
}, 120_000);
afterAll(async () => {
  await admin.end();
  await booted.close();
});

async function call(who: TestPerson | null, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await booted.inject({ method, url, headers: { ...(who?.headers ?? {}), ...headers }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, text: answer.body };
}

async function must<T>(promise: Promise<Answer>): Promise<T> {
  const { status, text } = await promise;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const at = (rest = ''): string => `/api/meetings/${id}${rest}`;

async function command(name: string, confirmed: boolean): Promise<void> {
  if (confirmed) for (const [n, one] of w.scrutineers.entries()) await must(call(one, 'POST', at('/confirmations'), { command: name, ...(name === 'open_voting' ? { recountKey: KEYS[n] } : {}) }));
  await must(call(w.clerk, 'POST', at('/phase'), { command: name }));
}

async function openVoting(): Promise<void> {
  id = (await must<{ id: string }>(call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: '评议会', startsAt: '2026-12-20T06:00:00.000Z' }, { 'idempotency-key': randomUUID() }))).id;
  const { version } = await must<{ version: number }>(call(w.officer, 'GET', at()));
  await must(call(w.officer, 'PUT', at('/groups'), { due: HEADS }, { 'if-match': `"${version}"` }));
  const { slips } = await must<{ slips: { secret: string }[] }>(call(w.clerk, 'POST', at('/slips'), { numbers: HEADS }));
  await command('open_check_in', false);
  await must(call(w.clerk, 'PUT', at('/attendance'), { present: HEADS, handedOut: HEADS }));
  const taking = slips.map((slip) => takeTickets((path, body) => must(call(null, 'POST', `/vote/${id}/${path}`, body)), id, slip.secret, (n) => new Uint8Array(randomBytes(n))));
  voters = await Promise.all(taking);
  await command('close_check_in', false);
  for (const a of w.assessees) await must(call(w.officer, 'PUT', at(`/comments/${a.id}`), { speaker: '主持人', text: '意见', problems: [] }));
  await command('open_voting', true);
}

const cast = (list: readonly Pocket[], option: string): Promise<unknown> => Promise.all(list.map((voter) => must(call(null, 'POST', `/vote/${id}/ballots`, castBody(voter, 'r1', Object.fromEntries(w.assessees.map((a) => [a.id, Object.fromEntries(ITEMS.map((item) => [item, option]))])))))));

/** Every reading route with ids of this meeting, its cycle or its first assessee. */
function readings(): string[] {
  const { paths } = JSON.parse(readFileSync(new URL('../../../../../docs/api/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, object> };
  const own = (path: string): string => (path.includes('/cycles/') ? w.cycleId : path.includes('/assessees/') ? w.assessees[0]!.id : id);
  return Object.entries(paths).filter(([path, methods]) => 'get' in methods && !path.includes('/jobs') && !path.includes('/session')).map(([path]) => path
    .replace('{id}', own(path)).replace('{meeting}', id).replace('{round}', 'r1').replace('{class}', 'peers').replace('{sector}', 'school').replace('{year}', '2026').replace('{lang}', 'en').replace(/\{\w+\}/g, w.hostId));
}

/** What everybody is told on every route, without what changes by itself: traces, times, and the room on a disk that other programs fill too, told in whole steps. */
async function told(people: Readonly<Record<string, TestPerson | null>>): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const [role, who] of Object.entries(people)) {
    for (const url of readings()) {
      const { status, text } = await call(who, 'GET', url.startsWith('/api/meetings/') || !url.endsWith('/meetings') ? url : `${url}?cycleId=${w.cycleId}`);
      const plain = text.replace(/"traceId":"[^"]*"/g, '').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '').replace(/"percent":\d+,"free":"\d+(\.\d)? [KMGT]?B"/g, '');
      // files of office programs hold the moment they were made
      out.set(`${role} GET ${url.replace(id, ':meeting')}`, `${status} ${text.startsWith('PK') ? 'file' : plain}`);
    }
  }
  return out;
}

/** Without the turnout, which is coarse by design. */
const marksOnly = (text: string | undefined): string => (text ?? '').replace(/"(voted|step)":(\d+|null)/g, '');
const different = (a: Map<string, string>, b: Map<string, string>, of: (text: string | undefined) => string = (text) => text ?? ''): string[] => [...b].filter(([key, value]) => of(a.get(key)) !== of(value)).map(([key]) => key);

/** Transactions of whose rows something stands in a side. */
async function transactions(side: string): Promise<Set<string>> {
  const { rows } = await admin.query<{ name: string }>('select quote_ident(n.nspname) || \'.\' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = \'r\'', [side]);
  const found = new Set<string>();
  for (const { name } of rows) for (const row of (await admin.query<{ xid: string }>(`select distinct xmin::text as xid from ${name}`)).rows) found.add(row.xid);
  return found;
}

async function shared(): Promise<{ both: string[]; seen: number }> {
  const [roster, box] = [await transactions(SIDES[0]), await transactions(SIDES[1])];
  return { both: [...roster].filter((xid) => box.has(xid)), seen: roster.size + box.size };
}

describe('SEC-B7 early tallies', () => {
  test('on no reading route is anybody told more after a ballot than before, but for the turnout in coarse steps', async () => {
    const people = { officer: w.officer, clerk: w.clerk, secretary: w.secretary, committee: await signedIn(booted, { path: w.path, grants: [{ role: 'committee', path: w.path }] }), nobody: null };
    const before = await told(people);
    expect([...before.values()].filter((text) => text.startsWith('200')).length).toBeGreaterThan(50);
    await cast(voters.slice(0, 3), 'cha');
    expect(different(before, await told(people))).toEqual([]);
    await cast(voters.slice(3, 30), 'cha');
    expect(different(before, await told(people), marksOnly)).toEqual([]);
    expect((await shared()).both).toEqual([]);
    // the same comparison does see what the seal publishes
    await command('close_voting', true);
    await command('seal', true);
    expect(different(before, await told({ officer: w.officer }), marksOnly).filter((key) => key.startsWith('officer GET /api/meetings/:meeting/tallies'))).toHaveLength(1);
  }, 300_000);
});

describe('SEC-B3 one side a transaction', () => {
  test('from planning to the seal no transaction wrote on both sides', async () => {
    const { both, seen } = await shared();
    expect(both).toEqual([]);
    expect(seen).toBeGreaterThan(30);
    await admin.query(`begin; update public.meeting set place = place; update ballot.box set fingerprint = fingerprint; commit`);
    expect((await shared()).both).toHaveLength(1);
  });
});

describe('SEC-B2 the ballot side by the catalogue', () => {
  const columns = `select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'ballot' and (
      data_type ~ '(timestamp|date|time|inet|cidr|macaddr|serial|interval)' or is_identity = 'YES' or column_default like 'nextval%'
      or column_name ~ '(user|person|account|(^|_)ip(_|$)|addr|agent|session|trace|created|time|seq|_at$)')
    union all select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ballot' and relkind = 'S'
    union all select conname from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid where c.contype = 'f' and (t.relnamespace = 'ballot'::regnamespace) <> (f.relnamespace = 'ballot'::regnamespace)`;
  const reachable = `select l.login || ' ' || c.oid::regclass as place from pg_class c, (values ('shuping_app', 'ballot'), ('shuping_ballot', 'public'), ('shuping_seal', 'public')) as l (login, side)
    where c.relnamespace = l.side::regnamespace and c.relkind in ('r', 'v', 'm', 'p') and (has_table_privilege(l.login, c.oid, 'select, insert, update, delete, truncate') or has_any_column_privilege(l.login, c.oid, 'select, insert, update'))`;

  test('no column holds a time, a sequence, an address or a person, no key leads to the other side, and no login reaches both', async () => {
    expect((await admin.query(columns)).rows).toEqual([]);
    expect((await admin.query(reachable)).rows).toEqual([]);
    await admin.query('begin; alter table ballot.intake add column cast_at timestamptz, add column slip_session text; alter table ballot.slip add column nr serial; grant select (choices) on ballot.intake to shuping_app; grant select on public.person to shuping_ballot');
    expect((await admin.query(columns)).rowCount).toBeGreaterThanOrEqual(4);
    expect((await admin.query(`${reachable} order by 1`)).rows).toEqual([{ place: 'shuping_app ballot.intake' }, { place: 'shuping_ballot person' }]);
    await admin.query('rollback');
  });
});
