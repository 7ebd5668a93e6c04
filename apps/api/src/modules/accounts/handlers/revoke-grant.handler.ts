import { Injectable } from '@nestjs/common';
import { err, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { Grants, type AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';

/** Takes a role away; the holder's next request is without it (SEC-P10). */
@Injectable()
export class RevokeGrantHandler {
  constructor(private readonly uow: UnitOfWork, private readonly grants: Grants, private readonly rows: AccountsRepository) {}

  execute(who: AppPrincipal, id: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.grant(tx, id);
      if (!row || !can(who.ability, 'delete', 'RoleGrant', row)) return err({ code: 'grant.not-found' });
      return this.grants.revoke(tx, id);
    });
  }
}
