import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import type { MeetingRecord } from '../meeting.entity.ts';
import { namedClasses, presenceBar, withSigners } from '../meeting.rules.ts';
import { MeetingsRepository } from '../meetings.repository.ts';
import { NamedRepository } from '../named.repository.ts';

/** 记名签到: the clerk ticks who of those who vote by name is there. Who is not cannot vote; the heads present of their groups follow from it. */
@Injectable()
export class NamedPresenceHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingsRepository, private readonly rows: NamedRepository) {}

  /** Repeating changes nothing. Errors: `named.voter-not-found`, `named.has-voted` for somebody who is to be absent, `meeting.too-early`, `meeting.too-late`. */
  execute(who: AppPrincipal, id: string, ids: readonly string[], present: boolean): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.meetings.meetingFor(tx, who, id, 'read');
      if (!found.ok) return found;
      if (!can(who.ability, 'update', 'Attendance', found.value)) return err({ code: 'permission.denied' });
      // ballots in the making are waited for, and two who tick count one after the other
      await tx.sql('select id from meeting where id = ? for update', [id]);
      await tx.em.refresh(found.value);
      const meeting = found.value;
      const bar = presenceBar(meeting.phase);
      if (bar !== null) return err({ code: bar, params: { phase: meeting.phase } });
      const voters = (await this.rows.voters(tx, id)).filter((one) => ids.includes(one.id));
      if (voters.length < new Set(ids).size) return err({ code: 'named.voter-not-found' });
      const ballots = present ? [] : await this.rows.ballots(tx, { meetingId: id });
      const cast = voters.find((one) => ballots.some((ballot) => ballot.voterId === one.id));
      if (cast) return err({ code: 'named.has-voted', params: { name: cast.name } });
      for (const one of voters) one.present = present;
      await tx.em.flush();
      await countSigners(tx, meeting, this.rows);
      tx.audit({ action: 'meeting.named-presence', subject: { type: 'Meeting', id }, orgPath: meeting.orgPath, after: { present, names: voters.map((one) => one.name) } });
      return ok(null);
    });
  }
}

/** Writes heads present of the groups that sign as those stand who checked in. */
export async function countSigners(tx: Tx, meeting: MeetingRecord, rows: NamedRepository): Promise<void> {
  const present: Record<string, number> = {};
  for (const one of await rows.voters(tx, meeting.id)) if (one.present) present[one.group] = (present[one.group] ?? 0) + 1;
  meeting.groups = withSigners(meeting.groups, present, await rows.twice(tx, meeting.id, namedClasses(meeting)));
  await tx.em.flush();
}
