import { Injectable } from '@nestjs/common';
import { isFrozen, reportSections, stands } from '@shuping/domain';
import { ok, resolveText, type Problem, type Result } from '@shuping/kernel';
import { writeReport, type ReportPiece } from '@shuping/office';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, periodTitle } from '../../cycles/index.ts';
import { reportWords } from '../locales/zh-CN.ts';
import { ReportAccess, type Opened } from '../report-access.ts';
import type { Sections } from '../report-text.ts';
import { ReportsRepository } from '../reports.repository.ts';
import { withChanges, withProposals } from '../tracked-text.ts';
import { toOpen, VettingRepository } from '../vetting.repository.ts';

type Lines = (id: string, text: string) => readonly (string | ReportPiece[])[];

/** The report as a Word file in official layout (R-E1); what is not yet accepted carries a mark. For those who write and vet also with tracked changes: what is proposed, or what changed since the submission before (R-E3). */
@Injectable()
export class WordReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly access: ReportAccess, private readonly cycles: CyclesApi, private readonly rows: ReportsRepository, private readonly vetting: VettingRepository) {}

  async execute(who: AppPrincipal, id: string, tracked?: 'changes' | 'proposals'): Promise<Result<{ name: string; bytes: Uint8Array }, Problem>> {
    const draft = await this.uow.run(who, async (tx) => {
      const opened = tracked ? await this.access.inside(tx, who, id) : await this.access.open(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle, frozen } = opened.value;
      const shown = await this.access.shown(tx, opened.value);
      const lines = await this.lines(tx, opened.value, shown, tracked);
      const assessee = await this.cycles.assessee(tx, row.assesseeId);
      const words = this.access.words();
      const params = { period: periodTitle(cycle.period), org: row.orgName, name: row.personName, post: assessee?.post ?? '' };
      const sections = reportSections(frozen.scheme)
        .map((section) => ({ title: resolveText(section.title, words), paragraphs: lines(section.id, shown.find((one) => one.id === section.id)?.text ?? '') }))
        .filter((section) => section.paragraphs.length > 0);
      return ok({ params, sections, final: isFrozen(row.state) });
    });
    if (!draft.ok) return draft;
    const { params, sections, final } = draft.value;
    const say = (key: string): string => resolveText({ key }, reportWords, params);
    const bytes = await writeReport({ title: say('report.word.title'), authorLine: say('report.word.author'), sections, ...(final ? {} : { watermark: say('report.word.draft') }) });
    return ok({ name: say('report.word.file'), bytes });
  }

  /** How a section is set: plain, or with tracked changes. */
  private async lines(tx: Tx, { row }: Opened, shown: Sections, tracked: 'changes' | 'proposals' | undefined): Promise<Lines> {
    const plain: Lines = (_, text) => text.split('\n').filter((line) => line.trim() !== '');
    if (tracked === 'proposals') {
      const open = (await this.vetting.openProposals(tx, row.id)).filter((one) => stands(toOpen(one), shown.find((section) => section.id === one.sectionId)?.text ?? ''));
      return (id, text) => withProposals(text, open.filter((one) => one.sectionId === id).map(({ start, end, newText, authorName, at }) => ({ start, end, newText, author: authorName, at })));
    }
    const before = tracked === 'changes' ? (await this.rows.versions(tx, row.id)).filter((version) => version.kind === 'submitted' && version.number < row.currentVersion).at(-1) : undefined;
    if (!before) return plain;
    const change = { author: row.personName, at: row.submittedAt ?? tx.now };
    return (id, text) => withChanges(before.sections.find((section) => section.id === id)?.text ?? '', text, change);
  }
}
