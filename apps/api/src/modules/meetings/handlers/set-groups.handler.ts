import { Injectable } from '@nestjs/common';
import { settleGroups } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { inPhase, unmetRule } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Sets the heads due per group and settles small groups before check-in (R-F3). Groups that the office names here, and small ones that the scheme names, vote by name. */
@Injectable()
export class SetGroupsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts) {}

  execute(who: AppPrincipal, id: string, version: number, due: Readonly<Record<string, number>>, named: readonly string[]): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'update');
      if (!found.ok) return found;
      const meeting = found.value;
      if (meeting.version !== version) return err({ code: 'request.version-stale', params: { version: meeting.version } });
      const phase = inPhase(meeting.phase, ['planned']);
      if (!phase.ok) return phase;
      const context = await this.contexts.of(tx, meeting);
      if (!context.ok) return context;
      const { groups } = context.value;
      const ids = groups.map((g) => g.id).sort();
      if (JSON.stringify(ids) !== JSON.stringify(Object.keys(due).sort()) || named.some((one) => !ids.includes(one))) return err({ code: 'meeting.groups-differ', at: '/due', params: { groups: ids.join(' ') } });
      if (meeting.groups.some((g) => g.printed > 0)) return err({ code: 'meeting.too-late', params: { phase: meeting.phase } });
      const settled = settleGroups(groups, due, named);
      if (!settled.ok) return settled;
      const unmet = [...context.value.schemes.values()].map(unmetRule).find((one) => one !== null);
      if (unmet) return err(unmet);
      const before = meeting.groups;
      meeting.groups = meeting.groups.map((g) => ({ ...g, due: due[g.id]!, settled: settled.value.find((s) => s.id === g.id)! }));
      await tx.em.flush();
      tx.audit({ action: 'meeting.groups', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before: before.map((g) => [g.id, g.due]), after: meeting.groups.map((g) => [g.id, g.due, g.settled!.votes]) });
      return ok(null);
    });
  }
}
