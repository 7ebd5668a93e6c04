import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { AccountIn, AccountOut, AccountPatch, AccountReset, SecondFactorReset, AccountsPage, AccountsQuery, IdOut, IdParam } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing, Version } from '../../platform/http/index.ts';
import { AccountsQueries } from './accounts.queries.ts';
import { CreateAccountHandler } from './handlers/create-account.handler.ts';
import { ResetPasswordHandler } from './handlers/reset-password.handler.ts';
import { ResetSecondFactorHandler } from './handlers/reset-second-factor.handler.ts';
import { SwitchAccountHandler } from './handlers/switch-account.handler.ts';
import { UpdateAccountHandler } from './handlers/update-account.handler.ts';

type IdParams = z.infer<typeof IdParam>;

/** Who can sign in (R-K2). */
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly queries: AccountsQueries,
    private readonly creating: CreateAccountHandler,
    private readonly updating: UpdateAccountHandler,
    private readonly resetting: ResetPasswordHandler,
    private readonly switching: SwitchAccountHandler,
    private readonly factors: ResetSecondFactorHandler,
  ) {}

  @Get()
  @RequirePermission('read', 'Account')
  @Returns(AccountsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: AccountsQuery }) query: z.infer<typeof AccountsQuery>) {
    return this.queries.list(who, query);
  }

  @Post()
  @RequirePermission('create', 'Account')
  @Idempotent()
  @Returns(IdOut, 201)
  create(@Who() who: AppPrincipal, @Body({ schema: AccountIn }) body: z.infer<typeof AccountIn>) {
    return this.creating.execute(who, body);
  }

  @Get(':id')
  @RequirePermission('read', 'Account')
  @Returns(AccountOut)
  one(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.one(who, id);
  }

  @Patch(':id')
  @RequirePermission('update', 'Account')
  @Returns(AccountOut)
  update(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: AccountPatch }) body: z.infer<typeof AccountPatch>) {
    return this.updating.execute(who, id, version, body);
  }

  @Post(':id/reset')
  @RequirePermission('update', 'Account')
  @ReturnsNothing()
  reset(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: AccountReset }) body: z.infer<typeof AccountReset>) {
    return this.resetting.execute(who, id, body.password);
  }

  /** Two administrators: the first asks, another does it within a day. */
  @Post(':id/second-factor-reset')
  @RequirePermission('update', 'Account')
  @Returns(SecondFactorReset)
  resetFactor(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.factors.execute(who, id);
  }

  @Post(':id/disable')
  @RequirePermission('update', 'Account')
  @ReturnsNothing()
  disable(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.switching.execute(who, id, true);
  }

  @Post(':id/enable')
  @RequirePermission('update', 'Account')
  @ReturnsNothing()
  enable(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.switching.execute(who, id, false);
  }
}
