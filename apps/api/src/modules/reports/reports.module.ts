import { Module, type OnModuleInit } from '@nestjs/common';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import { CyclesModule } from '../cycles/index.ts';
import { RectificationModule } from '../rectification/index.ts';
import { AskAgain } from './asked-again.ts';
import { AskedChanges } from './asked-changes.ts';
import { CommentsController } from './comments.controller.ts';
import { AnswerProposalsHandler } from './handlers/answer-proposals.handler.ts';
import { CommentReportHandler } from './handlers/comment-report.handler.ts';
import { HandOverHandler } from './handlers/hand-over.handler.ts';
import { ImportReportHandler } from './handlers/import-report.handler.ts';
import { NameDeputiesHandler } from './handlers/name-deputies.handler.ts';
import { OpenReportHandler } from './handlers/open-report.handler.ts';
import { ProposeChangesHandler } from './handlers/propose-changes.handler.ts';
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
import { SqueezeQueries } from './squeeze.queries.ts';
import { SubjectReportsController } from './subject-reports.controller.ts';
import { VettingController } from './vetting.controller.ts';
import { VettingRepository } from './vetting.repository.ts';

@Module({
  imports: [CyclesModule, RectificationModule, ReportsPortModule],
  controllers: [ReportsController, CommentsController, SubjectReportsController, VettingController],
  providers: [
    VettingRepository, ProposeChangesHandler, AnswerProposalsHandler, HandOverHandler, NameDeputiesHandler, SqueezeQueries,
    ReportsRepository, ReportAccess, ReportChecking, ReportsQueries, OpenReportHandler, SaveReportHandler, ImportReportHandler, SubmitReportHandler, VetReportHandler, CommentReportHandler, PublishReportsHandler, WordReportHandler, KeptAnswers, AskAgain, AskedChanges,
  ],
  exports: [ReportsPortModule],
})
export class ReportsModule implements OnModuleInit {
  constructor(private readonly events: EventDispatcher, private readonly checking: ReportChecking, private readonly kept: KeptAnswers, private readonly asked: AskedChanges) {}

  onModuleInit(): void {
    this.events.onEvent('report.submitted', 'reports.prints', (tx, event) => this.checking.index(tx, (event.payload as { reportId: string }).reportId));
    this.events.onEvent('problem.repeat-changed', 'reports.asked', (tx, event) => this.asked.changed(tx, event));
    this.events.onEvent('cycle.scheme-upgraded', 'reports.kept', (tx, event) => this.kept.titled(tx, event));
  }
}
