import { deriveToken, tokenHash } from '@shuping/ballot-box';
import { seededRandom } from '@shuping/kernel';
import { advance, openCycle } from '../before.ts';
import { DEPARTMENT } from '../host.ts';
import { marksFor, openVoting, type Heads, type Sheet } from '../meeting.ts';
import { publishSchemes } from '../schemes.ts';
import type { OwnServer } from '../server.ts';
import { Stage } from '../stage.ts';

export type Ballot = { readonly round: string; readonly token: string; readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>; readonly pad: string };
/** A meeting that votes, and the ballots that its evaluators are about to cast, one a slip. */
export type RunningVote = { readonly stage: Stage; readonly meeting: string; readonly heads: Heads; readonly ballots: readonly Ballot[] };

/** Goes the shortest way to an open vote of so many people: schemes, cycle, meeting; no report is written. */
export async function openRunningVote(server: OwnServer, options: { readonly people: number; readonly seed: number; readonly say?: (line: string) => void }): Promise<RunningVote> {
  const stage = new Stage(server.url, DEPARTMENT, seededRandom(options.seed), options.say ?? (() => undefined));
  const year = Number((await stage.today()).slice(0, 4));
  await publishSchemes(stage, year, true);
  const { cycle, assessees } = await openCycle(stage, year);
  for (const name of ['reporting', 'vetting']) await advance(stage, cycle, name);
  const [leaders, peers] = [Math.ceil(options.people * 0.15), Math.ceil(options.people * 0.25)];
  const heads = { leaders, peers, members_public: options.people - leaders - peers };
  const { id: meeting, slips } = await openVoting(stage, cycle, assessees, heads);
  const sheets = new Map<string, Sheet>();
  for (const slip of slips) if (!sheets.has(slip.class)) sheets.set(slip.class, await sheetOf(stage, meeting, slip.secret));
  const ballots = slips.map((slip, at): Ballot => {
    const sheet = sheets.get(slip.class)!;
    const random = seededRandom(options.seed * 7919 + at);
    return { round: sheet.round, token: deriveToken(slip.secret, meeting, sheet.round), choices: Object.fromEntries(sheet.subjects.map((subject) => [subject.id, marksFor(random, sheet, 0.3 + random() * 0.6)])), pad: '' };
  });
  return { stage, meeting, heads, ballots };
}

async function sheetOf(stage: Stage, meeting: string, secret: string): Promise<Sheet> {
  const { rounds } = (await (await fetch(`${stage.base}/vote/${meeting}`)).json()) as { rounds: string[] };
  const hashes = Object.fromEntries(rounds.map((round) => [round, tokenHash(deriveToken(secret, meeting, round))]));
  const answer = await fetch(`${stage.base}/vote/${meeting}/sheet`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ hashes, pad: '' }) });
  return ((await answer.json()) as { sheets: Sheet[] }).sheets[0]!;
}
