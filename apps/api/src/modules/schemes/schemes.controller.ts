import { Controller, Get, Param, Query } from '@nestjs/common';
import { EffectiveOut, HashParam, ResolvedOut, ResolvedParams, SchemesOut, SchemesQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { SchemesApi, type EffectiveScheme } from './schemes.api.ts';
import { SchemesQueries } from './schemes.queries.ts';

@Controller()
export class SchemesController {
  constructor(private readonly queries: SchemesQueries, private readonly api: SchemesApi, private readonly uow: UnitOfWork) {}

  @Get('schemes')
  @RequirePermission('read', 'Scheme')
  @Returns(SchemesOut)
  list(@Who() who: AppPrincipal, @Query({ schema: SchemesQuery }) { orgId, year }: z.infer<typeof SchemesQuery>) {
    return this.queries.list(who, orgId, year);
  }

  @Get('schemes/:orgId/:sector/:year')
  @RequirePermission('read', 'Scheme')
  @Returns(ResolvedOut)
  resolved(@Who() who: AppPrincipal, @Param({ schema: ResolvedParams }) { orgId, sector, year }: z.infer<typeof ResolvedParams>) {
    return this.queries.resolved(who, orgId, sector, year);
  }

  @Get('effective/:hash')
  @RequirePermission('read', 'Scheme')
  @Returns(EffectiveOut)
  effective(@Who() who: AppPrincipal, @Param({ schema: HashParam }) { hash }: z.infer<typeof HashParam>): Promise<Result<EffectiveScheme, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.api.byHash(tx, hash);
      return found ? ok(found) : err({ code: 'scheme.not-found' });
    });
  }
}
