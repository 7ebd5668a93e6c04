import { Injectable } from '@nestjs/common';
import type { ReportOut } from '@shuping/contracts';
import { handOver, isLate } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ReportAccess, sideOf, standingOf } from '../report-access.ts';
import { cleanText } from '../report-text.ts';
import { dueOf } from '../reports.presenter.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';

/** 转由副职审核 (R-E5): passes the present step to its deputy, on record; the step's time begins anew. */
@Injectable()
export class HandOverHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly queries: ReportsQueries) {}

  execute(who: AppPrincipal, id: string, version: number, note: string): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle, frozen, deputy } = opened.value;
      const stage = this.access.inWriting(cycle);
      if (!stage.ok) return stage;
      const step = frozen.scheme.vetting[row.stepIndex];
      const due = step ? dueOf(row, step.days) : null;
      const next = handOver(standingOf(row), deputy, sideOf(who, opened.value), isLate(due, dayOf(tx.now)));
      if (!next.ok) return next;
      if (row.version !== version) return stale(await this.queries.present(tx, who, opened.value), row.version);
      if (!step) return err({ code: 'report.no-step', params: { step: row.stepIndex } });
      this.rows.addAct(tx, row, { stepIndex: row.stepIndex, act: 'handover', versionNumber: row.currentVersion, actorId: who.accountId, actorName: who.name, note: cleanText(note) });
      Object.assign(row, { handedAt: tx.now, stepSince: tx.now });
      tx.audit({ action: 'report.handover', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { step: step.id, due, to: deputy?.personId ?? deputy?.role, round: row.round } });
      await tx.em.flush();
      const again = await this.access.opened(tx, who, row);
      return again.ok ? ok(await this.queries.present(tx, who, again.value)) : again;
    });
  }
}
