import { Injectable } from '@nestjs/common';
import type { BallotFormSheet } from '@shuping/ballot-box';
import { isRoundShut, isSealed, ledgerKey, paperProblems, type PaperLedger, type Phase } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, type Action } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import type { MeetingRecord } from './meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from './meeting-context.ts';
import { needsPlan } from './meeting-plan.rules.ts';
import { classSums, paperOn, sheetsOf } from './meeting.rules.ts';
import { roundOf, sheetsIn } from './round-sheets.rules.ts';
import { MeetingsRepository } from './meetings.repository.ts';

/** A meeting as its paper side needs it. `heads`: class → people present, with a slip and with a sheet; `isShut`: the round takes no more ballots and is not sealed. */
export type PaperDesk = {
  readonly id: string; readonly hostId: string; readonly cycleId: string; readonly orgPath: string; readonly title: string; readonly phase: Phase; readonly version: number;
  readonly heads: Readonly<Record<string, { readonly present: number; readonly slips: number; readonly sheets: number }>>;
  readonly ledgers: Readonly<Record<string, PaperLedger>>;
  readonly rounds: readonly { readonly form: BallotFormSheet; readonly isShut: boolean; readonly problems: readonly Problem[]; /** class → sheets handed out */ readonly handedOut: Readonly<Record<string, number>>; /** classes whose sheets are counted kind by kind, and how many people are entitled to each */ readonly typed: readonly string[]; readonly entitled: Readonly<Record<string, number>> }[];
  /** ballots follow from the roll, which is not fixed yet: there is nothing to print */
  readonly isWaiting: boolean;
  /** not everybody has the same ballots: a round here is one set of people on a sheet */
  readonly byKind: boolean;
};

/** Port of meetings for the paper module: forms, heads and ledgers, never a mark. */
@Injectable()
export class MeetingPaper {
  constructor(private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts) {}

  /** Errors: `meeting.not-found`, `permission.denied`, `permission.own-debrief` for typing sheets of the meeting that hears the asker. */
  async desk(tx: Tx, who: AppPrincipal, id: string, action: Action): Promise<Result<PaperDesk, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, action, 'PaperBatch', meeting)) return err({ code: 'permission.denied' });
    if (action === 'sign' && (await this.rows.hears(tx, id, who))) return err({ code: 'permission.own-debrief' });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    return ok({
      id: meeting.id, hostId: meeting.hostId, cycleId: meeting.cycleId, orgPath: meeting.orgPath, title: meeting.title, phase: meeting.phase, version: meeting.version, heads: headsOf(meeting), ledgers: meeting.paper.ledgers,
      isWaiting: meeting.plan === null && needsPlan(context.value), byKind: meeting.plan?.whole === false,
      rounds: meeting.plan === null && needsPlan(context.value) ? [] : this.contexts.forms(meeting, context.value).map((form) => roundOfDesk(meeting, context.value, form)),
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

function roundOfDesk(meeting: MeetingRecord, { standing }: MeetingContext, form: BallotFormSheet): PaperDesk['rounds'][number] {
  const round = standing.rounds.find((one) => one.id === roundOf(meeting, form.round))!;
  const handedOut = paperOn(meeting, round)[form.round] ?? {};
  const sheet = sheetsIn(meeting, round.id).find((one) => one.id === form.round);
  const typed = meeting.plan?.whole === false ? Object.keys(form.classes).filter((id) => !meeting.plan!.alike?.includes(id)) : [];
  return { form, isShut: isRoundShut(round) && !isSealed(meeting.phase), problems: paperProblems(form.round, handedOut, meeting.paper.ledgers, null), handedOut, typed, entitled: sheet?.classes ?? {} };
}

function headsOf(meeting: MeetingRecord): PaperDesk['heads'] {
  const sheets = sheetsOf(meeting);
  return Object.fromEntries(Object.entries(classSums(meeting.groups)).map(([id, sum]) => [id, { present: sum.present, slips: sum.handedOut, sheets: sheets[id] ?? 0 }]));
}
