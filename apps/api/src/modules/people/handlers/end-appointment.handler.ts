import { Injectable } from '@nestjs/common';
import type { AppointmentEnd, AppointmentOut } from '@shuping/contracts';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { toAppointment } from '../people.presenter.ts';
import { PeopleRepository } from '../people.repository.ts';

/** Enters or changes the last day of a post; the post itself stays in history (R-A2). */
@Injectable()
export class EndAppointmentHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: PeopleRepository, private readonly organisations: OrganisationsApi) {}

  execute(who: AppPrincipal, id: string, version: number, { to }: z.infer<typeof AppointmentEnd>): Promise<Result<AppointmentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.appointment(tx, id);
      if (!row || !can(who.ability, 'update', 'Appointment', row)) return err({ code: 'appointment.not-found' });
      const orgName = (await this.organisations.get(tx, row.orgId))?.name ?? '';
      if (row.version !== version) return stale(toAppointment(row, who, orgName), row.version);
      if (to !== null && !isDay(to)) return err({ code: 'day.invalid', at: '/to' });
      if (to !== null && to < row.fromDay) return err({ code: 'day.order', at: '/to' });
      if (await this.rows.overlaps(tx, { id, personId: row.personId, orgId: row.orgId, post: row.post, from: row.fromDay, to })) return err({ code: 'appointment.overlaps', at: '/to' });
      const before = { to: row.toDay };
      row.toDay = to;
      await tx.em.flush();
      tx.audit({ action: 'appointment.end', subject: { type: 'Appointment', id }, orgPath: row.orgPath, before, after: { to } });
      return ok(toAppointment(row, who, orgName));
    });
  }
}
