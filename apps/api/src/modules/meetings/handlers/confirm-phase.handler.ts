import { Injectable } from '@nestjs/common';
import { PHASE_MACHINE, step, type PhaseCommand } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** A scrutineer confirms the next phase command; one account counts once (R-F5). */
@Injectable()
export class ConfirmPhaseHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository) {}

  execute(who: AppPrincipal, id: string, command: PhaseCommand): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'sign');
      if (!found.ok) return found;
      const meeting = found.value;
      if (step(PHASE_MACHINE, meeting.phase, command) === null) return err({ code: 'meeting.illegal-phase', params: { phase: meeting.phase, command } });
      const given = meeting.confirmations[command] ?? [];
      if (given.some((c) => c.accountId === who.accountId)) return err({ code: 'meeting.already-confirmed', params: { command } });
      meeting.confirmations = { ...meeting.confirmations, [command]: [...given, { accountId: who.accountId, name: who.name }] };
      await tx.em.flush();
      tx.audit({ action: 'meeting.confirm', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { command, name: who.name } });
      return ok(null);
    });
  }
}
