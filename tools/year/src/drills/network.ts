import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '@shuping/kernel';
import { openRunningVote, type Ballot, type RunningVote } from '../crash/ballroom.ts';
import { settle } from '../crash/drill.ts';
import { Answers, castUntilAcknowledged } from '../crash/voters.ts';
import type { OwnServer } from '../server.ts';
import { CUTS, type Cut, type ThreeHosts } from './namespaces.ts';
import type { NetworkResult } from './verdicts.ts';

export type NetworkOptions = { readonly cuts: number; readonly seconds: readonly number[]; readonly wave: number; readonly seed: number; readonly say: (line: string) => void };
export type OneCut = { readonly what: Cut; readonly seconds: number; readonly ballot: number; readonly office: number; readonly everybody: number };

const PROBE_MS = 1_500;
const LONGEST_S = 120;

/** SEC-D5: while people vote a line is cut, again and again; then it is measured how soon ballots and the office's pages are served, and in the end everything acknowledged must be counted. */
export async function runNetworkDrill(server: OwnServer, hosts: ThreeHosts, options: NetworkOptions): Promise<NetworkResult & { readonly each: readonly OneCut[] }> {
  const random = seededRandom(options.seed);
  const vote = await openRunningVote(server, { people: Math.max(60, options.cuts * options.wave), seed: options.seed });
  const answers = new Answers();
  const url = `${server.url}/vote/${vote.meeting}/ballots`;
  const size = Math.floor(vote.ballots.length / options.cuts);
  const each: OneCut[] = [];
  for (let n = 0; n < options.cuts; n += 1) {
    const wave = vote.ballots.slice(n * size, n === options.cuts - 1 ? undefined : (n + 1) * size);
    const [what, seconds] = [CUTS[n % CUTS.length]!, options.seconds[Math.floor(random() * options.seconds.length)]!];
    const one = await cutOnce(server, hosts, vote, { what, seconds, url, wave: wave.slice(0, -1), probe: wave.at(-1)!, answers });
    each.push(one);
    options.say(`${n + 1}/${options.cuts} ${JSON.stringify(one)}`);
  }
  const idleInTransaction = await leftInTransactions(hosts);
  const settled = await settle(vote, answers);
  const most = (of: (one: OneCut) => number): number => Math.max(...each.map(of));
  return {
    ...settled, slips: vote.ballots.length, cuts: Object.fromEntries(CUTS.map((what) => [what, each.filter((one) => one.what === what).length])),
    recovery: { ballot: most((one) => one.ballot), office: most((one) => one.office) }, idleInTransaction, each,
  };
}

type Scene = { readonly what: Cut; readonly seconds: number; readonly url: string; readonly wave: readonly Ballot[]; readonly probe: Ballot; readonly answers: Answers };

async function cutOnce(server: OwnServer, hosts: ThreeHosts, vote: RunningVote, { what, seconds, url, wave, probe, answers }: Scene): Promise<OneCut> {
  const officer = await vote.stage.officer;
  const span = seconds * 1_000 + 500;
  const watching = new AbortController();
  const casting = Promise.all(wave.map(async (ballot, at) => {
    await pause((at / wave.length) * span);
    await castUntilAcknowledged(url, ballot, answers, LONGEST_S * 1_000);
  }));
  // offices read meanwhile, so that their connections are under way as well
  const reading = (async () => {
    for (; !watching.signal.aborted; await pause(200)) await within(`${server.url}/api/health`);
  })();
  await pause(250);
  hosts.cut(what);
  await pause(seconds * 1_000);
  hosts.mend(what);
  const began = performance.now();
  const since = (): number => Math.round((performance.now() - began) / 100) / 10;
  const until = async (done: () => Promise<boolean>): Promise<number> => {
    while (!(await done()) && since() < LONGEST_S) await pause(50);
    return since();
  };
  const [ballot, office] = await Promise.all([
    until(() => within(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(probe) })),
    until(() => Promise.race([officer.get(`/api/meetings/${vote.meeting}`).then(() => true, () => false), pause(PROBE_MS).then(() => false)])),
  ]);
  watching.abort();
  await Promise.all([casting, reading, castUntilAcknowledged(url, probe, answers)]);
  return { what, seconds, ballot, office, everybody: since() };
}

const within = (url: string, init: RequestInit = {}): Promise<boolean> => fetch(url, { ...init, signal: AbortSignal.timeout(PROBE_MS) }).then(async (response) => (await response.arrayBuffer(), response.ok), () => false);

/** Sessions in a transaction that nobody goes on with; asked until there is none, a minute at most. */
async function leftInTransactions(hosts: ThreeHosts): Promise<number> {
  for (const end = Date.now() + 60_000; ; await pause(1_000)) {
    const [row] = await hosts.ask<{ n: number }>("select count(*)::int as n from pg_stat_activity where state like 'idle in transaction%' and state_change < clock_timestamp() - interval '2 seconds'");
    if (row!.n === 0 || Date.now() > end) return row!.n;
  }
}
