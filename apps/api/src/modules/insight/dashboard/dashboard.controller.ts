import { Controller, Get, Query } from '@nestjs/common';
import { CountedPage, CountedQuery, DashboardOut, DashboardQuery } from '@shuping/contracts';
import { RequirePermission, Who, type AppPrincipal } from '../../../platform/authz/index.ts';
import { Returns } from '../../../platform/http/index.ts';
import { CountedQueries } from './counted.queries.ts';
import { DashboardQueries } from './dashboard.queries.ts';

/** 分析看板: figures by level, sector and year, each with its list (R-J1). */
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly figures: DashboardQueries, private readonly lists: CountedQueries) {}

  @Get()
  @RequirePermission('read', 'Cycle')
  @Returns(DashboardOut)
  of(@Who() who: AppPrincipal, @Query({ schema: DashboardQuery }) query: DashboardQuery) {
    return this.figures.of(who, query);
  }

  @Get('list')
  @RequirePermission('read', 'Cycle')
  @Returns(CountedPage)
  list(@Who() who: AppPrincipal, @Query({ schema: CountedQuery }) query: CountedQuery) {
    return this.lists.list(who, query);
  }
}
