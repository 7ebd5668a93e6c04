import { Injectable } from '@nestjs/common';
import type { GrantIn } from '@shuping/contracts';
import { dayOf, err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { breaksSeparation, can } from '@shuping/permissions';
import type { z } from 'zod';
import { Grants, type AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { OrganisationsApi, type Org } from '../../organisations/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';

/** 监票人 */
const COUNTS = 'scrutineer';

type Input = z.infer<typeof GrantIn>;

/** Gives a role on a subtree, for sectors and days (R-K1). Nobody gives one to the own account, nor beyond the own scope. */
@Injectable()
export class GiveGrantHandler {
  constructor(private readonly uow: UnitOfWork, private readonly grants: Grants, private readonly rows: AccountsRepository, private readonly organisations: OrganisationsApi) {}

  execute(who: AppPrincipal, input: Input): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const { from, to } = input;
      if (from !== null && !isDay(from)) return err({ code: 'day.invalid', at: '/from' });
      if (to !== null && !isDay(to)) return err({ code: 'day.invalid', at: '/to' });
      if (from !== null && to !== null && to < from) return err({ code: 'day.order', at: '/to' });
      const org = await this.organisations.get(tx, input.orgId);
      if (!org || !can(who.ability, 'create', 'RoleGrant', { orgPath: org.path, personId: null })) return err({ code: 'organisation.not-found', at: '/orgId' });
      const account = await this.rows.get(tx, input.accountId);
      if (!account || !can(who.ability, 'read', 'Account', account)) return err({ code: 'account.not-found', at: '/accountId' });
      if (account.id === who.accountId) return err({ code: 'grant.own' });
      const refused = await this.refusal(tx, input, org, account.personId ?? null);
      if (!refused.ok) return refused;
      return this.grants.grant(tx, { accountId: input.accountId, role: input.role, plugin: input.plugin, path: org.path, sectors: input.sectors, from, to });
    });
  }

  /** What the asker's own view of rows cannot tell: roles held elsewhere, sectors enabled above, and meetings that hear who is to count their votes. */
  private refusal(tx: Tx, input: Input, org: Org, personId: string | null): Promise<Result<null, Problem>> {
    return asSystem(tx, async () => {
      const meeting = personId !== null && input.role === COUNTS ? await this.rows.heardAt(tx, personId, org.path) : null;
      if (meeting !== null) return err({ code: 'grant.own-debrief', at: '/role', params: { meeting } });
      const held = (await this.rows.held(tx, input.accountId)).filter((grant) => grant.plugin === '').map((grant) => grant.role);
      if (input.plugin === '') return breaksSeparation(held, input.role) ? err({ code: 'grant.roles-separated', at: '/role' }) : ok(null);
      const enabled = await this.organisations.enabledSectors(tx, org.path, dayOf(tx.now));
      return enabled.some((one) => one.sector === input.plugin) ? ok(null) : err({ code: 'sector.not-enabled', at: '/plugin' });
    });
  }
}
