import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.ts';
import { PeopleModule } from '../people/index.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsQueries } from './accounts.queries.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { GrantsController } from './grants.controller.ts';
import { GrantsQueries } from './grants.queries.ts';
import { CreateAccountHandler } from './handlers/create-account.handler.ts';
import { GiveGrantHandler } from './handlers/give-grant.handler.ts';
import { ResetPasswordHandler } from './handlers/reset-password.handler.ts';
import { ResetSecondFactorHandler } from './handlers/reset-second-factor.handler.ts';
import { RevokeGrantHandler } from './handlers/revoke-grant.handler.ts';
import { SwitchAccountHandler } from './handlers/switch-account.handler.ts';
import { UpdateAccountHandler } from './handlers/update-account.handler.ts';

@Module({
  imports: [OrganisationsModule, PeopleModule],
  controllers: [AccountsController, GrantsController],
  providers: [AccountsQueries, GrantsQueries, AccountsRepository, CreateAccountHandler, UpdateAccountHandler, ResetPasswordHandler, ResetSecondFactorHandler, SwitchAccountHandler, GiveGrantHandler, RevokeGrantHandler],
})
export class AccountsModule {}
