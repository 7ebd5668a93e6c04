import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { Accounts } from '../../../platform/auth/index.ts';
import { passwordProblem } from '../../../platform/auth/password.ts';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { AccountsRepository } from '../accounts.repository.ts';
import { mayTakeOver } from '../takeover.rules.ts';

/** Gives an account a first password again; its sessions end and the password must be changed (R-K2). */
@Injectable()
export class ResetPasswordHandler {
  constructor(private readonly uow: UnitOfWork, private readonly accounts: Accounts, private readonly rows: AccountsRepository) {}

  execute(who: AppPrincipal, id: string, password: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Account', row)) return err({ code: 'account.not-found' });
      if (row.id === who.accountId) return err({ code: 'account.own' });
      const weak = passwordProblem(password, [row.login, row.name]);
      if (weak) return err({ ...weak, at: '/password' });
      return asSystem(tx, async () => {
        if (!mayTakeOver(who, row, await this.rows.held(tx, id))) return err({ code: 'account.beyond-own-scope' });
        await this.accounts.resetPassword(tx, { id, orgPath: row.orgPath }, password);
        return ok(null);
      });
    });
  }
}
