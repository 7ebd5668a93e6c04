import { Injectable } from '@nestjs/common';
import type { Published } from '@shuping/domain';
import type { GroupTally, MeetingRules } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { SealStore } from '../ballots/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { mergedOf } from './meeting.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** Sealed tallies of one assessee, ready for `ScoreInputs`. */
export type AssesseeTallies = { readonly tallies: Readonly<Record<string, Published<GroupTally>>>; readonly merged: Readonly<Record<string, string>> };
export type MeetingComment = { readonly id: string; readonly assesseeId: string; readonly speaker: string; readonly text: string; readonly problems: readonly { readonly id: string; readonly title: string }[] };
/** What the guards of the cycle's stages ask about its meetings. */
export type MeetingStanding = { readonly meetings: number; readonly meetingsSealed: number; readonly agendaDrawn: boolean; readonly groupsIncomplete: number; readonly groupsUnsettled: number; readonly commentsMissing: number };

/** Read port of meetings, under the row policies of the asking transaction. */
@Injectable()
export class MeetingsApi {
  constructor(private readonly rows: MeetingsRepository, private readonly cycles: CyclesApi, private readonly seals: SealStore) {}

  /** Assessee → tallies per group and the groups counted elsewhere. Only sealed meetings have any; an assessee without a sealed meeting is absent. */
  async tallies(tx: Tx, cycleId: string): Promise<Record<string, AssesseeTallies>> {
    const meetings = new Map((await this.rows.ofCycle(tx, cycleId)).filter((m) => m.phase === 'sealed').map((m) => [m.id, m]));
    const out: Record<string, { tallies: Record<string, Published<GroupTally>>; merged: Record<string, string> }> = {};
    for (const row of await this.rows.tallies(tx, { cycleId })) {
      const meeting = meetings.get(row.meetingId);
      if (!meeting) continue;
      const entry = (out[row.assesseeId] ??= { tallies: {}, merged: mergedOf(meeting) });
      entry.tallies[row.group] = row.tally;
    }
    return out;
  }

  /** Meetings whose sealed counts hold the person. */
  async heardIn(tx: Tx, cycleId: string, assesseeId: string): Promise<string[]> {
    return [...new Set((await this.rows.tallies(tx, { cycleId })).filter((row) => row.assesseeId === assesseeId).map((row) => row.meetingId))];
  }

  /** What voters wrote about a person in these meetings: five or more a meeting, shuffled, of no class (security B9). Asked for outside a transaction, since it lies on the ballot side. */
  async remarks(meetings: readonly string[], assesseeId: string): Promise<string[]> {
    return (await Promise.all(meetings.map((id) => this.seals.remarks(id)))).flatMap((one) => one[assesseeId] ?? []);
  }

  async comments(tx: Tx, cycleId: string): Promise<MeetingComment[]> {
    return (await this.rows.comments(tx, { cycleId })).map(({ id, assesseeId, speaker, text, problems }) => ({ id, assesseeId, speaker, text, problems }));
  }

  async standing(tx: Tx, cycleId: string): Promise<MeetingStanding> {
    const meetings = await this.rows.ofCycle(tx, cycleId);
    const cycle = await this.cycles.cycle(tx, cycleId);
    const commented = new Set((await this.rows.comments(tx, { cycleId })).map((c) => `${c.meetingId}/${c.assesseeId}`));
    let undrawn = 0;
    let commentsMissing = 0;
    for (const meeting of meetings) {
      const rules = new Map<string, MeetingRules | undefined>();
      for (const sector of meeting.sectors) rules.set(sector, cycle ? (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.meeting : undefined);
      if ([...rules.values()].some((one) => one?.order === 'lot') && meeting.drawSeed === '') undrawn += 1;
      commentsMissing += (await this.rows.agenda(tx, meeting.id)).filter((item) => rules.get(item.sector)?.comment.required && !commented.has(`${meeting.id}/${item.assesseeId}`)).length;
    }
    const groups = meetings.flatMap((m) => m.groups);
    return {
      meetings: meetings.length, meetingsSealed: meetings.filter((m) => m.phase === 'sealed' && (m.counts?.void === undefined || m.counts.rerun !== undefined)).length, agendaDrawn: meetings.length > 0 && undrawn === 0,
      groupsIncomplete: groups.filter((g) => g.due === 0).length, groupsUnsettled: groups.filter((g) => g.settled === null).length, commentsMissing,
    };
  }
}
