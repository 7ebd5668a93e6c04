import { Module, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { CyclesModule } from '../cycles/index.ts';
import { CommentsController } from './comments.controller.ts';
import { CommentReportHandler } from './handlers/comment-report.handler.ts';
import { ImportReportHandler } from './handlers/import-report.handler.ts';
import { OpenReportHandler } from './handlers/open-report.handler.ts';
import { PublishReportsHandler } from './handlers/publish-reports.handler.ts';
import { SaveReportHandler } from './handlers/save-report.handler.ts';
import { SubmitReportHandler } from './handlers/submit-report.handler.ts';
import { VetReportHandler } from './handlers/vet-report.handler.ts';
import { WordReportHandler } from './handlers/word-report.handler.ts';
import { KeptAnswers } from './kept-answers.ts';
import { ReportAccess } from './report-access.ts';
import { ReportChecking } from './report-checking.ts';
import { ReportsPortModule } from './reports-port.module.ts';
import { ReportsController } from './reports.controller.ts';
import { ReportsQueries } from './reports.queries.ts';
import { ReportsRepository } from './reports.repository.ts';
import { SubjectReportsController } from './subject-reports.controller.ts';

@Module({
  imports: [CyclesModule, ReportsPortModule],
  controllers: [ReportsController, CommentsController, SubjectReportsController],
  providers: [
    ReportsRepository, ReportAccess, ReportChecking, ReportsQueries, OpenReportHandler, SaveReportHandler, ImportReportHandler, SubmitReportHandler, VetReportHandler, CommentReportHandler, PublishReportsHandler, WordReportHandler, KeptAnswers,
  ],
  exports: [ReportsPortModule],
})
export class ReportsModule implements OnModuleInit {
  constructor(private readonly events: EventDispatcher, private readonly checking: ReportChecking, private readonly kept: KeptAnswers) {}

  onModuleInit(): void {
    this.events.onEvent('report.submitted', 'reports.prints', (tx, event) => this.checking.index(tx, (event.payload as { reportId: string }).reportId));
    this.events.onEvent('cycle.scheme-upgraded', 'reports.kept', (tx, event) => this.kept.titled(tx, event));
  }
}
