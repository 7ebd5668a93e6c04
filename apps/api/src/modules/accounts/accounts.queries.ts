import { Injectable } from '@nestjs/common';
import type { AccountOut, AccountsQuery, PageOf } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { SecurityTime } from '../../platform/auth/index.ts';
import type { AccountRecord } from '../../platform/auth/account.entity.ts';
import { toAccount } from './accounts.presenter.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { escapeLike } from '../../platform/persistence/like.ts';

const DAY_MS = 24 * 60 * 60_000;
const ORDER = [{ field: 'login', direction: 'asc' as const }];

/** Accounts in the asker's scope. */
@Injectable()
export class AccountsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: AccountsRepository, private readonly organisations: OrganisationsApi, private readonly time: SecurityTime) {}

  list(who: AppPrincipal, query: z.infer<typeof AccountsQuery>): Promise<Result<PageOf<AccountOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Account'), plan.value.where];
      if (query.orgId !== undefined) {
        const org = await this.organisations.get(tx, query.orgId);
        if (!org) return err({ code: 'organisation.not-found' });
        where.push({ orgPath: { $gte: org.path, $lt: `${org.path}~` } });
      }
      const q = escapeLike(query.q?.trim() ?? '');
      if (q !== '') where.push({ $or: [{ name: { $like: `%${q}%` } }, { login: { $like: `%${q.toLowerCase()}%` } }] });
      const found = await this.rows.find(tx, { $and: where }, plan.value.orderBy, plan.value.limit);
      const names = await this.organisations.namesByPath(tx, [...new Set(found.map((row) => row.orgPath))]);
      const factors = await this.factors(tx, found.map((row) => row.id));
      return ok(toPage(found, query.limit, (row) => [row.login], (row) => toAccount(row, who, names.get(row.orgPath) ?? '', factors.get(row.id))));
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<AccountOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      return row && can(who.ability, 'read', 'Account', row) ? ok(await this.shown(tx, who, row)) : err({ code: 'account.not-found' });
    });
  }

  /** The row as the asker sees it. */
  async shown(tx: Tx, who: AppPrincipal, row: AccountRecord): Promise<AccountOut> {
    const names = await this.organisations.namesByPath(tx, [row.orgPath]);
    return toAccount(row, who, names.get(row.orgPath) ?? '', (await this.factors(tx, [row.id])).get(row.id));
  }

  private factors(tx: Tx, ids: readonly string[]): Promise<Map<string, 'on' | 'reset-asked'>> {
    return asSystem(tx, () => this.rows.factors(tx, ids, new Date(this.time.now().getTime() - DAY_MS)));
  }
}
