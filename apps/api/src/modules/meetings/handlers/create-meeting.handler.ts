import { Injectable } from '@nestjs/common';
import type { MeetingIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import type { MeetingGroup } from '../meeting.entity.ts';
import { MeetingsRepository } from '../meetings.repository.ts';

/** Plans a meeting of one sector of a cycle: every included assessee of it debriefs, groups come from the frozen scheme (R-F1). */
@Injectable()
export class CreateMeetingHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: MeetingsRepository, private readonly cycles: CyclesApi) {}

  execute(who: AppPrincipal, input: z.infer<typeof MeetingIn>): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, input.cycleId);
      if (!cycle || !can(who.ability, 'create', 'Meeting', { orgPath: cycle.orgPath, publishedTo: '' })) return err({ code: 'cycle.not-found', at: '/cycleId' });
      const stage = this.cycles.requireStage(cycle, 'vetting', 'grading');
      if (!stage.ok) return stage;
      const included = await this.cycles.assessees(tx, cycle.id);
      const sectors = [...new Set(included.map((a) => a.sector))];
      const sector = input.sector ?? (sectors.length === 1 ? sectors[0]! : null);
      if (sector === null && sectors.length > 1) return err({ code: 'meeting.sector-needed', at: '/sector', params: { sectors: sectors.join(' ') } });
      const debriefs = included.filter((a) => a.sector === sector);
      const frozen = sector === null ? null : await this.cycles.schemeFor(tx, cycle, sector);
      if (debriefs.length === 0 || !frozen) return err({ code: 'meeting.no-debriefs' });
      const id = randomUUID();
      const { scheme } = frozen;
      const groups = scheme.groups.map((g): MeetingGroup => ({ id: g.id, due: 0, present: 0, printed: 0, voided: 0, handedOut: 0, stamped: 0, replaced: 0, settled: null }));
      const meeting = this.rows.createMeeting(tx, {
        hostId: cycle.hostId, id, orgPath: cycle.orgPath, publishedTo: cycle.publishedTo, cycleId: cycle.id, sector, title: input.title, place: input.place,
        startsAt: new Date(input.startsAt), phase: 'planned', drawSeed: '', groups, confirmations: {}, grouping: { rule: scheme.meeting.rounds ?? 'together' }, roundPhases: {}, waves: [], sealRoot: '', counts: null, paper: { handedOut: {}, ledgers: {} },
      });
      const agenda = debriefs.map((a, position) => this.rows.createAgendaItem(tx, { hostId: cycle.hostId, id: randomUUID(), orgPath: a.orgPath, sector: a.sector, meetingId: id, assesseeId: a.id, personId: a.personId, position, mode: scheme.meeting.mode, spokenSeconds: null, done: false }));
      await this.rows.save(tx, meeting, ...agenda);
      tx.audit({ action: 'meeting.create', subject: { type: 'Meeting', id }, orgPath: cycle.orgPath, after: { ...input, debriefs: debriefs.length } });
      return ok({ id });
    });
  }
}
