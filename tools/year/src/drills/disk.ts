import { setTimeout as pause } from 'node:timers/promises';
import { openRunningVote, type Ballot, type RunningVote } from '../crash/ballroom.ts';
import { settle } from '../crash/drill.ts';
import { Answers, castUntilAcknowledged } from '../crash/voters.ts';
import type { OwnServer } from '../server.ts';
import type { SmallDisk } from './small-disk.ts';
import { asSuperuser, postmasterOf } from './superuser.ts';
import type { DiskResult } from './verdicts.ts';

export type DiskOptions = { readonly people: number; readonly seed: number; /** how long nothing can be written */ readonly fullSeconds: number; readonly say: (line: string) => void };

const BEYOND = 88;
/** Ballots of one wave are sent over so many milliseconds. */
const SPREAD = 2_000;

/** SEC-D4: a vote on a small disk; some vote with room, some beyond the watermark, some while nothing can be written, the rest after there is room again. Nobody but the drill's filler touches anything. */
export async function runDiskDrill(server: OwnServer, disk: SmallDisk, options: DiskOptions): Promise<DiskResult> {
  const { say } = options;
  const vote = await openRunningVote(server, { people: options.people, seed: options.seed });
  const answers = new Answers();
  const waves = quarters(vote.ballots);
  const url = `${server.url}/vote/${vote.meeting}/ballots`;
  const cast = (wave: readonly Ballot[]): Promise<unknown> => Promise.all(wave.map(async (ballot, at) => {
    await pause((at / wave.length) * SPREAD);
    await castUntilAcknowledged(url, ballot, answers, 300_000);
  }));
  say(`${disk.kind}: ${await disk.percent()} % used`);
  const before = await warned(vote);
  await cast(waves[0]!);
  await disk.fillTo(BEYOND);
  say(`ballast: ${await disk.percent()} % used`);
  const beyond = await warned(vote);
  await cast(waves[1]!);
  await disk.fill();
  say(`full: ${await disk.percent()} % used`);
  const calm = answers.receipts.size;
  const waiting = cast(waves[2]!);
  const databaseEnds = await whileFull(server, options);
  const ackedWhileFull = answers.receipts.size - calm;
  const stuck = answers.receipts.size;
  await disk.makeRoom();
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  say(`room again: ${await disk.percent()} % used, ${waves[2]!.length - ackedWhileFull} wait`);
  while (answers.receipts.size === stuck && stuck < calm + waves[2]!.length && seconds() < 300) await pause(20);
  const first = seconds();
  await waiting;
  const all = seconds();
  await cast(waves[3]!);
  const settled = await settle(vote, answers);
  return { ...settled, slips: vote.ballots.length, unsaid: answers.unsaid, ackedWhileFull, warned: { before: before.some, beyond: beyond.all }, databaseEnds, recovery: { first, all } };
}

const quarters = (ballots: readonly Ballot[]): Ballot[][] => [0, 1, 2, 3].map((n) => ballots.filter((_, at) => at % 4 === n));

/** First nothing is done besides the voting; then the log of the database is made to need room, as it would after more ballots than fit. Gives how often the database ended. */
async function whileFull(server: OwnServer, { fullSeconds, say }: DiskOptions): Promise<number> {
  let [ends, last] = [0, await postmasterOf(server.dataDir)];
  const end = performance.now() + fullSeconds * 1_000;
  for (let switched = false; performance.now() < end; await pause(100)) {
    if (!switched && performance.now() > end - fullSeconds * 700) {
      switched = true;
      await asSuperuser(server.dataDir, async (client) => {
        for (let n = 0; n < 8; n += 1) await client.query("select pg_switch_wal(), pg_logical_emit_message(false, 'drill', repeat('x', 1000))");
      }).then(() => say('its log has room still'), (error: Error) => say(`its log: ${error.message}`));
    }
    const now = await postmasterOf(server.dataDir);
    const gone = now === 0 || !alive(now);
    if (last !== 0 && (gone || now !== last)) ends += 1;
    last = gone ? 0 : now;
  }
  return ends;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Who is told that a disk is low: administrators on their page, the clerk in the check before the meeting. */
async function warned(vote: RunningVote): Promise<{ some: boolean; all: boolean }> {
  const page = await (await vote.stage.as('admin')).get<{ disks: { low: boolean }[] }>('/api/installation/disks');
  const check = await (await vote.stage.officer).get<{ items: { code: string }[] }>(`/api/meetings/${vote.meeting}/pre-flight`);
  const told = [page.disks.some((one) => one.low), check.items.some((item) => item.code === 'disk-low')];
  return { some: told.includes(true), all: !told.includes(false) };
}
