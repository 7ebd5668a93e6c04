import { Injectable } from '@nestjs/common';
import { unitedGroups, type SectorRound, type SignedSheet } from '@shuping/domain';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { EvaluatorGroup, MeetingRules, Scheme } from '@shuping/scheme';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { ballotForm } from './ballot-form.ts';
import type { AgendaItemRecord, MeetingRecord } from './meeting.entity.ts';
import { classSums, inRound, standingOf, type MeetingStands, type RulesOf } from './meeting.rules.ts';
import { commonRules } from './common-rules.ts';
import { sheetsIn } from './round-sheets.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** A group with the sectors in whose rounds it votes. */
export type UnitedGroup = EvaluatorGroup & { readonly sectors: readonly string[] };

/**
 * A meeting with what its rules need to know. `schemes`: sector → frozen scheme, in the meeting's order; `groups`: of all of them together; `rules`: of a sector, or what they have in common for the whole meeting;
 * `isWhole`: the asker sees everybody on the agenda.
 */
export type MeetingContext = { readonly cycle: CycleView; readonly schemes: ReadonlyMap<string, Scheme>; readonly groups: readonly UnitedGroup[]; readonly rules: RulesOf; readonly isWhole: boolean; readonly agenda: readonly AgendaItemRecord[]; readonly assessees: ReadonlyMap<string, AssesseeView>; readonly standing: MeetingStands; readonly commentsMissing: number; /** of the subjects of a round, or of the whole agenda */ readonly missingComments: (round: string | null) => number };

type AskedRound = Pick<SectorRound, 'id' | 'subjects' | 'sector'>;

/** Loads the surroundings of a meeting and builds its ballot sheet. */
@Injectable()
export class MeetingContexts {
  constructor(private readonly cycles: CyclesApi, private readonly rows: MeetingsRepository, private readonly plugins: SectorPlugins) {}

  /** For whoever acts. Error: `meeting.sectors-beyond` when the agenda has people whom the asker does not see, since what follows concerns them all. */
  async of(tx: Tx, meeting: MeetingRecord): Promise<Result<MeetingContext, Problem>> {
    const context = await this.seen(tx, meeting);
    return context.ok && !context.value.isWhole ? err({ code: 'meeting.sectors-beyond' }) : context;
  }

  /** For readers: people whom the asker does not see are left out. */
  async seen(tx: Tx, meeting: MeetingRecord): Promise<Result<MeetingContext, Problem>> {
    const cycle = await this.cycles.cycle(tx, meeting.cycleId);
    if (!cycle) return err({ code: 'meeting.not-found' });
    const schemes = new Map<string, Scheme>();
    for (const sector of meeting.sectors) {
      const frozen = await this.cycles.schemeFor(tx, cycle, sector);
      if (!frozen) return err({ code: 'meeting.not-found' });
      schemes.set(sector, frozen.scheme);
    }
    const common = commonRules([...schemes.values()].map((scheme) => scheme.meeting));
    const rules: RulesOf = (sector): MeetingRules => schemes.get(sector ?? '')?.meeting ?? common;
    const agenda = await this.rows.agenda(tx, meeting.id);
    const assessees = new Map((await this.cycles.assessees(tx, cycle.id, { all: true })).map((a) => [a.id, a]));
    const commented = new Set((await this.rows.comments(tx, { meetingId: meeting.id })).map((c) => c.assesseeId));
    const standing = standingOf(meeting, agenda);
    const missingComments = (round: string | null): number => {
      const asked = standing.rounds.filter((one) => (round === null || one.id === round) && rules(one.sector).comment.required);
      return asked.flatMap((one) => one.subjects).filter((id) => !commented.has(id)).length;
    };
    const groups = unitedGroups([...schemes].map(([sector, scheme]) => ({ sector, groups: scheme.groups })));
    const isWhole = agenda.every((item) => assessees.has(item.assesseeId));
    return ok({ cycle, schemes, groups, rules, isWhole, agenda, assessees, standing, commentsMissing: missingComments(null), missingComments });
  }

  /** Sheets of everybody on the agenda, one for each sector's ballot, as rehearsals and the tally sheet use them. */
  whole(meeting: MeetingRecord, context: MeetingContext): readonly [BallotFormSheet, ...BallotFormSheet[]] {
    return this.forms({ ...meeting, plan: null }, { ...context, standing: standingOf({ ...meeting, grouping: { rule: 'together' } }, context.agenda) });
  }

  /** Sheets of the meeting's rounds as they stand; the caller hands them to the ballot side. */
  forms(meeting: MeetingRecord, context: MeetingContext): readonly [BallotFormSheet, ...BallotFormSheet[]] {
    const [first, ...rest] = context.standing.rounds.flatMap((round) => {
      const own = sheetsIn(meeting, round.id).map((sheet) => this.laid(meeting, context, { id: sheet.id, sector: round.sector, subjects: sheet.subjects }, Object.keys(sheet.classes)));
      return own.length > 0 ? own : [this.sheet(meeting, context, round)];
    });
    return [first!, ...rest];
  }

  /** A sheet of a group that votes by name, with all its subjects or those that one of its members rates. */
  namedSheet(meeting: MeetingRecord, context: MeetingContext, { id, round, subjects }: SignedSheet, group: string): BallotFormSheet {
    const { sector } = context.standing.rounds.find((one) => one.id === round)!;
    return { ...this.laid(meeting, context, { id, sector, subjects }, [group]), named: true };
  }

  private sheet(meeting: MeetingRecord, context: MeetingContext, round: AskedRound): BallotFormSheet {
    return this.laid(meeting, context, round, Object.keys(classSums(inRound(meeting, round).groups)));
  }

  private laid(meeting: MeetingRecord, context: MeetingContext, round: AskedRound, classes: readonly string[]): BallotFormSheet {
    const subjects = round.subjects.map((id) => context.assessees.get(id)).filter((a): a is AssesseeView => a !== undefined);
    const scheme = context.schemes.get(round.sector) ?? [...context.schemes.values()][0]!;
    return ballotForm({ id: meeting.id, title: meeting.title, round: round.id }, classes, scheme, subjects, this.plugins.catalogue('zh-CN'));
  }
}
