import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom, type Random } from '@shuping/kernel';
import { openRunningVote, type RunningVote } from '../crash/ballroom.ts';
import { Actor, HttpFailure } from '../client.ts';
import type { OwnServer } from '../server.ts';
import { PASSWORD } from '../stage.ts';
import { asSuperuser } from './superuser.ts';
import { slopePerHour, type Sample, type SoakResult } from './verdicts.ts';

export type SoakOptions = { readonly minutes: number; readonly rate: number; readonly seed: number; readonly people: number; readonly say: (line: string) => void };
type Act = { readonly name: string; readonly share: number; readonly run: () => Promise<unknown> };
type Answered = { readonly seconds: number; readonly ms: number };

const SAMPLE_MS = 10_000;
/** Every so many samples what is live is asked for, since the server stands still meanwhile. */
const LIVE_EVERY = 6;
/** What an idle pool keeps open for a while is given back by then. */
const QUIET_MS = 15_000;
/** Part of the time in which memory and caches settle. */
const WARM_UP = 0.2;

/** SEC-D16: so many requests a second, of voters, clerks, offices and administrators, each at its moment whether the one before is answered or not. */
export async function runSoakDrill(server: OwnServer, options: SoakOptions): Promise<SoakResult & { readonly samples: readonly Sample[]; readonly p50: number }> {
  const { minutes, rate, say } = options;
  const random = seededRandom(options.seed);
  const vote = await openRunningVote(server, options);
  const acts = await actsOf(server, vote, random);
  await pause(QUIET_MS);
  const before = await quietConnections(server);
  const [answered, unexpected, samples]: [Answered[], Record<string, number>, Sample[]] = [[], {}, []];
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1_000;
  const end = minutes * 60;
  const sampling = (async () => {
    for (; seconds() < end; await pause(SAMPLE_MS)) {
      const one = await sample(server, Math.round(seconds()), samples.length % LIVE_EVERY === LIVE_EVERY - 1);
      samples.push(one);
      if (samples.length % LIVE_EVERY === 0) say(JSON.stringify(one));
    }
  })();
  const running = new Set<Promise<void>>();
  for (let n = 0; seconds() < end; n += 1) {
    await pause(Math.max(0, (n / rate - seconds()) * 1_000));
    const act = drawn(acts, random());
    const from = performance.now();
    const one: Promise<void> = act.run().then(() => void answered.push({ seconds: seconds(), ms: performance.now() - from }), (error: unknown) => {
      const what = `${act.name} ${error instanceof HttpFailure ? `${error.status} ${error.problem.code ?? ''}` : `0 ${(error as { cause?: { code?: string } }).cause?.code ?? ''}`}`;
      unexpected[what] = (unexpected[what] ?? 0) + 1;
    }).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all([...running, sampling]);
  await pause(QUIET_MS);
  const { idleInTransaction } = await sample(server, Math.round(seconds()));
  const after = await quietConnections(server);
  const warm = end * WARM_UP;
  const quarter = (end - warm) / 4;
  return {
    minutes, requests: answered.length, unexpected, connections: { before, after }, idleInTransaction,
    liveSlopeMBPerHour: tenths(slopePerHour(samples.flatMap(({ seconds, liveMB }) => (seconds > warm && liveMB !== null ? [{ seconds, mb: liveMB }] : [])))), rssSlopeMBPerHour: tenths(slopePerHour(samples.flatMap(({ seconds, rssMB }) => (seconds > warm ? [{ seconds, mb: rssMB }] : [])))),
    p50: percentile(answered, 0.5), p99: { first: percentile(answered.filter((one) => one.seconds > warm && one.seconds <= warm + quarter), 0.99), last: percentile(answered.filter((one) => one.seconds > end - quarter), 0.99) }, samples,
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Connections that stay: what a moment's work opens is not among them. */
async function quietConnections(server: OwnServer): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 5; n += 1, await pause(1_000)) counts.push((await sample(server, 0)).connections);
  return Math.min(...counts);
}

function percentile(list: readonly Answered[], share: number): number {
  const sorted = list.map((one) => one.ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function drawn(acts: readonly Act[], dice: number): Act {
  let left = dice * acts.reduce((sum, act) => sum + act.share, 0);
  return acts.find((act) => (left -= act.share) < 0) ?? acts[0]!;
}

async function actsOf(server: OwnServer, vote: RunningVote, random: Random): Promise<Act[]> {
  const { stage, meeting, ballots } = vote;
  const [officer, admin] = [await stage.officer, await stage.as('admin')];
  const org = await stage.organisation(stage.host.orgName);
  const read = (who: Actor, path: string) => (): Promise<unknown> => who.get(path);
  const open = async (path: string, body?: object): Promise<void> => {
    const response = await fetch(`${server.url}${path}`, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {});
    await response.arrayBuffer();
    if (!response.ok) throw new HttpFailure('', path, response.status, {});
  };
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return [
    // once all have voted the same ballots come again and are acknowledged again
    { name: 'ballot', share: 6, run: () => open(`/vote/${meeting}/ballots`, one(ballots)) },
    { name: 'state', share: 3, run: () => open(`/vote/${meeting}`) },
    { name: 'page', share: 1, run: () => open('/') },
    { name: 'health', share: 1, run: () => open('/api/health') },
    { name: 'meeting', share: 2, run: read(officer, `/api/meetings/${meeting}`) },
    { name: 'pre-flight', share: 1, run: read(officer, `/api/meetings/${meeting}/pre-flight`) },
    { name: 'todos', share: 1, run: read(officer, '/api/todos') },
    { name: 'cycles', share: 1, run: read(officer, '/api/cycles') },
    { name: 'people', share: 1, run: read(officer, `/api/people?orgId=${org.id}&limit=50`) },
    { name: 'search', share: 1, run: read(officer, `/api/organisations?q=${encodeURIComponent('学院')}`) },
    { name: 'accounts', share: 0.5, run: read(admin, '/api/accounts?limit=50') },
    { name: 'jobs', share: 0.5, run: read(admin, '/api/jobs') },
    { name: 'sign-in', share: 0.4, run: () => Actor.signIn(server.url, stage.host.officer, PASSWORD) },
  ];
}

/** Memory of the server's process, and its connections as the database counts them. */
async function sample(server: OwnServer, seconds: number, live = false): Promise<Sample> {
  const status = await readFile(`/proc/${server.pid()}/status`, 'utf8');
  const rssMB = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 102.4) / 10;
  const { rows } = await asSuperuser(server.dataDir, (client) => client.query<{ all: number; idle: number }>("select count(*)::int as all, count(*) filter (where state like 'idle in transaction%' and state_change < clock_timestamp() - interval '1 second')::int as idle from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"));
  return { seconds, rssMB, liveMB: live ? await liveMB(server) : null, connections: rows[0]!.all, idleInTransaction: rows[0]!.idle };
}

/** What the server's heap holds after everything else was collected (soak-probe.ts); null where it does not say so in time. */
async function liveMB(server: OwnServer): Promise<number | null> {
  const file = join(server.dataDir, 'soak-live');
  await rm(file, { force: true });
  process.kill(server.pid(), 'SIGUSR2');
  for (let n = 0; n < 100; n += 1) {
    await pause(100);
    const bytes = await readFile(file, 'utf8').catch(() => null);
    if (bytes !== null) return Math.round(Number(bytes) / 104_857.6) / 10;
  }
  return null;
}
