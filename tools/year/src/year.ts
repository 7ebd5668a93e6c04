import { seededRandom } from '@shuping/kernel';
import { grade, ledger, publishAndFeedBack, rectify, carryAndArchive, type Ledger } from './after.ts';
import { advance, enterScores, openCycle, vetReports, writeReports, type Assessee, type Cycle } from './before.ts';
import type { Ticket } from './days.ts';
import type { Host } from './host.ts';
import { holdMeeting, type Ballots } from './meeting.ts';
import { publishSchemes } from './schemes.ts';
import { Stage } from './stage.ts';

export type YearResult = { year: number; assessees: number; ballots: Ballots; grades: Record<string, number>; letters: number; problems: Ledger; seconds: number };
export type Played = { cycle: Cycle; assessees: Assessee[] };

/** How far a year is played. */
export type Until = 'research' | 'reporting' | 'vetting' | 'meeting' | 'rectification';

/** Plays one host's year from the schemes to the ledger; `previous` is last year's cycle, whose open items are carried. */
export async function playYear(base: string, host: Host, year: number, options: { seed: number; say: (line: string) => void; previous?: Played; first: boolean; until?: Until; /** closes its whole ledger and is archived, nothing is carried */ alone?: boolean; ticket?: Ticket }): Promise<{ played: Played; result: Omit<YearResult, 'problems'>; stage: Stage }> {
  const started = performance.now();
  const stage = new Stage(base, host, seededRandom(options.seed * 1000 + year), (line) => options.say(`[${host.key}] ${line}`), options.ticket);
  await stage.day(`${year}-11-01`);
  await publishSchemes(stage, year, options.first);
  const { cycle, assessees } = await openCycle(stage, year);
  const played = { cycle, assessees };
  if (options.previous) await carryAndArchive(stage, options.previous.cycle, cycle);
  const empty = { year, assessees: assessees.length, ballots: { issued: 0, acked: 0, counted: 0, kept: 0 }, grades: {}, letters: 0, seconds: 0 };
  const done = (more: Partial<YearResult>): { played: Played; result: Omit<YearResult, 'problems'>; stage: Stage } => ({ played, stage, result: { ...empty, ...more, seconds: Math.round((performance.now() - started) / 100) / 10 } });
  if (options.until === 'research') return done({});
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, assessees);
  if (options.until === 'reporting') return done({});
  await writeReports(stage, cycle, assessees);
  await advance(stage, cycle, 'vetting');
  if (options.until === 'vetting') return done({});
  await vetReports(stage, cycle);
  const ballots = await holdMeeting(stage, cycle, assessees);
  if (options.until === 'meeting') return done({ ballots });
  const grades = await grade(stage, cycle);
  const letters = await publishAndFeedBack(stage, cycle, assessees);
  await rectify(stage, cycle, options.alone);
  if (options.alone) await advance(stage, cycle, 'archive');
  return done({ ballots, grades, letters });
}

/** Plays years in a row; the last year's ledger is counted as it stands at the end. */
export async function playYears(base: string, host: Host, options: { years: number; from: number; seed: number; say: (line: string) => void }): Promise<YearResult[]> {
  const results: YearResult[] = [];
  let previous: Played | undefined;
  for (let at = 0; at < options.years; at += 1) {
    const { played, result, stage } = await playYear(base, host, options.from + at, { seed: options.seed, say: options.say, first: at === 0, ...(previous ? { previous } : {}) });
    if (previous) results[at - 1]!.problems = await ledger(stage, previous.cycle);
    results.push({ ...result, problems: await ledger(stage, played.cycle) });
    previous = played;
  }
  return results;
}
