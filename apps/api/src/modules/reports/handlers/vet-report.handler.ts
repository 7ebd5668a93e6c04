import { Injectable } from '@nestjs/common';
import type { ReportAccepted, ReportOut } from '@shuping/contracts';
import { isFrozen, reportSections, returnReport, signReport } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { ReportAccess, standingOf, type Opened } from '../report-access.ts';
import { cleanText } from '../report-text.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';

/** Signs or returns at the step whose turn it is (R-E3). The last signature accepts the report and freezes its text. */
@Injectable()
export class VetReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly queries: ReportsQueries) {}

  sign(who: AppPrincipal, id: string, version: number, note: string): Promise<Result<ReportOut, Problem>> {
    return this.act(who, id, version, (tx, opened) => {
      const { row, frozen, roles } = opened;
      const stepIndex = row.stepIndex;
      const next = signReport(standingOf(row), frozen.scheme.vetting, { personId: who.personId, roles });
      if (!next.ok) return next;
      const accepted = isFrozen(next.value.state);
      this.rows.addAct(tx, row, { stepIndex, act: accepted ? 'accept' : 'sign', versionNumber: row.currentVersion, actorId: who.accountId, actorName: who.name, note: cleanText(note) });
      Object.assign(row, { state: next.value.state, stepIndex: next.value.stepIndex, stepSince: accepted ? null : tx.now });
      tx.audit({ action: accepted ? 'report.accept' : 'report.sign', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { step: frozen.scheme.vetting[stepIndex]?.id, version: row.currentVersion, round: row.round } });
      if (accepted) this.announce(tx, opened);
      return ok(null);
    });
  }

  sendBack(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ReportOut, Problem>> {
    return this.act(who, id, version, (tx, { row, frozen, roles }) => {
      const stepIndex = row.stepIndex;
      const next = returnReport(standingOf(row), frozen.scheme.vetting, { personId: who.personId, roles }, reason);
      if (!next.ok) return next;
      this.rows.addAct(tx, row, { stepIndex, act: 'return', versionNumber: row.currentVersion, actorId: who.accountId, actorName: who.name, note: cleanText(reason) });
      Object.assign(row, { state: next.value.state, stepIndex: next.value.stepIndex, stepSince: null });
      tx.audit({ action: 'report.return', subject: { type: 'Report', id }, orgPath: row.orgPath, reason, after: { step: frozen.scheme.vetting[stepIndex]?.id, version: row.currentVersion, round: row.round } });
      return ok(null);
    });
  }

  private act(who: AppPrincipal, id: string, version: number, decide: (tx: Tx, opened: Opened) => Result<null, Problem>): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle, frozen, roles } = opened.value;
      const step = frozen.scheme.vetting[row.stepIndex];
      const denied = step && roles.includes(step.role) ? whyNot(who.ability, 'sign', 'VettingStep', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, stepRole: step.role }) : null;
      if (denied) return err({ code: denied });
      const stage = this.access.inWriting(cycle);
      if (!stage.ok) return stage;
      if (row.version !== version) return stale(await this.queries.present(tx, who, opened.value), row.version);
      const decided = decide(tx, opened.value);
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
