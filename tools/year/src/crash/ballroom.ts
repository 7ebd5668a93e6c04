import { castBody } from '@shuping/ballot-box';
import { seededRandom } from '@shuping/kernel';
import { advance, openCycle } from '../before.ts';
import { DEPARTMENT } from '../host.ts';
import { marksFor, openVoting, type Sheet } from '../meeting.ts';
import { publishSchemes } from '../schemes.ts';
import type { OwnServer } from '../server.ts';
import { Stage } from '../stage.ts';

export type Ballot = ReturnType<typeof castBody>;
/** A meeting that votes, and the ballots that its evaluators are about to cast, one a ticket. */
export type RunningVote = { readonly stage: Stage; readonly meeting: string; readonly ballots: readonly Ballot[] };

/** Goes the shortest way to an open vote of so many people: schemes, cycle, meeting; no report is written. */
export async function openRunningVote(server: OwnServer, options: { readonly people: number; readonly seed: number; readonly say?: (line: string) => void }): Promise<RunningVote> {
  const stage = new Stage(server.url, DEPARTMENT, seededRandom(options.seed), options.say ?? (() => undefined));
  const year = Number((await stage.today()).slice(0, 4));
  await publishSchemes(stage, year, true);
  const { cycle, assessees } = await openCycle(stage, year);
  for (const name of ['reporting', 'vetting']) await advance(stage, cycle, name);
  const [leaders, peers] = [Math.ceil(options.people * 0.15), Math.ceil(options.people * 0.25)];
  const heads = { leaders, peers, members_public: options.people - leaders - peers };
  const { id: meeting, voters } = await openVoting(stage, cycle, assessees, heads);
  const sheets = new Map<string, Sheet>();
  for (const { class: id } of voters) if (!sheets.has(id)) sheets.set(id, (await (await fetch(`${stage.base}/vote/${meeting}/sheets/r1/${id}`)).json()) as Sheet);
  const ballots = voters.map((voter, at): Ballot => {
    const sheet = sheets.get(voter.class)!;
    const random = seededRandom(options.seed * 7919 + at);
    return castBody(voter, sheet.round, Object.fromEntries(sheet.subjects.map((subject) => [subject.id, marksFor(random, sheet, 0.3 + random() * 0.6)])));
  });
  return { stage, meeting, ballots };
}
