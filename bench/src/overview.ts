import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startServer } from '@shuping/year';
import pg from 'pg';
import { addressesOf, percentile } from './database.ts';

const OFFICE = 'shengzuzhi';
const PASSWORD = 'Linjiang-2026';
/** Statements with many cycles ÷ statements with few. */
const GOAL = 1;

/** Reads of what the overview is about; what the server asks by itself every second names none of it. */
const READS = /LOG: {2}(execute [^:]*|statement): (select|with)\b.*\b(v_)?(programme|programme_host|cycle|assessee|report|effective_scheme|organisation|unit)\b/is;

type Asked = { readonly statements: number; readonly ms: readonly number[] };

/** Progress of all cycles below a province: the number of statements of the overview with 3 cycles and with 120, and how long it takes, with row policies on. Every cycle has schemes of its own, as where each county has a layer. */
export async function benchOverview({ few = 3, many = 120, heads = 40, rounds = 12 } = {}): Promise<Record<string, unknown>> {
  const server = await startServer({ startAt: '2026-10-20' });
  const { superuser } = await addressesOf(server.dataDir);
  const root = new pg.Client({ connectionString: superuser });
  await root.connect();
  try {
    // what the server sends is written down from its next connection on
    await root.query("alter role shuping_app in database shuping set log_statement = 'all'");
    const { rows: [place] } = await root.query<{ dir: string }>("select current_setting('data_directory') as dir");
    const log = join(dirname(place!.dir), 'postgresql.log');
    await server.kill();
    await server.restart();
    const office = await signIn(server.url);
    const { rows: [province] } = await root.query<{ id: string; path: string }>('select id, org_path as path from organisation where parent_id is null order by org_path limit 1');
    const { rows: [host] } = await root.query<{ id: string }>("select id from organisation where kind = 'general_branch' limit 1");
    const made = await office<{ id: string }>('POST', '/api/programmes', { orgId: province!.id, year: 2026, title: 'bench', questions: [{ title: 'q1' }, { title: 'q2' }], calendar: { planning: { latest: '2026-10-10' } }, hostIds: [host!.id] });
    await office('POST', `/api/programmes/${made.id}/issue`, {}, 1);
    const scheme = await office<{ scheme: unknown }>('GET', `/api/schemes/${host!.id}/school/2026`);
    const ask = (): Promise<Asked> => asked(log, () => office('GET', `/api/programmes/${made.id}/overview`), rounds);
    await fill(root, { province: province!, programmeId: made.id, scheme: scheme.scheme, from: 1, to: few, heads });
    const small = await ask();
    await fill(root, { province: province!, programmeId: made.id, scheme: scheme.scheme, from: few + 1, to: many, heads });
    const large = await ask();
    const page = await asked(log, () => office('GET', `/api/programmes/${made.id}/hosts?limit=50`), rounds);
    const round = (n: number): number => Math.round(n * 10) / 10;
    return {
      what: 'overview of all cycles below a province', cycles: [few, many], assessees: many * heads, schemes: many, statements: [small.statements, large.statements], goal: GOAL, ratio: round(large.statements / small.statements), reached: small.statements > 0 && large.statements === small.statements,
      p50ms: [round(percentile(small.ms, 0.5)), round(percentile(large.ms, 0.5))], pageP50ms: round(percentile(page.ms, 0.5)), pageStatements: page.statements,
    };
  } finally {
    await root.end();
    await server.stop();
  }
}

/** Statements of one request as the database logs them, the least of the rounds (the server's work in the background only adds), and its times. */
async function asked(log: string, work: () => Promise<unknown>, rounds: number): Promise<Asked> {
  const count = (): number => readFileSync(log, 'utf8').split(/\n(?=\d{4}-)/).filter((entry) => READS.test(entry)).length;
  await work();
  const ms: number[] = [];
  let statements = Number.POSITIVE_INFINITY;
  for (let n = 0; n < rounds; n += 1) {
    const before = count();
    const at = performance.now();
    await work();
    ms.push(performance.now() - at);
    statements = Math.min(statements, count() - before);
  }
  return { statements, ms };
}

type Fill = { readonly province: { readonly id: string; readonly path: string }; readonly programmeId: string; readonly scheme: unknown; readonly from: number; readonly to: number; readonly heads: number };

/** Hosts with a running cycle each, schemes of their own, and reports at every step. */
async function fill(client: pg.Client, { province, programmeId, scheme, from, to, heads }: Fill): Promise<void> {
  await client.query(
    `with h as (select gen_random_uuid() as id, n, $1::text || 'bench' || n || '/' as path, md5('bench' || n) || md5('scheme' || n) as hash from generate_series($4::int, $5::int) n),
       o as (insert into organisation (id, org_path, sector, published_to, parent_id, name, short_name, pinyin, kind, position, opens_on, version) select id, path, '', path, $2::uuid, 'host ' || n, 'host ' || n, '', 'committee', n, '2020-01-01', 1 from h),
       e as (insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) select hash, 'school', '1', $6::jsonb, '{}', '[]' from h),
       a as (insert into programme_host (host_id, id, org_path, programme_id, host_name, version) select id, gen_random_uuid(), path, $3::uuid, 'host ' || n, 1 from h),
       c as (insert into cycle (host_id, id, org_path, published_to, period, year, title, host_name, period_start, period_end, stage, calendar, schemes, programme_id, version)
         select id, gen_random_uuid(), path, path, '2026', 2026, 'cycle ' || n, 'host ' || n, '2026-01-01', '2026-12-31', 'vetting', '{"reporting": {"opens": "2026-09-01", "due": "2026-10-10"}, "vetting": {"opens": "2026-10-01", "due": "2026-12-20"}}', jsonb_build_object('school', hash), $3::uuid, 1 from h returning *),
       s as (insert into assessee (host_id, id, org_path, sector, cycle_id, org_id, person_id, org_name, person_name, post, path_then, included, facts, listed_to, version)
         select c.host_id, gen_random_uuid(), c.org_path || 'u' || m || '/', 'school', c.id, gen_random_uuid(), gen_random_uuid(), 'unit ' || m, 'head ' || m, 'secretary', '', true, '{}', '', 1 from c, generate_series(1, $7::int) m returning *)
     insert into report (host_id, id, org_path, sector, cycle_id, assessee_id, person_id, org_name, person_name, state, step_index, round, words, current_version, version, sections, asked)
       select host_id, gen_random_uuid(), org_path, sector, cycle_id, id, person_id, org_name, person_name, (array['draft', 'vetting', 'vetting', 'accepted'])[1 + length(org_path) % 4], length(org_path) % 3, 1, 3000, 1, 1, '[]', '[]' from s`,
    [province.path, province.id, programmeId, from, to, JSON.stringify(scheme), heads],
  );
  await client.query('vacuum analyze');
}

async function signIn(url: string) {
  const headers = { 'x-shuping': '1', 'content-type': 'application/json' };
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers, body: JSON.stringify({ login: OFFICE, password: PASSWORD }) });
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
  return async <T>(method: string, path: string, body?: unknown, version?: number): Promise<T> => {
    const answer = await fetch(url + path, { method, headers: { ...headers, cookie, 'idempotency-key': crypto.randomUUID(), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return (await answer.json()) as T;
  };
}
