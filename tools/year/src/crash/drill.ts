import { setTimeout as pause } from 'node:timers/promises';
import { verifySealFile, type SealFile } from '@shuping/ballot-box';
import { seededRandom, type Random } from '@shuping/kernel';
import { closeAndSeal } from '../meeting.ts';
import type { OwnServer } from '../server.ts';
import { lossesOf, type Losses } from '../drills/verdicts.ts';
import type { RunningVote } from './ballroom.ts';
import { KillableDatabase } from './database.ts';
import { Answers, castUntilAcknowledged } from './voters.ts';

export type Struck = 'api' | 'database';
export type CrashResult = Settled & {
  readonly kills: Readonly<Record<Struck, number>>;
  /** milliseconds from a kill to the first acknowledgement after it, slowest */
  readonly slowestReturnMs: number;
};

/** A vote that was disturbed, closed, sealed and compared with what its pages were told. */
export type Settled = Losses & {
  /** connections cut, and answers that were no acknowledgement, by status and code */
  readonly cut: number;
  readonly refused: Readonly<Record<string, number>>;
  /** the seal file adds up to the last mark */
  readonly sealHolds: boolean;
};

export type DrillOptions = {
  /** what is killed, in this order; each kill meets a wave of ballots under way */
  readonly kills: readonly Struck[];
  readonly seed: number;
  /** acknowledges before the database has written; the drill must then find losses */
  readonly control?: boolean;
  /** called after each restart */
  readonly afterKill?: (index: number) => Promise<void>;
};

/** milliseconds over which the ballots of one wave are sent */
const SPREAD = 350;

/** SEC-D: during a vote processes are killed by SIGKILL at random moments; voters send again; then the vote is closed, sealed and compared with what was acknowledged. */
export async function runCrashDrill(server: OwnServer, vote: RunningVote, options: DrillOptions): Promise<CrashResult> {
  const random = seededRandom(options.seed * 31 + 7);
  const database = options.control || options.kills.includes('database') ? await KillableDatabase.of(server.dataDir) : null;
  if (options.control) {
    await database!.set('synchronous_commit', 'off');
    await database!.kill();
    await database!.back();
    await pause(500);
  }
  const answers = new Answers();
  const url = `${server.url}/vote/${vote.meeting}/ballots`;
  const size = Math.ceil(vote.ballots.length / options.kills.length);
  let slowest = 0;
  for (const [index, struck] of options.kills.entries()) {
    const wave = vote.ballots.slice(index * size, (index + 1) * size);
    const delays = wave.map(() => random() * SPREAD);
    const casting = Promise.all(wave.map(async (ballot, at) => {
      await pause(delays[at]!);
      await castUntilAcknowledged(url, ballot, answers);
    }));
    await pause(random() * (SPREAD + 100));
    const began = performance.now();
    const seen = answers.receipts.size;
    await strike(server, database, struck);
    await options.afterKill?.(index);
    while (answers.receipts.size === seen && seen < (index + 1) * size && performance.now() - began < 20_000) await pause(5);
    slowest = Math.max(slowest, performance.now() - began);
    await casting;
    await repeatSome(url, wave, random, answers);
  }
  return { ...(await settle(vote, answers)), kills: { api: options.kills.filter((one) => one === 'api').length, database: options.kills.filter((one) => one === 'database').length }, slowestReturnMs: Math.round(slowest) };
}

async function strike(server: OwnServer, database: KillableDatabase | null, struck: Struck): Promise<void> {
  if (struck === 'api') {
    await server.kill();
    await server.restart();
  } else {
    await database!.kill();
    await database!.back();
  }
}

/** An answer lost on the way: a few send again what was acknowledged. */
async function repeatSome(url: string, wave: RunningVote['ballots'], random: Random, answers: Answers): Promise<void> {
  await Promise.all(wave.filter((ballot) => answers.receipts.has(ballot.ticket) && random() < 0.1).map((ballot) => castUntilAcknowledged(url, ballot, answers)));
}

/** Closes the vote, seals it and compares. */
export async function settle(vote: RunningVote, answers: Answers): Promise<Settled> {
  const { counted } = await closeAndSeal(vote.stage, vote.meeting);
  const file = await (await vote.stage.officer).get<SealFile>(`/api/meetings/${vote.meeting}/seal.json`);
  return {
    ...lossesOf({ acked: [...answers.receipts.values()], changed: answers.changed, sealed: file.receipts, counted, slips: vote.ballots.length }),
    cut: answers.connection, refused: Object.fromEntries(answers.refused), sealHolds: verifySealFile(file).ok,
  };
}
