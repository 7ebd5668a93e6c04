import { Injectable } from '@nestjs/common';
import { err, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { SecondFactor } from '../../../platform/auth/index.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';
import { mayTakeOver } from '../takeover.rules.ts';

/** Takes the second factor of an account away when its holder has lost it: two administrators, one after the other (SEC-S5). */
@Injectable()
export class ResetSecondFactorHandler {
  constructor(private readonly uow: UnitOfWork, private readonly factor: SecondFactor, private readonly rows: AccountsRepository) {}

  execute(who: AppPrincipal, id: string): Promise<Result<{ done: boolean }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Account', row)) return err({ code: 'account.not-found' });
      if (row.id === who.accountId) return err({ code: 'account.own' });
      return asSystem(tx, async () => {
        if (!mayTakeOver(who, row, await this.rows.held(tx, id))) return err({ code: 'account.beyond-own-scope' });
        return this.factor.reset(tx, { id, orgPath: row.orgPath }, who.accountId);
      });
    });
  }
}
