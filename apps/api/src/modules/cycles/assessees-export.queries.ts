import { Injectable } from '@nestjs/common';
import { dayOf, daysBetween, err, ok, resolveText, type Catalogue, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { isFrozen } from '@shuping/domain';
import { writeXlsx, type XlsxColumn } from '@shuping/office';
import { can } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { AssesseesQueries, waitsForStep, type AssesseeFilter, type AssesseeLine } from './assessees.queries.ts';
import { CyclesApi } from './cycles.api.ts';
import { words as en } from './locales/en.ts';
import { words as zhCN } from './locales/zh-CN.ts';

type Lang = 'zh-CN' | 'en';
export type Table = { readonly name: string; readonly bytes: Buffer };

/** The table of the overview as a workbook: same filter, columns and order. */
@Injectable()
export class AssesseesExportQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly assessees: AssesseesQueries, private readonly plugins: SectorPlugins) {}

  xlsx(who: AppPrincipal, cycleId: string, filter: AssesseeFilter, lang: Lang): Promise<Result<Table, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err<Problem>({ code: 'cycle.not-found' });
      const { schemes, rows } = await this.assessees.lines(tx, cycle, filter);
      const shown = rows.filter((row) => can(who.ability, 'export', 'Assessee', row));
      if (shown.length === 0 && rows.length > 0) return err<Problem>({ code: 'permission.denied' });
      const today = dayOf(tx.now);
      tx.audit({ action: 'cycle.export-assessees', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, after: { rows: shown.length } });
      const w = new TableWords({ ...this.plugins.catalogue(lang), ...(lang === 'en' ? en : zhCN) });
      const sheet = { name: w.t('sheet.assessees'), title: w.t('sheet.title', { title: cycle.title }), landscape: true, columns: w.columns(), rows: shown.map((row) => w.cells(row, schemes[row.sector], today)) };
      return ok({ name: w.t('file.assessees', { title: cycle.title }), bytes: Buffer.from(await writeXlsx({ sheets: [sheet] })) });
    });
  }
}

/** Headings and cells in one language. */
class TableWords {
  constructor(private readonly catalogue: Catalogue) {}

  columns(): XlsxColumn[] {
    const text = (key: string, width: number): XlsxColumn => ({ header: this.t(`col.${key}`), width });
    const number = (key: string): XlsxColumn => ({ header: this.t(`col.${key}`), kind: 'number' });
    return [text('org', 36), text('person', 12), text('sector', 10), number('draft'), number('words'), number('findings'), text('chain', 24), text('due', 14), number('late'), text('reminded', 14)];
  }

  cells(row: AssesseeLine, scheme: Scheme | undefined, today: string): (string | number | null)[] {
    const late = row.due !== null && row.due < today ? daysBetween(row.due, today) : null;
    return [
      row.orgName, row.personName, this.ref({ key: `${row.sector}.sector` }), row.number > 0 ? row.number : null, row.words > 0 ? row.words : null, row.reportId === null ? null : row.blocking + row.advising,
      this.chain(row, scheme), row.state !== 'none' && isFrozen(row.state) ? this.t('report.accepted') : row.due, late, row.remindedOn,
    ];
  }

  private chain(row: AssesseeLine, scheme: Scheme | undefined): string {
    const step = waitsForStep(row) ? scheme?.vetting[row.stepIndex] : undefined;
    return step ? this.t('chain.at', { step: this.ref(step.title), n: row.stepIndex + 1, of: scheme!.vetting.length }) : this.t(`report.${row.state}`);
  }

  t(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    return resolveText({ key }, this.catalogue, params);
  }

  private ref(text: TextRef): string {
    return resolveText(text, this.catalogue);
  }
}
