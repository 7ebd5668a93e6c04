import { Injectable } from '@nestjs/common';
import type { ReportProposalAnswersIn, ReportOut } from '@shuping/contracts';
import { answerProposals } from '@shuping/domain';
import { ok, type Problem, type Result } from '@shuping/kernel';
import { reportWordCount } from '@shuping/report-checks';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ReportChecking } from '../report-checking.ts';
import { cleanText } from '../report-text.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';
import { toOpen, VettingRepository } from '../vetting.repository.ts';
import { SaveReportHandler } from './save-report.handler.ts';

/** The author's answers to proposals (R-E3): what is accepted is written into the text and frozen as a draft of its own, what is refused keeps its reason. */
@Injectable()
export class AnswerProposalsHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly rows: VettingRepository, private readonly reports: ReportsRepository, private readonly checking: ReportChecking, private readonly saving: SaveReportHandler, private readonly queries: ReportsQueries,
  ) {}

  execute(who: AppPrincipal, id: string, version: number, { answers }: ReportProposalAnswersIn): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.saving.writable(tx, who, id, version, 'update');
      if (!opened.ok) return opened;
      const { row } = opened.value;
      const open = await this.rows.openProposals(tx, id);
      const done = answerProposals(row.sections, open.map(toOpen), answers);
      if (!done.ok) return done;
      const { sections, accepted, refused, open: left } = done.value;
      // each batch is a draft of its own, and the author's own words before it are not mixed into it
      let number: number | null = null;
      if (accepted.length > 0) {
        row.sections = [...sections];
        row.words = reportWordCount(this.checking.text(opened.value, row.sections));
        Object.assign(row, this.checking.counted(opened.value, row.sections));
        number = (await this.reports.addVersion(tx, row, { kind: 'revised', sections: row.sections, words: row.words, by: who.name })).number;
      } else row.sections = [...row.sections];
      for (const proposal of open) {
        const now = left.find((one) => one.id === proposal.id);
        const answer = answers.find((one) => one.id === proposal.id);
        if (now) Object.assign(proposal, { start: now.start, end: now.end });
        else if (answer) Object.assign(proposal, { state: answer.accept ? 'accepted' : 'refused', answer: answer.accept ? '' : cleanText(answer.reason), answeredAt: tx.now, acceptedIn: answer.accept ? number : null });
      }
      tx.audit({ action: 'report.answer-proposals', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { accepted: [...accepted], refused: [...refused], version: number, words: row.words } });
      await tx.em.flush();
      return ok(await this.queries.present(tx, who, opened.value));
    }).then((result) => this.queries.withLastYear(result));
  }
}
