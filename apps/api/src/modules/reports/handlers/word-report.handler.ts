import { Injectable } from '@nestjs/common';
import { isFrozen, reportSections } from '@shuping/domain';
import { ok, resolveText, type Problem, type Result } from '@shuping/kernel';
import { writeReport } from '@shuping/office';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { reportWords } from '../locales/zh-CN.ts';
import { ReportAccess } from '../report-access.ts';

/** The report as a Word file in official layout (R-E1); what is not yet accepted carries a mark. */
@Injectable()
export class WordReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly access: ReportAccess, private readonly cycles: CyclesApi) {}

  async execute(who: AppPrincipal, id: string): Promise<Result<{ name: string; bytes: Uint8Array }, Problem>> {
    const draft = await this.uow.run(who, async (tx) => {
      const opened = await this.access.open(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle, frozen } = opened.value;
      const shown = await this.access.shown(tx, opened.value);
      const assessee = await this.cycles.assessee(tx, row.assesseeId);
      const words = this.access.words();
      const params = { year: cycle.year, org: row.orgName, name: row.personName, post: assessee?.post ?? '' };
      const sections = reportSections(frozen.scheme)
        .map((section) => ({ title: resolveText(section.title, words), paragraphs: (shown.find((one) => one.id === section.id)?.text ?? '').split('\n').filter((line) => line.trim() !== '') }))
        .filter((section) => section.paragraphs.length > 0);
      return ok({ params, sections, final: isFrozen(row.state) });
    });
    if (!draft.ok) return draft;
    const { params, sections, final } = draft.value;
    const say = (key: string): string => resolveText({ key }, reportWords, params);
    const bytes = await writeReport({ title: say('report.word.title'), authorLine: say('report.word.author'), sections, ...(final ? {} : { watermark: say('report.word.draft') }) });
    return ok({ name: say('report.word.file'), bytes });
  }
}
