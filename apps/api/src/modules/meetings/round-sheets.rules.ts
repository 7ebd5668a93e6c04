import type { RoundSheet } from '@shuping/domain';
import type { MeetingGroup, MeetingRecord, Wave } from './meeting.entity.ts';

type WithPlan = Pick<MeetingRecord, 'plan'>;
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Sheets of a round where the meeting has a plan; none otherwise, and then the round is its own sheet. */
export function sheetsIn({ plan }: WithPlan, round: string): readonly RoundSheet[] {
  return plan?.sheets.filter((one) => one.round === round) ?? [];
}

/** Ids under which a round stands on the ballot side; they open and close together. */
export function boxRounds(meeting: WithPlan, round: string): string[] {
  const own = sheetsIn(meeting, round).map((one) => one.id);
  return own.length > 0 ? own : [round];
}

/** Counts by round of the meeting, its sheets together, of counts as the ballot side gives them. */
export function byRound({ plan }: WithPlan, counts: Counts): Record<string, Record<string, number>> {
  const out: Record<string, Record<string, number>> = {};
  for (const [id, classes] of Object.entries(counts)) {
    const sum = (out[plan?.sheets.find((one) => one.id === id)?.round ?? id] ??= {});
    for (const [voterClass, count] of Object.entries(classes)) sum[voterClass] = (sum[voterClass] ?? 0) + count;
  }
  return out;
}

/** Tickets for a sheet: class → those of check-in and of the waves let in before its round. */
export function sheetTickets({ plan, waves }: WithPlan & { readonly waves: readonly Wave[] }, sheet: RoundSheet): Record<string, number> {
  const tickets = { ...plan?.tickets[sheet.id] };
  for (const wave of waves.filter((one) => one.rounds.includes(sheet.round))) for (const [id, count] of Object.entries(wave.tickets)) if (sheet.classes[id] !== undefined) tickets[id] = (tickets[id] ?? 0) + count;
  return tickets;
}

/** Rounds of the meeting of which some sheet is among these ids of the ballot side. */
export function roundOf({ plan }: WithPlan, id: string): string {
  return plan?.sheets.find((one) => one.id === id)?.round ?? id;
}

/** Groups with the entries that people took by their accounts among those present and the slips handed out; the clerk counts the others. */
export function withTaken(groups: readonly MeetingGroup[], taken: Readonly<Record<string, number>>): MeetingGroup[] {
  return groups.map((group) => ({ ...group, present: group.present + (taken[group.id] ?? 0), handedOut: group.handedOut + (taken[group.id] ?? 0), printed: group.printed + (taken[group.id] ?? 0) }));
}
