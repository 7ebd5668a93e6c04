import { Injectable } from '@nestjs/common';
import type { ReportAccepted, ReportOut } from '@shuping/contracts';
import { isFrozen, reportSections, returnReport, signReport } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { actingDenied, ReportAccess, standingOf, type Opened } from '../report-access.ts';
import { cleanText } from '../report-text.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';
import { VettingRepository } from '../vetting.repository.ts';

/** Signs or returns at the step whose turn it is (R-E3). The last signature accepts the report and freezes its text. */
@Injectable()
export class VetReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly vetting: VettingRepository, private readonly access: ReportAccess, private readonly queries: ReportsQueries) {}

  sign(who: AppPrincipal, id: string, version: number, note: string): Promise<Result<ReportOut, Problem>> {
    return this.act(who, id, version, (tx, opened, standing) => {
      const { row, frozen, roles, standsIn } = opened;
      const stepIndex = row.stepIndex;
      if (standing > 0) return err({ code: 'report.proposals-open', params: { count: standing } });
      const next = signReport(standingOf(row), frozen.scheme.vetting, { personId: who.personId, roles, deputy: standsIn });
      if (!next.ok) return next;
      const accepted = isFrozen(next.value.state);
      this.rows.addAct(tx, row, { stepIndex, act: accepted ? 'accept' : 'sign', versionNumber: row.currentVersion, actorId: who.accountId, actorName: who.name, note: cleanText(note) });
      Object.assign(row, { state: next.value.state, stepIndex: next.value.stepIndex, stepSince: accepted ? null : tx.now, handedAt: null });
      tx.audit({ action: accepted ? 'report.accept' : 'report.sign', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { step: frozen.scheme.vetting[stepIndex]?.id, version: row.currentVersion, round: row.round } });
      if (accepted) this.announce(tx, opened);
      return ok(null);
    });
  }

  sendBack(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ReportOut, Problem>> {
    return this.act(who, id, version, (tx, { row, frozen, roles, standsIn }) => {
      const stepIndex = row.stepIndex;
      const next = returnReport(standingOf(row), frozen.scheme.vetting, { personId: who.personId, roles, deputy: standsIn }, reason);
      if (!next.ok) return next;
      this.rows.addAct(tx, row, { stepIndex, act: 'return', versionNumber: row.currentVersion, actorId: who.accountId, actorName: who.name, note: cleanText(reason) });
      Object.assign(row, { state: next.value.state, stepIndex: next.value.stepIndex, stepSince: null, handedAt: null });
      tx.audit({ action: 'report.return', subject: { type: 'Report', id }, orgPath: row.orgPath, reason, after: { step: frozen.scheme.vetting[stepIndex]?.id, version: row.currentVersion, round: row.round } });
      return ok(null);
    });
  }

  private act(who: AppPrincipal, id: string, version: number, decide: (tx: Tx, opened: Opened, openProposals: number) => Result<null, Problem>): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.held(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle } = opened.value;
      const stage = this.access.inWriting(cycle);
      if (!stage.ok) return stage;
      if (row.version !== version) return stale(await this.queries.present(tx, who, opened.value), row.version);
      const denied = actingDenied(who, opened.value);
      if (denied) return err(denied);
      const decided = decide(tx, opened.value, (await this.vetting.openProposals(tx, id)).filter((one) => one.start >= 0).length);
      if (!decided.ok) return decided;
      await tx.em.flush();
      return ok(await this.queries.present(tx, who, opened.value));
    });
  }

  private announce(tx: Tx, { row, frozen }: Opened): void {
    const texts = new Map(row.sections.map((section) => [section.id, section.text]));
    const payload: ReportAccepted = {
      reportId: row.id, assesseeId: row.assesseeId, cycleId: row.cycleId, personId: row.personId, orgPath: row.orgPath, sector: row.sector, hostId: row.hostId,
      sections: reportSections(frozen.scheme).map(({ id, kind }) => ({ id, kind, text: texts.get(id) ?? '' })),
    };
    tx.emit({ type: 'report.accepted', key: row.id, payload, orgPath: row.orgPath, hostId: row.hostId });
  }
}
