import { Injectable } from '@nestjs/common';
import type { AccountIn } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import { Accounts } from '../../../platform/auth/index.ts';
import { passwordProblem } from '../../../platform/auth/password.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { PeopleApi } from '../../people/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';

/** Opens an account with a first password that must be changed (R-K2). */
@Injectable()
export class CreateAccountHandler {
  constructor(private readonly uow: UnitOfWork, private readonly accounts: Accounts, private readonly rows: AccountsRepository, private readonly organisations: OrganisationsApi, private readonly people: PeopleApi) {}

  execute(who: AppPrincipal, input: z.infer<typeof AccountIn>): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const org = await this.organisations.get(tx, input.orgId);
      if (!org || !can(who.ability, 'create', 'Account', { orgPath: org.path, personId: input.personId })) return err({ code: 'organisation.not-found', at: '/orgId' });
      const weak = passwordProblem(input.password, [input.login, input.name]);
      if (weak) return err({ ...weak, at: '/password' });
      if (input.personId !== null) {
        const person = await this.people.person(tx, input.personId);
        if (!person || !can(who.ability, 'read', 'Person', { id: person.id, orgPath: person.path })) return err({ code: 'person.not-found', at: '/personId' });
      }
      return asSystem(tx, async () => {
        if (await this.rows.personTaken(tx, input)) return err({ code: 'account.person-taken', at: '/personId' });
        return this.accounts.create(tx, { login: input.login, name: input.name, personId: input.personId, orgPath: org.path, password: input.password });
      });
    });
  }
}
