import { Injectable } from '@nestjs/common';
import type { AccountOut, AccountPatch } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { AccountsQueries } from '../accounts.queries.ts';
import { AccountsRepository } from '../accounts.repository.ts';

/** Changes the name that an account shows. */
@Injectable()
export class UpdateAccountHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: AccountsRepository, private readonly queries: AccountsQueries) {}

  execute(who: AppPrincipal, id: string, version: number, patch: z.infer<typeof AccountPatch>): Promise<Result<AccountOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Account', row)) return err({ code: 'account.not-found' });
      if (row.version !== version) return stale(await this.queries.shown(tx, who, row), row.version);
      const before = { name: row.name };
      row.name = patch.name;
      await tx.em.flush();
      tx.audit({ action: 'account.update', subject: { type: 'Account', id }, orgPath: row.orgPath, before, after: { ...patch } });
      return ok(await this.queries.shown(tx, who, row));
    });
  }
}
