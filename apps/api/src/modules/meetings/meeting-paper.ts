import { Injectable } from '@nestjs/common';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { isRoundShut, isSealed, ledgerKey, type PaperLedger, type Phase } from '@shuping/domain';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can, type Action } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from './meeting-context.ts';
import { roundPaperProblems } from './meeting-paper.rules.ts';
import { classSums, sheetsOf } from './meeting.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** A meeting as its paper side needs it. `heads`: class → people present, with a slip and with a sheet; `isShut`: the round takes no more ballots and is not sealed. */
export type PaperDesk = {
  readonly id: string; readonly hostId: string; readonly orgPath: string; readonly title: string; readonly phase: Phase; readonly version: number;
  readonly heads: Readonly<Record<string, { readonly present: number; readonly slips: number; readonly sheets: number }>>;
  readonly ledgers: Readonly<Record<string, PaperLedger>>;
  readonly rounds: readonly { readonly form: BallotFormSheet; readonly isShut: boolean; readonly problems: readonly Problem[] }[];
  /** ballots that are not the same for everybody of a class, by name; then there is no paper and `rounds` is empty */
  readonly differ: readonly DifferentBallot[];
};

export type DifferentBallot = { readonly subjects: readonly string[]; readonly classes: readonly { readonly id: string; readonly title: TextRef; readonly entitled: number }[] };

/** Port of meetings for the paper module: forms, heads and ledgers, never a mark. */
@Injectable()
export class MeetingPaper {
  constructor(private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts) {}

  /** Errors: `meeting.not-found`, `permission.denied`. */
  async desk(tx: Tx, who: AppPrincipal, id: string, action: Action): Promise<Result<PaperDesk, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, action, 'PaperBatch', meeting)) return err({ code: 'permission.denied' });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    return ok({
      id: meeting.id, hostId: meeting.hostId, orgPath: meeting.orgPath, title: meeting.title, phase: meeting.phase, version: meeting.version, heads: headsOf(meeting), ledgers: meeting.paper.ledgers,
      // a sheet of paper asks about everybody: where ballots differ there is none
      rounds: meeting.plan?.whole === false ? [] : this.contexts.forms(meeting, context.value).map((form, at) => ({ form, isShut: isRoundShut(context.value.standing.rounds[at]!) && !isSealed(meeting.phase), problems: roundPaperProblems(meeting, context.value.standing.rounds[at]!, null) })),
      differ: differentBallots(meeting, context.value),
    });
  }

  /** Replaces the ledger of a class in a round; the caller has checked that it may change. Errors: `request.version-stale`. */
  async saveLedger(tx: Tx, id: string, at: { readonly round: string; readonly class: string; readonly version: number }, ledger: PaperLedger): Promise<Result<null, Problem>> {
    const meeting = (await this.rows.meeting(tx, id))!;
    if (meeting.version !== at.version) return err({ code: 'request.version-stale', params: { version: meeting.version } });
    meeting.paper = { ...meeting.paper, ledgers: { ...meeting.paper.ledgers, [ledgerKey(at.round, at.class)]: ledger } };
    await tx.em.flush();
    return ok(null);
  }
}

/** Ballots of a meeting in which not everybody rates the same people, each by the names on it. */
export function differentBallots(meeting: Pick<MeetingRecord, 'plan'>, { assessees, groups }: Pick<MeetingContext, 'assessees' | 'groups'>): DifferentBallot[] {
  if (meeting.plan?.whole !== false) return [];
  return meeting.plan.sheets.map((sheet) => ({
    subjects: sheet.subjects.map((id) => assessees.get(id)?.personName ?? ''),
    classes: Object.entries(sheet.classes).map(([id, entitled]) => ({ id, title: groups.find((one) => one.id === id)?.title ?? { text: id }, entitled })),
  }));
}

function headsOf(meeting: MeetingRecord): PaperDesk['heads'] {
  const sheets = sheetsOf(meeting);
  return Object.fromEntries(Object.entries(classSums(meeting.groups)).map(([id, sum]) => [id, { present: sum.present, slips: sum.handedOut, sheets: sheets[id] ?? 0 }]));
}
