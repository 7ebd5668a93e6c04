import { Controller, Get, Param, Post } from '@nestjs/common';
import { IdParam, PublishReportsOut, ReportOut } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { OpenReportHandler } from './handlers/open-report.handler.ts';
import { PublishReportsHandler } from './handlers/publish-reports.handler.ts';

type IdParams = z.infer<typeof IdParam>;

/** Routes about reports that begin at an assessee or a cycle. */
@Controller()
export class SubjectReportsController {
  constructor(private readonly opening: OpenReportHandler, private readonly publishing: PublishReportsHandler) {}

  @Get('assessees/:id/report')
  @RequirePermission('read', 'Report')
  @Returns(ReportOut)
  ofAssessee(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.opening.execute(who, id);
  }

  @Get('cycles/:id/my-report')
  @RequirePermission('create', 'Report')
  @Returns(ReportOut)
  mine(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.opening.mine(who, id);
  }

  @Post('cycles/:id/publish-reports')
  @RequirePermission('publish', 'Report')
  @Returns(PublishReportsOut)
  publish(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return this.publishing.execute(who, id);
  }
}
