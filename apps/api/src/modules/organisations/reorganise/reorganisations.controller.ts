import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AsOfOut, AsOfQuery, OrganisationChangesOut, IdParam, ReorganisationIn, ReorganisationPreview, ReorganisationStarted } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../../platform/authz/index.ts';
import { Idempotent, Returns, Version } from '../../../platform/http/index.ts';
import { HistoryQueries } from './history.queries.ts';
import { ReorganiseHandler } from './reorganise.handler.ts';

type IdParams = z.infer<typeof IdParam>;

/** The tree through time: acts on an organisation, its history, and how it stood on a day (R-A5). */
@Controller('organisations')
export class ReorganisationsController {
  constructor(private readonly handler: ReorganiseHandler, private readonly history: HistoryQueries) {}

  @Post(':id/reorganisations/preview')
  @RequirePermission('update', 'Organisation')
  @Returns(ReorganisationPreview)
  preview(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Body({ schema: ReorganisationIn }) body: ReorganisationIn) {
    return this.handler.preview(who, id, body);
  }

  @Post(':id/reorganisations')
  @RequirePermission('update', 'Organisation')
  @Idempotent()
  @Returns(ReorganisationStarted, 202)
  start(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ReorganisationIn }) body: ReorganisationIn) {
    return this.handler.execute(who, id, version, body);
  }

  @Get(':id/history')
  @RequirePermission('read', 'Organisation')
  @Returns(OrganisationChangesOut)
  changes(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.history.changes(who, id);
  }

  @Get(':id/as-of')
  @RequirePermission('read', 'Organisation')
  @Returns(AsOfOut)
  asOf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Query({ schema: AsOfQuery }) { day }: z.infer<typeof AsOfQuery>) {
    return this.history.asOf(who, id, day);
  }
}
