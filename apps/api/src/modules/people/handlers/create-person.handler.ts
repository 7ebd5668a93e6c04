import { Injectable } from '@nestjs/common';
import type { PersonIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { PeopleRepository } from '../people.repository.ts';

/** Records a person, kept by an organisation (R-A1). */
@Injectable()
export class CreatePersonHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: PeopleRepository, private readonly organisations: OrganisationsApi) {}

  execute(who: AppPrincipal, input: z.infer<typeof PersonIn>): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.organisations.get(tx, input.orgId);
      const id = randomUUID();
      if (!org || !can(who.ability, 'create', 'Person', { orgPath: org.path, id })) return err({ code: 'organisation.not-found', at: '/orgId' });
      if (await this.rows.staffNumberTaken(tx, org.path, input.staffNumber, id)) return err({ code: 'person.staff-number-taken', at: '/staffNumber' });
      await this.rows.save(tx, this.rows.newPerson(tx, { id, orgPath: org.path, name: input.name, staffNumber: input.staffNumber }));
      tx.audit({ action: 'person.create', subject: { type: 'Person', id }, orgPath: org.path, after: { name: input.name, staffNumber: input.staffNumber } });
      return ok({ id });
    });
  }
}
