import { Injectable } from '@nestjs/common';
import { guardPhase, isRepeated, moveMeeting, type Moved, type PhaseCommand } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, SlipsStore, type SlipCounts, type Way } from '../../ballots/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import { headProblems, kindProblems, roundPaperProblems } from '../meeting-paper.rules.ts';
import { factsOf, recountKeysOf, slipProblems, stepOf, type Returned } from '../meeting.rules.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { partProblems } from '../meeting-plan.rules.ts';
import { boxRounds, byRound, withTaken } from '../round-sheets.rules.ts';
import { FreezeRoll } from './freeze-roll.ts';
import { PreFlightHandler } from './pre-flight.handler.ts';

type PlainCommand = Exclude<PhaseCommand, 'seal'>;
type Asked = { readonly command: PlainCommand; readonly round: string | null };
type Box = { readonly slips: Record<string, SlipCounts>; readonly returned: Returned; readonly tickets?: Returned };
/** `to` is null when the meeting is there already. */
type Ready = { readonly meeting: MeetingRecord; readonly context: MeetingContext; readonly to: Moved | null; readonly round: string | null };

/**
 * Moves a meeting one phase on, or one round. Meeting side and ballot side are two transactions: check-in and voting open on the meeting side first and close on the ballot side first, so that
 * whatever crashes in between no ticket is given outside `check_in` and no ballot is taken outside `voting`; the same command again finishes what was left.
 */
@Injectable()
export class ChangePhaseHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly slips: SlipsStore, private readonly preFlight: PreFlightHandler, private readonly electors: ElectorsRepository, private readonly freeze: FreezeRoll) {}

  async execute(who: AppPrincipal, id: string, asked: Asked, way: Way): Promise<Result<null, Problem>> {
    const { command } = asked;
    const admitted = await this.preFlight.admit(who, id, command, way);
    if (!admitted.ok) return admitted;
    const box: Box = { slips: command === 'close_check_in' ? await this.slips.counts(id) : {}, returned: command === 'close_voting' ? await this.box.returnedByRound(id) : {} };
    const ready = await this.uow.run(who, (tx) => this.check(tx, who, id, asked, box));
    if (!ready.ok) return ready;
    const { meeting, context, to, round: at } = ready.value;
    const laysForms = command === 'open_check_in' || (command === 'open_voting' && Object.keys(meeting.roundPhases).length === 0);
    const fingerprint = laysForms && to !== null ? await this.box.prepare(...this.contexts.forms(meeting, context)) : null;
    if (command === 'close_check_in') await this.box.setCheckIn(id, 'closed');
    if (command === 'close_voting') await this.box.setPhase(id, boxRounds(meeting, at!), 'closed');
    if (to !== null) {
      const counted = command === 'close_check_in' ? { ...box, slips: await this.slips.counts(id), tickets: await this.slips.tickets(id) } : box;
      const moved = await this.uow.run(who, (tx) => this.move(tx, who, id, asked, { box: counted, fingerprint }));
      if (!moved.ok) {
        if (command === 'close_check_in') await this.box.setCheckIn(id, 'open');
        return moved;
      }
    }
    if (command === 'open_check_in') await this.box.setCheckIn(id, 'open');
    if (command === 'open_voting') await this.box.setPhase(id, boxRounds(meeting, at!), 'voting', recountKeysOf(meeting));
    return ok(null);
  }

  private async move(tx: Tx, who: AppPrincipal, id: string, asked: Asked, { box, fingerprint }: { readonly box: Box; readonly fingerprint: string | null }): Promise<Result<null, Problem>> {
    const again = await this.check(tx, who, id, asked, box);
    if (!again.ok) return again;
    const { meeting, context, to } = again.value;
    // somebody else gave the same command meanwhile
    if (to === null) return ok(null);
    const { key } = stepOf(meeting, context.standing, asked.command, to.round, byRound(meeting, box.returned));
    const from = meeting.phase;
    meeting.phase = to.phase;
    if (to.round !== null) meeting.roundPhases = { ...meeting.roundPhases, [to.round]: to.rounds.find((one) => one.id === to.round)!.phase };
    if (asked.command === 'close_check_in') {
      meeting.groups = withTaken(meeting.groups, await this.electors.taken(tx, meeting)).map((g) => ({ ...g, stamped: box.slips[g.id]?.stamped ?? 0 }));
      if (meeting.plan) meeting.plan = { ...meeting.plan, tickets: copied(box.tickets ?? {}) };
    }
    await tx.em.flush();
    const more = { ...(fingerprint === null ? {} : { fingerprint }), ...(asked.command === 'close_check_in' ? { tickets: meeting.groups.map((g) => [g.id, g.stamped]) } : {}) };
    const round = to.round !== null && to.rounds.length > 1 ? { round: to.round, command: asked.command } : {};
    tx.audit({ action: 'meeting.phase', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before: { phase: from }, after: { phase: to.phase, ...round, confirmedBy: (meeting.confirmations[key] ?? []).map((c) => c.name), ...more } });
    return ok(null);
  }

  private async check(tx: Tx, who: AppPrincipal, id: string, { command, round }: Asked, box: Box): Promise<Result<Ready, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, command.startsWith('open') ? 'open' : 'close', 'Meeting', meeting)) return err({ code: 'permission.denied' });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    const { standing, rules, missingComments } = context.value;
    if (isRepeated(standing, command, round)) return ok({ meeting, context: context.value, to: null, round: round ?? standing.rounds[0]!.id });
    const next = moveMeeting(standing, command, round);
    if (!next.ok) return next;
    const at = next.value.round;
    const taken = command === 'close_check_in' ? await this.electors.taken(tx, meeting) : {};
    const counted = { ...meeting, groups: withTaken(meeting.groups, taken) };
    const guarded = guardPhase(command, factsOf(counted, command, { rules, commentsMissing: missingComments(at), standing, round: at, returned: byRound(meeting, box.returned) }));
    if (!guarded.ok) return guarded;
    const issues = ISSUES[command]?.(counted, context.value, { at, box, taken }) ?? [];
    if (issues.length > 0) return err({ code: 'meeting.guard', params: { command }, issues });
    if (command === 'open_check_in') {
      const frozen = await this.freeze.now(tx, meeting, context.value);
      if (!frozen.ok) return frozen;
    }
    return ok({ meeting, context: context.value, to: next.value, round: at });
  }
}

type Looked = { readonly at: string | null; readonly box: Box; readonly taken: Readonly<Record<string, number>> };

/** What stands in the way of a step, place by place. */
const ISSUES: Partial<Record<PlainCommand, (meeting: MeetingRecord, context: MeetingContext, looked: Looked) => Problem[]>> = {
  close_check_in: (meeting, { standing, assessees }, { box, taken }) => [...slipProblems(meeting.groups, box.slips, taken), ...headProblems(meeting), ...kindProblems(meeting, standing.rounds, assessees)],
  open_voting: (meeting, context) => partProblems(meeting, context),
  close_voting: (meeting, { standing }, { at }) => roundPaperProblems(meeting, standing.rounds.find((one) => one.id === at)!, null),
};

const copied = (counts: Returned): Record<string, Record<string, number>> => Object.fromEntries(Object.entries(counts).map(([id, one]) => [id, { ...one }]));
