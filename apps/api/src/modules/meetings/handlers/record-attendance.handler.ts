import { Injectable } from '@nestjs/common';
import type { AttendanceIn } from '@shuping/contracts';
import { ticketName } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
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
      const strange = kindBeyond(meeting, input.kinds ?? {});
      if (strange) return err(strange);
      meeting.groups = meeting.groups.map((g) => ({ ...g, present: input.present?.[g.id] ?? g.present, handedOut: input.handedOut?.[g.id] ?? g.handedOut, ...(input.parts?.[g.id] ? { parts: { ...g.parts, ...input.parts[g.id] } } : {}) }));
      if (input.paper || input.kinds) meeting.paper = { ...meeting.paper, handedOut: { ...meeting.paper.handedOut, ...input.paper }, ...(input.kinds ? { kinds: { ...meeting.paper.kinds, ...input.kinds } } : {}) };
      await tx.em.flush();
      tx.audit({ action: 'meeting.attendance', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { ...input } });
      return ok(null);
    });
  }
}

/** A kind of paper that the meeting does not have, or of which more were handed out than people are entitled to it. Where everybody of a class has the same ballots, kinds follow from the people. */
function kindBeyond({ plan }: Pick<MeetingRecord, 'plan'>, kinds: Readonly<Record<string, number>>): Problem | null {
  for (const [kind, sheets] of Object.entries(kinds)) {
    const own = plan?.whole === false ? plan.sheets.flatMap((sheet) => Object.entries(sheet.classes).filter(([id]) => ticketName(sheet.id, id) === kind && !plan.alike?.includes(id))) : [];
    if (own.length === 0) return { code: 'paper.unknown-class', at: '/kinds' };
    if (sheets > own[0]![1]) return { code: 'paper.kind-beyond-entitled', at: '/kinds', params: { sheets, entitled: own[0]![1] } };
  }
  return null;
}
