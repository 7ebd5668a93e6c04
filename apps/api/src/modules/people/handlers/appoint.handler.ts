import { Injectable } from '@nestjs/common';
import type { AppointmentIn } from '@shuping/contracts';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { PeopleRepository } from '../people.repository.ts';

/** Gives a person a post in an organisation from a day, the last day open or known (R-A2). */
@Injectable()
export class AppointHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: PeopleRepository, private readonly organisations: OrganisationsApi) {}

  execute(who: AppPrincipal, input: z.infer<typeof AppointmentIn>): Promise<Result<{ id: string }, Problem>> {
    const { personId, orgId, post, from, to } = input;
    return this.uow.run(who, async (tx) => {
      if (!isDay(from)) return err({ code: 'day.invalid', at: '/from' });
      if (to !== null && (!isDay(to) || to < from)) return err({ code: isDay(to) ? 'day.order' : 'day.invalid', at: '/to' });
      const org = await this.organisations.get(tx, orgId);
      if (!org || !can(who.ability, 'create', 'Appointment', { orgPath: org.path, sector: org.sector, personId })) return err({ code: 'organisation.not-found', at: '/orgId' });
      const person = await this.rows.get(tx, personId);
      if (!person || !can(who.ability, 'read', 'Person', person)) return err({ code: 'person.not-found', at: '/personId' });
      const id = randomUUID();
      if (await this.rows.overlaps(tx, { id, personId, orgId, post, from, to })) return err({ code: 'appointment.overlaps', at: '/from' });
      await this.rows.save(tx, this.rows.newAppointment(tx, { id, orgPath: org.path, sector: org.sector, orgId, personId, post, fromDay: from, toDay: to }));
      tx.audit({ action: 'appointment.create', subject: { type: 'Appointment', id }, orgPath: org.path, after: { personId, orgId, post, from, to } });
      return ok({ id });
    });
  }
}
