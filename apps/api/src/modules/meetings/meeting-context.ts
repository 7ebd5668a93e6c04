import { Injectable } from '@nestjs/common';
import type { Phase } from '@shuping/domain';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { ballotForm } from './ballot-form.ts';
import type { AgendaItemRecord, MeetingRecord } from './meeting.entity.ts';
import { classSums } from './meeting.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** A meeting with what its rules need to know. */
export type MeetingContext = { readonly cycle: CycleView; readonly scheme: Scheme; readonly agenda: readonly AgendaItemRecord[]; readonly assessees: ReadonlyMap<string, AssesseeView>; readonly commentsMissing: number };

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
    const commentsMissing = frozen.scheme.meeting.comment.required ? agenda.filter((item) => !commented.has(item.assesseeId)).length : 0;
    return ok({ cycle, scheme: frozen.scheme, agenda, assessees, commentsMissing });
  }

  /** Sheet of the meeting as it stands; the caller hands it to the ballot side. */
  form(meeting: MeetingRecord, context: MeetingContext): BallotFormSheet {
    const subjects = context.agenda.map((item) => context.assessees.get(item.assesseeId)).filter((a): a is AssesseeView => a !== undefined);
    return ballotForm(meeting, Object.keys(classSums(meeting.groups)), context.scheme, subjects, this.plugins.catalogue('zh-CN'));
  }
}

/** Phases before the ballot form is fixed. */
export const BEFORE_VOTING: readonly Phase[] = ['planned', 'check_in', 'check_in_closed'];
