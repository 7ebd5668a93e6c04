import { Injectable } from '@nestjs/common';
import { settleGroups } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { MeetingContexts } from '../meeting-context.ts';
import { ElectorsRepository } from '../electors.repository.ts';
import { isByName, planOf } from '../meeting-plan.rules.ts';
import { inPhase } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Sets the heads due per group and settles small groups before check-in (R-F3). Groups that the office names here, and small ones that the scheme names, vote by name. */
@Injectable()
export class SetGroupsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly contexts: MeetingContexts, private readonly electors: ElectorsRepository) {}

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
      const electors = await this.electors.all(tx, id);
      // of groups that come by name the roll says how many they are
      const heads = Object.fromEntries(groups.map(({ id: one }) => [one, isByName(context.value, one) ? electors.filter((elector) => elector.groups.includes(one)).length : due[one]!]));
      const nobody = groups.find((group) => isByName(context.value, group.id) && heads[group.id] === 0);
      if (nobody) return err({ code: 'meeting.rates-need-names', at: `/due/${nobody.id}`, params: { group: nobody.id } });
      const settled = settleGroups(groups, heads, named);
      if (!settled.ok) return settled;
      const before = meeting.groups;
      const after = meeting.groups.map((g) => ({ ...g, due: heads[g.id]!, settled: settled.value.find((s) => s.id === g.id)! }));
      const planned = planOf({ groups: after }, context.value, electors);
      if (!planned.ok) return planned;
      meeting.groups = after;
      await tx.em.flush();
      tx.audit({ action: 'meeting.groups', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, before: before.map((g) => [g.id, g.due]), after: meeting.groups.map((g) => [g.id, g.due, g.settled!.votes]) });
      return ok(null);
    });
  }
}
