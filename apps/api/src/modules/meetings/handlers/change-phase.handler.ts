import { Injectable } from '@nestjs/common';
import { changePhase, type Phase, type PhaseCommand } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { BallotBoxStore, SlipsStore, type SlipCounts } from '../../ballots/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { MeetingContexts, type MeetingContext } from '../meeting-context.ts';
import { factsOf, ROUND, slipProblems } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

type PlainCommand = Exclude<PhaseCommand, 'seal'>;
type Ready = { readonly meeting: MeetingRecord; readonly context: MeetingContext; readonly to: Phase; readonly repeated: boolean };

/**
 * Moves a meeting one phase on. Meeting side and ballot side are two transactions: check-in and voting open on the meeting side first and close on the ballot side first, so that
 * whatever crashes in between no ticket is given outside `check_in` and no ballot is taken outside `voting`; the same command again finishes what was left.
 */
@Injectable()
export class ChangePhaseHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly box: BallotBoxStore, private readonly slips: SlipsStore) {}

  async execute(who: AppPrincipal, id: string, command: PlainCommand): Promise<Result<null, Problem>> {
    const box = command === 'close_check_in' ? await this.slips.counts(id) : {};
    const ready = await this.uow.run(who, (tx) => this.check(tx, who, id, command, box));
    if (!ready.ok) return ready;
    const { meeting, context, repeated } = ready.value;
    const fingerprint = (command === 'open_check_in' || command === 'open_voting') && !repeated ? await this.box.prepare(this.contexts.form(meeting, context)) : null;
    if (command === 'close_check_in') await this.box.setCheckIn(id, 'closed');
    if (command === 'close_voting') await this.box.setPhase(id, ROUND, 'closed');
    if (!repeated) {
      const counted = command === 'close_check_in' ? await this.slips.counts(id) : box;
      const moved = await this.uow.run(who, (tx) => this.move(tx, who, id, command, { box: counted, fingerprint }));
      if (!moved.ok) {
        if (command === 'close_check_in') await this.box.setCheckIn(id, 'open');
        return moved;
      }
    }
    if (command === 'open_check_in') await this.box.setCheckIn(id, 'open');
    if (command === 'open_voting') await this.box.setPhase(id, ROUND, 'voting');
    return ok(null);
  }

  private async move(tx: Tx, who: AppPrincipal, id: string, command: PlainCommand, { box, fingerprint }: { readonly box: Record<string, SlipCounts>; readonly fingerprint: string | null }): Promise<Result<null, Problem>> {
    const again = await this.check(tx, who, id, command, box);
    if (!again.ok) return again;
    const { meeting, to } = again.value;
    const from = meeting.phase;
    meeting.phase = to;
    if (command === 'close_check_in') meeting.groups = meeting.groups.map((g) => ({ ...g, stamped: box[g.id]?.stamped ?? 0 }));
    await tx.em.flush();
    const more = { ...(fingerprint === null ? {} : { fingerprint }), ...(command === 'close_check_in' ? { tickets: meeting.groups.map((g) => [g.id, g.stamped]) } : {}) };
    tx.audit({ action: 'meeting.phase', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before: { phase: from }, after: { phase: to, confirmedBy: (meeting.confirmations[command] ?? []).map((c) => c.name), ...more } });
    return ok(null);
  }

  private async check(tx: Tx, who: AppPrincipal, id: string, command: PlainCommand, box: Record<string, SlipCounts>): Promise<Result<Ready, Problem>> {
    const found = await this.rows.meetingFor(tx, who, id, 'read');
    if (!found.ok) return found;
    const meeting = found.value;
    if (!can(who.ability, command.startsWith('open') ? 'open' : 'close', 'Meeting', meeting)) return err({ code: 'permission.denied' });
    const context = await this.contexts.of(tx, meeting);
    if (!context.ok) return context;
    if (meeting.phase === AFTER[command]) return ok({ meeting, context: context.value, to: meeting.phase, repeated: true });
    const next = changePhase(meeting.phase, command, factsOf(meeting, command, { quorum: context.value.scheme.meeting.quorum, commentsMissing: context.value.commentsMissing, returned: 0 }));
    if (!next.ok) return next;
    const issues = command === 'close_check_in' ? slipProblems(meeting.groups, box) : [];
    if (issues.length > 0) return err({ code: 'meeting.guard', params: { command }, issues });
    return ok({ meeting, context: context.value, to: next.value, repeated: false });
  }
}

const AFTER: Record<PlainCommand, Phase> = { open_check_in: 'check_in', close_check_in: 'check_in_closed', open_voting: 'voting', close_voting: 'closed' };
