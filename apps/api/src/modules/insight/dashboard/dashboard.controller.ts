import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { CountedExportQuery, CountedPage, CountedQuery, DashboardOut, DashboardQuery } from '@shuping/contracts';
import { RequirePermission, Who, type AppPrincipal } from '../../../platform/authz/index.ts';
import { attachment } from '../../../platform/files/index.ts';
import { Returns, ReturnsFile } from '../../../platform/http/index.ts';
import { XLSX } from '../../../platform/sheets/index.ts';
import { CountedQueries } from './counted.queries.ts';
import { CountedTables } from './counted-table.queries.ts';
import { DashboardQueries } from './dashboard.queries.ts';
import { OverviewQueries } from './overview.queries.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** 分析看板: figures by level, sector and year, each with its list (R-J1). */
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly figures: DashboardQueries, private readonly lists: CountedQueries, private readonly tables: CountedTables, private readonly overviews: OverviewQueries) {}

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

  /** The list as a workbook: same lines and columns (R-K6). */
  @Get('list.xlsx')
  @RequirePermission('export', 'Cycle')
  @ReturnsFile()
  async table(@Who() who: AppPrincipal, @Query({ schema: CountedExportQuery }) query: CountedExportQuery) {
    const made = await this.tables.xlsx(who, query);
    return made.ok ? { ok: true, value: new StreamableFile(made.value.bytes, { type: XLSX, length: made.value.bytes.length, disposition: attachment(made.value.name) }) } : made;
  }

  /** 年度综述 (R-J2). */
  @Get('overview.docx')
  @RequirePermission('export', 'Cycle')
  @ReturnsFile()
  async overview(@Who() who: AppPrincipal, @Query({ schema: DashboardQuery }) query: DashboardQuery) {
    const made = await this.overviews.docx(who, query);
    return made.ok ? { ok: true, value: new StreamableFile(made.value.bytes, { type: DOCX, length: made.value.bytes.length, disposition: attachment(made.value.name) }) } : made;
  }
}
