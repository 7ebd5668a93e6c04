import { Injectable } from '@nestjs/common';
import { SECTION_LIMIT, type ImportOut } from '@shuping/contracts';
import { reportSections } from '@shuping/domain';
import { err, ok, resolveText, type Problem, type Result } from '@shuping/kernel';
import { readDocx, splitReport, type SplitReport } from '@shuping/office';
import { reportWordCount } from '@shuping/report-checks';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ReportAccess, type Opened } from '../report-access.ts';
import { ReportChecking } from '../report-checking.ts';
import { cleanText, merged, textHash } from '../report-text.ts';
import { ReportsRepository } from '../reports.repository.ts';
import { VettingRepository } from '../vetting.repository.ts';
import { SaveReportHandler } from './save-report.handler.ts';

type Read = { readonly split: SplitReport; readonly warnings: readonly Problem[] };

/** Takes a Word file apart into the scheme's sections (R-E1). The text before stays as a version, what no section takes stays in the imported one. */
@Injectable()
export class ImportReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly checking: ReportChecking, private readonly saving: SaveReportHandler, private readonly vetting: VettingRepository) {}

  async execute(who: AppPrincipal, id: string, version: number, bytes: Buffer, preview: boolean): Promise<Result<ImportOut, Problem>> {
    const opened = await this.uow.run(who, (tx) => this.saving.writable(tx, who, id, version, 'import'));
    if (!opened.ok) return opened;
    const read = await this.read(opened.value, bytes);
    if (!read.ok) return read;
    return preview ? ok(this.answer(opened.value, read.value, version, null)) : this.store(who, id, version, read.value);
  }

  private async read({ frozen }: Opened, bytes: Buffer): Promise<Result<Read, Problem>> {
    const content = await readDocx(bytes);
    if (!content.ok) return content;
    const words = this.access.words();
    const titles = reportSections(frozen.scheme).map((section) => ({ id: section.id, titles: [resolveText(section.title, words), ...section.titles] }));
    const split = splitReport(content.value, titles);
    const large = split.sections.find((section) => section.text.length > SECTION_LIMIT);
    if (large) return err({ code: 'request.body-too-large', at: `/sections/${large.id}` });
    return ok({ split, warnings: content.value.warnings });
  }

  private store(who: AppPrincipal, id: string, version: number, read: Read): Promise<Result<ImportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.saving.writable(tx, who, id, version, 'import');
      if (!opened.ok) return opened;
      const { row, frozen } = opened.value;
      const last = await this.rows.lastVersion(tx, id);
      const written = row.sections.some((section) => section.text.trim() !== '');
      if (written && last?.hash !== textHash(row.sections)) await this.rows.addVersion(tx, row, { kind: 'saved', sections: row.sections, words: row.words, by: who.name });
      const before = row.sections;
      row.sections = merged(frozen.scheme, row.sections, read.split.sections.filter((section) => section.text.trim() !== ''));
      await this.vetting.carry(tx, id, before, row.sections);
      row.words = reportWordCount(this.checking.text(opened.value, row.sections));
      Object.assign(row, this.checking.counted(opened.value, row.sections));
      const unmatched = read.split.unmatched.map((part) => ({ title: cleanText(part.title), text: cleanText(part.text) }));
      const made = await this.rows.addVersion(tx, row, { kind: 'imported', sections: row.sections, unmatched, words: row.words, by: who.name });
      tx.audit({ action: 'report.import', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { version: made.number, words: row.words, unmatched: unmatched.length, hash: made.hash } });
      await tx.em.flush();
      return ok(this.answer(opened.value, read, row.version, made.number));
    });
  }

  private answer(opened: Opened, { split, warnings }: Read, version: number, number: number | null): ImportOut {
    const sections = split.sections.map((section) => ({ id: section.id, text: cleanText(section.text), headings: [...section.headings] }));
    return {
      sections, unmatched: split.unmatched.map((part) => ({ ...part })), warnings: warnings.map(({ code, at }) => ({ code, ...(at === undefined ? {} : { at }) })),
      words: reportWordCount(this.checking.text(opened, sections)), version, number,
    };
  }
}
