import { Injectable } from '@nestjs/common';
import type { Round, Standing } from '@shuping/domain';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { ballotForm } from './ballot-form.ts';
import type { AgendaItemRecord, MeetingRecord } from './meeting.entity.ts';
import { classSums, standingOf } from './meeting.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** A meeting with what its rules need to know. */
export type MeetingContext = { readonly cycle: CycleView; readonly scheme: Scheme; readonly agenda: readonly AgendaItemRecord[]; readonly assessees: ReadonlyMap<string, AssesseeView>; readonly standing: Standing; readonly commentsMissing: number; /** of the subjects of a round, or of the whole agenda */ readonly missingComments: (round: string | null) => number };

/** Loads the surroundings of a meeting and builds its ballot sheet. */
@Injectable()
export class MeetingContexts {
  constructor(private readonly cycles: CyclesApi, private readonly rows: MeetingsRepository, private readonly plugins: SectorPlugins) {}

  async of(tx: Tx, meeting: MeetingRecord): Promise<Result<MeetingContext, Problem>> {
    const cycle = await this.cycles.cycle(tx, meeting.cycleId);
    const frozen = cycle && (await this.cycles.schemeFor(tx, cycle, meeting.sector));
    if (!cycle || !frozen) return err({ code: 'meeting.not-found' });
    const agenda = await this.rows.agenda(tx, meeting.id);
    const assessees = new Map((await this.cycles.assessees(tx, cycle.id, { all: true })).map((a) => [a.id, a]));
    const commented = new Set((await this.rows.comments(tx, { meetingId: meeting.id })).map((c) => c.assesseeId));
    const standing = standingOf(meeting, agenda);
    const missingComments = (round: string | null): number => {
      const subjects = standing.rounds.filter((one) => round === null || one.id === round).flatMap((one) => one.subjects);
      return frozen.scheme.meeting.comment.required ? subjects.filter((id) => !commented.has(id)).length : 0;
    };
    return ok({ cycle, scheme: frozen.scheme, agenda, assessees, standing, commentsMissing: missingComments(null), missingComments });
  }

  /** Sheet of everybody on the agenda at once, as rehearsals use it. */
  form(meeting: MeetingRecord, context: MeetingContext): BallotFormSheet {
    return this.sheet(meeting, context, { id: 'r1', subjects: context.agenda.map((item) => item.assesseeId) });
  }

  /** Sheets of the meeting's rounds as they stand; the caller hands them to the ballot side. */
  forms(meeting: MeetingRecord, context: MeetingContext): readonly [BallotFormSheet, ...BallotFormSheet[]] {
    const [first, ...rest] = context.standing.rounds.map((round) => this.sheet(meeting, context, round));
    return [first!, ...rest];
  }

  /** Sheet of a group that votes by name, in a round. */
  namedSheet(meeting: MeetingRecord, context: MeetingContext, round: Pick<Round, 'id' | 'subjects'>, group: string): BallotFormSheet {
    const subjects = round.subjects.map((id) => context.assessees.get(id)).filter((a): a is AssesseeView => a !== undefined);
    return { ...ballotForm({ id: meeting.id, title: meeting.title, round: round.id }, [group], context.scheme, subjects, this.plugins.catalogue('zh-CN')), named: true };
  }

  private sheet(meeting: MeetingRecord, context: MeetingContext, round: Pick<Round, 'id' | 'subjects'>): BallotFormSheet {
    const subjects = round.subjects.map((id) => context.assessees.get(id)).filter((a): a is AssesseeView => a !== undefined);
    return ballotForm({ id: meeting.id, title: meeting.title, round: round.id }, Object.keys(classSums(meeting.groups)), context.scheme, subjects, this.plugins.catalogue('zh-CN'));
  }
}
