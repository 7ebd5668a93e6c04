import { Injectable } from '@nestjs/common';
import type { AttendanceIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { inPhase, namedClasses } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Heads present, slips and sheets of paper handed out during check-in. Counts only, never names. */
@Injectable()
export class RecordAttendanceHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository) {}

  execute(who: AppPrincipal, id: string, input: z.infer<typeof AttendanceIn>): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      const meeting = found.value;
      if (!can(who.ability, 'update', 'Attendance', meeting)) return err({ code: 'permission.denied' });
      const phase = inPhase(meeting.phase, ['check_in']);
      if (!phase.ok) return phase;
      const known = new Set(meeting.groups.map((g) => g.id));
      const stranger = Object.keys({ ...input.present, ...input.handedOut, ...input.paper, ...input.parts }).find((one) => !known.has(one));
      if (stranger !== undefined) return err({ code: 'meeting.groups-differ', params: { group: stranger } });
      // who signs is ticked by name
      const signing = namedClasses(meeting).find((one) => input.present?.[one] !== undefined || input.handedOut?.[one] !== undefined || (input.paper?.[one] ?? 0) > 0);
      if (signing !== undefined) return err({ code: 'meeting.present-by-roll', at: `/present/${signing}`, params: { group: signing } });
      // a sheet of paper asks about everybody
      if (meeting.plan?.whole === false && Object.values(input.paper ?? {}).some((n) => n > 0)) return err({ code: 'meeting.paper-by-name', at: '/paper' });
      meeting.groups = meeting.groups.map((g) => ({ ...g, present: input.present?.[g.id] ?? g.present, handedOut: input.handedOut?.[g.id] ?? g.handedOut, ...(input.parts?.[g.id] ? { parts: { ...g.parts, ...input.parts[g.id] } } : {}) }));
      if (input.paper) meeting.paper = { ...meeting.paper, handedOut: { ...meeting.paper.handedOut, ...input.paper } };
      await tx.em.flush();
      tx.audit({ action: 'meeting.attendance', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...input } });
      return ok(null);
    });
  }
}
