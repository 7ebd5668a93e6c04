import { advance, type Assessee, type Cycle } from '../before.ts';
import { closeAndSeal, closeCheckIn, command, openCheckIn, plan, takeAll, vote, type Ballots, type Session } from '../meeting.ts';
import type { Stage } from '../stage.ts';

export type Heard = Assessee & { readonly sector: string };

const BOTH: readonly (readonly [title: string, hour: string, sectors: readonly string[]])[] = [['第一场（乡镇街道和机关）', '08', ['township', 'agency']], ['第二场（村和社区）', '14', ['village', 'community']]];

/** The county's two sessions, each of two sectors; a session that nobody debriefs in is not held. */
export function sessionsOf(cycle: Cycle, assessees: readonly Heard[]): Session[] {
  return BOTH.map(([title, hour, sectors]) => ({ title: `${cycle.year}年度述职评议会${title}`, hour, assessees: assessees.filter((one) => sectors.includes(one.sector)) })).filter((session) => session.assessees.length > 0);
}

/** Every session planned, then held one after another with the same evaluators; one of them keeps the ticket. Gives the ballots of all together. */
export async function holdSessions(stage: Stage, cycle: Cycle, assessees: readonly Heard[]): Promise<{ sessions: number; ballots: Ballots }> {
  const { heads } = stage.host;
  const planned: string[] = [];
  const sessions = sessionsOf(cycle, assessees);
  for (const session of sessions) planned.push(await plan(stage, cycle, session.assessees, heads, session));
  await advance(stage, cycle, 'meeting');
  const ballots = { issued: 0, acked: 0, counted: 0, kept: 0 };
  for (const [at, id] of planned.entries()) {
    const voters = await takeAll(stage, id, await openCheckIn(stage, id, heads));
    await closeCheckIn(stage, id);
    await command(stage, id, 'open_voting');
    ballots.acked += await vote(stage, cycle, id, assessees, voters.slice(0, -1));
    const sealed = await closeAndSeal(stage, id);
    for (const key of ['issued', 'counted', 'kept'] as const) ballots[key] += sealed[key];
    stage.say(`${sessions[at]!.title}: ${sessions[at]!.assessees.length} heard, ${sealed.counted} of ${sealed.issued} ballots counted`);
  }
  return { sessions: planned.length, ballots };
}
