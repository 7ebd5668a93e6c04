import { Controller, Get, Param, Query } from '@nestjs/common';
import { AppraisalQuery, HistoryFindOut, HistoryFindQuery, HistoryOut, IdParam } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns, ReturnsFile } from '../../platform/http/index.ts';
import { HistoryQueries } from './history.queries.ts';
import { asFile } from './results.controller.ts';

type IdParams = z.infer<typeof IdParam>;

/** 历年结果 (R-H4). */
@Controller('history')
export class HistoryController {
  constructor(private readonly queries: HistoryQueries) {}

  @Get()
  @RequirePermission('read', 'Result')
  @Returns(HistoryFindOut)
  find(@Who() who: AppPrincipal, @Query({ schema: HistoryFindQuery }) query: z.infer<typeof HistoryFindQuery>) {
    return this.queries.find(who, query.q);
  }

  @Get('appraisal.xlsx')
  @RequirePermission('export', 'Result')
  @ReturnsFile()
  async appraisal(@Who() who: AppPrincipal, @Query({ schema: AppraisalQuery }) query: z.infer<typeof AppraisalQuery>) {
    return asFile(await this.queries.appraisal(who, query.year));
  }

  @Get('people/:id')
  @RequirePermission('read', 'Result')
  @Returns(HistoryOut)
  person(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.of(who, 'person', id);
  }

  @Get('people/:id/history.xlsx')
  @RequirePermission('read', 'Result')
  @ReturnsFile()
  async personBook(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.queries.book(who, 'person', id));
  }

  @Get('organisations/:id')
  @RequirePermission('read', 'Result')
  @Returns(HistoryOut)
  organisation(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.queries.of(who, 'organisation', id);
  }

  @Get('organisations/:id/history.xlsx')
  @RequirePermission('read', 'Result')
  @ReturnsFile()
  async organisationBook(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.queries.book(who, 'organisation', id));
  }
}
