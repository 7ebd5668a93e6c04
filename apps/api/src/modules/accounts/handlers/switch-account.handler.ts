import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { Accounts } from '../../../platform/auth/index.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';
import { mayTakeOver } from '../takeover.rules.ts';

/** Switches an account off, which ends its sessions at once, or on again (SEC-S2). */
@Injectable()
export class SwitchAccountHandler {
  constructor(private readonly uow: UnitOfWork, private readonly accounts: Accounts, private readonly rows: AccountsRepository) {}

  execute(who: AppPrincipal, id: string, disabled: boolean): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Account', row)) return err({ code: 'account.not-found' });
      if (row.id === who.accountId) return err({ code: 'account.own' });
      return asSystem(tx, async () => {
        if (!mayTakeOver(who, row, await this.rows.held(tx, id))) return err({ code: 'account.beyond-own-scope' });
        if (!disabled && (await this.rows.personTaken(tx, row))) return err({ code: 'account.person-taken' });
        if (row.disabled !== disabled) await this.accounts.setDisabled(tx, { id, orgPath: row.orgPath }, disabled);
        return ok(null);
      });
    });
  }
}
