import { Injectable } from '@nestjs/common';
import type { ReportPut, ReportSaved } from '@shuping/contracts';
import { isWritable } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { whyNot } from '@shuping/permissions';
import { reportWordCount } from '@shuping/report-checks';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { ReportAccess, type Opened } from '../report-access.ts';
import { ReportChecking } from '../report-checking.ts';
import { formOf, merged } from '../report-text.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { VettingRepository } from '../vetting.repository.ts';

/** Saves what the author has written so far; a write based on an older state is told the present one. No version is made. */
@Injectable()
export class SaveReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly access: ReportAccess, private readonly checking: ReportChecking, private readonly queries: ReportsQueries, private readonly vetting: VettingRepository) {}

  execute(who: AppPrincipal, id: string, version: number, input: z.infer<typeof ReportPut>): Promise<Result<z.infer<typeof ReportSaved>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.writable(tx, who, id, version, 'update');
      if (!opened.ok) return opened;
      const { row, frozen } = opened.value;
      const unknown = input.sections.findIndex((section) => !formOf(frozen.scheme).sections.some((known) => known.id === section.id));
      if (unknown >= 0) return err({ code: 'report.section-unknown', at: `/sections/${unknown}` });
      const before = row.sections;
      row.sections = merged(frozen.scheme, row.sections, input.sections);
      await this.vetting.carry(tx, id, before, row.sections);
      row.words = reportWordCount(this.checking.text(opened.value, row.sections));
      Object.assign(row, this.checking.counted(opened.value, row.sections));
      await tx.em.flush();
      return ok({ version: row.version, words: row.words });
    });
  }

  /** Why the asker may not write on the report now. */
  refusal(who: AppPrincipal, opened: Opened, act: 'update' | 'import' | 'submit'): Problem | null {
    const denied = opened.mine ? whyNot(who.ability, act, 'Report', opened.row) : 'permission.denied';
    if (denied) return { code: denied };
    if (!isWritable(opened.row.state)) return { code: 'report.illegal-transition', params: { from: opened.row.state, command: act === 'update' ? 'save' : act } };
    const stage = this.access.inWriting(opened.cycle);
    return stage.ok ? null : stage.error;
  }

  /** As the refusal, with the asker's version compared. */
  async writable(tx: Tx, who: AppPrincipal, id: string, version: number, act: 'update' | 'import' | 'submit'): Promise<Result<Opened, Problem>> {
    const opened = await this.access.inside(tx, who, id);
    if (!opened.ok) return opened;
    const refused = this.refusal(who, opened.value, act);
    if (refused) return err(refused);
    if (opened.value.row.version !== version) return stale(await this.queries.present(tx, who, opened.value), opened.value.row.version);
    return opened;
  }
}
