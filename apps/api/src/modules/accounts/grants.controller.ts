import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { GrantIn, GrantsPage, GrantsQuery, IdOut, IdParam, RolesOut, RolesQuery } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsNothing } from '../../platform/http/index.ts';
import { GrantsQueries } from './grants.queries.ts';
import { GiveGrantHandler } from './handlers/give-grant.handler.ts';
import { RevokeGrantHandler } from './handlers/revoke-grant.handler.ts';

/** Roles on subtrees (R-K1). */
@Controller()
export class GrantsController {
  constructor(private readonly queries: GrantsQueries, private readonly giving: GiveGrantHandler, private readonly revoking: RevokeGrantHandler) {}

  @Get('grants')
  @RequirePermission('read', 'RoleGrant')
  @Returns(GrantsPage)
  list(@Who() who: AppPrincipal, @Query({ schema: GrantsQuery }) query: z.infer<typeof GrantsQuery>) {
    return this.queries.list(who, query);
  }

  @Get('roles')
  @RequirePermission('create', 'RoleGrant')
  @Returns(RolesOut)
  roles(@Who() who: AppPrincipal, @Query({ schema: RolesQuery }) { orgId }: z.infer<typeof RolesQuery>) {
    return this.queries.roles(who, orgId);
  }

  @Post('grants')
  @RequirePermission('create', 'RoleGrant')
  @Idempotent()
  @Returns(IdOut, 201)
  give(@Who() who: AppPrincipal, @Body({ schema: GrantIn }) body: z.infer<typeof GrantIn>) {
    return this.giving.execute(who, body);
  }

  @Delete('grants/:id')
  @RequirePermission('delete', 'RoleGrant')
  @ReturnsNothing()
  revoke(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: z.infer<typeof IdParam>) {
    return this.revoking.execute(who, id);
  }
}
