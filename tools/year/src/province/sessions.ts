import { advance, type Assessee, type Cycle } from '../before.ts';
import { closeCheckIn, openCheckIn, plan, takeAll, voteByRounds, type Ballots, type Session } from '../meeting.ts';
import type { Stage } from '../stage.ts';

export type Heard = Assessee & { readonly sector: string };

const BOTH: readonly (readonly [title: string, hour: string, sectors: readonly string[]])[] = [['第一场（乡镇街道和机关）', '08', ['township', 'agency']], ['第二场（村和社区）', '14', ['village', 'community']]];

/** The county's two sessions, each of two sectors; a session that nobody debriefs in is not held. */
export function sessionsOf(cycle: Cycle, assessees: readonly Heard[]): Session[] {
  return BOTH.map(([title, hour, sectors]) => ({ title: `${cycle.year}年度述职评议会${title}`, hour, assessees: assessees.filter((one) => sectors.includes(one.sector)) })).filter((session) => session.assessees.length > 0);
}

/** Every session planned, and the stage of the meeting opened. */
export async function planSessions(stage: Stage, cycle: Cycle, assessees: readonly Heard[]): Promise<(Session & { id: string })[]> {
  const planned: (Session & { id: string })[] = [];
  for (const session of sessionsOf(cycle, assessees)) planned.push({ ...session, id: await plan(stage, cycle, session.assessees, stage.host.heads, session) });
  await advance(stage, cycle, 'meeting');
  return planned;
}

/** Every session planned, then held one after another with the same evaluators; one of them keeps the ticket. Gives the ballots of all together. */
export async function holdSessions(stage: Stage, cycle: Cycle, assessees: readonly Heard[], first?: (stage: Stage, cycle: Cycle, meetings: readonly string[]) => Promise<void>): Promise<{ sessions: number; ballots: Ballots }> {
  const { heads } = stage.host;
  const planned = await planSessions(stage, cycle, assessees);
  await first?.(stage, cycle, planned.map(({ id }) => id));
  const ballots = { issued: 0, acked: 0, counted: 0, kept: 0 };
  for (const { id, title, assessees: heard } of planned) {
    const voters = await takeAll(stage, id, await openCheckIn(stage, id, heads));
    await closeCheckIn(stage, id);
    const session = await voteByRounds(stage, cycle, id, assessees, voters.slice(0, -1));
    for (const key of ['issued', 'acked', 'counted', 'kept'] as const) ballots[key] += session[key];
    stage.say(`${title}: ${heard.length} heard, ${session.counted} of ${session.issued} ballots counted`);
  }
  return { sessions: planned.length, ballots };
}
