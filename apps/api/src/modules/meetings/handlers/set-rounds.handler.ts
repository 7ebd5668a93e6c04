import { Injectable } from '@nestjs/common';
import type { Grouping } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Chooses which subjects are opened together, until the first slip is printed: the keys of the tickets follow from it. */
@Injectable()
export class SetRoundsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository) {}

  execute(who: AppPrincipal, id: string, version: number, grouping: Grouping): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'update');
      if (!found.ok) return found;
      const meeting = found.value;
      if (meeting.version !== version) return err({ code: 'request.version-stale', params: { version: meeting.version } });
      const phase = inPhase(meeting.phase, ['planned']);
      if (!phase.ok) return phase;
      if (meeting.groups.some((g) => g.printed > 0)) return err({ code: 'meeting.too-late', params: { phase: meeting.phase } });
      const before = meeting.grouping;
      meeting.grouping = { ...grouping };
      await tx.em.flush();
      tx.audit({ action: 'meeting.rounds', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before, after: grouping });
      return ok(null);
    });
  }
}
