import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule } from '../auth/auth.module.ts';
import { AccessGuard } from './access.guard.ts';
import { Grants } from './grants.ts';
import { Principals } from './principals.ts';
import { RoleCatalogue } from './role-catalogue.ts';

@Global()
@Module({
  imports: [AuthModule],
  providers: [RoleCatalogue, Principals, Grants, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [RoleCatalogue, Principals, Grants],
})
export class AuthzModule {}
