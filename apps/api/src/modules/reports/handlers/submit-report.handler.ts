import { Injectable } from '@nestjs/common';
import type { ReportOut } from '@shuping/contracts';
import { passedUnchanged, skipPassed, submitReport, withdrawReport } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { whyNot } from '@shuping/permissions';
import { reportMeasures } from '@shuping/report-checks';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { ReportAccess, standingOf, type Opened } from '../report-access.ts';
import { countOf, ReportChecking, type CheckMaterial } from '../report-checking.ts';
import { ReportsQueries } from '../reports.queries.ts';
import { ReportsRepository } from '../reports.repository.ts';
import { VettingRepository } from '../vetting.repository.ts';
import { SaveReportHandler } from './save-report.handler.ts';

/** Hands the report in, or takes it back (R-E1, R-E3, R-E5). */
@Injectable()
export class SubmitReportHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly checking: ReportChecking, private readonly saving: SaveReportHandler, private readonly queries: ReportsQueries, private readonly vetting: VettingRepository,
  ) {}

  async submit(who: AppPrincipal, id: string, version: number): Promise<Result<ReportOut, Problem>> {
    const before = await this.uow.run(who, (tx) => this.saving.writable(tx, who, id, version, 'submit'));
    if (!before.ok) return before;
    const material = await this.checking.material(who, before.value, before.value.row.sections);
    return this.uow.run(who, async (tx) => {
      const opened = await this.saving.writable(tx, who, id, version, 'submit');
      return opened.ok ? this.handIn(tx, who, opened.value, material) : opened;
    });
  }

  private async handIn(tx: Tx, who: AppPrincipal, opened: Opened, material: CheckMaterial): Promise<Result<ReportOut, Problem>> {
    const { row, frozen } = opened;
    const unanswered = (await this.vetting.openProposals(tx, row.id)).filter((one) => one.start >= 0).length;
    if (unanswered > 0) return err({ code: 'report.proposals-open', params: { count: unanswered } });
    const findings = this.checking.findings(opened, row.sections, material);
    const next = submitReport(standingOf(row), findings);
    if (!next.ok) return next;
    const made = await this.rows.addVersion(tx, row, { kind: 'submitted', sections: row.sections, words: row.words, by: who.name, measures: reportMeasures(this.checking.text(opened, row.sections)) });
    const passed = await this.passed(tx, opened, made.hash);
    const standing = skipPassed(next.value, passed.length);
    Object.assign(row, { state: standing.state, stepIndex: standing.stepIndex, round: standing.round, currentVersion: made.number, submittedAt: tx.now, stepSince: tx.now, handedAt: null, ...countOf(findings) });
    for (const [stepIndex, name] of passed.entries()) this.rows.addAct(tx, row, { stepIndex, act: 'pass', versionNumber: made.number, actorId: null, actorName: name, note: '' });
    tx.audit({ action: 'report.submit', subject: { type: 'Report', id: row.id }, orgPath: row.orgPath, after: { version: made.number, round: row.round, words: row.words, hash: made.hash, passed: passed.length } });
    tx.emit({ type: 'report.submitted', key: `${row.id}#${row.round}`, payload: { reportId: row.id, cycleId: row.cycleId }, orgPath: row.orgPath, hostId: row.hostId });
    await tx.em.flush();
    return ok(await this.queries.present(tx, who, { ...opened, frozen }));
  }

  /** Names of those who signed exactly this text at the head of the chain, step by step. */
  private async passed(tx: Tx, { row, frozen }: Opened, hash: string): Promise<string[]> {
    const acts = (await this.rows.acts(tx, row.id)).flatMap((act) => (act.act === 'handover' ? [] : [{ ...act, act: act.act }]));
    const hashes = new Map((await this.rows.versions(tx, row.id)).map((version) => [version.number, version.hash]));
    const count = passedUnchanged(frozen.scheme.vetting.length, acts.map((act) => ({ stepIndex: act.stepIndex, act: act.act, hash: hashes.get(act.versionNumber) ?? '' })), hash);
    return Array.from({ length: count }, (_, step) => acts.filter((act) => act.stepIndex === step && act.act !== 'return').at(-1)?.actorName ?? '');
  }

  withdraw(who: AppPrincipal, id: string, version: number): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const { row, cycle, mine } = opened.value;
      const denied = mine ? whyNot(who.ability, 'submit', 'Report', row) : 'permission.denied';
      if (denied) return err({ code: denied });
      const stage = this.access.inWriting(cycle);
      if (!stage.ok) return stage;
      if (row.version !== version) return stale(await this.queries.present(tx, who, opened.value), row.version);
      const next = withdrawReport(standingOf(row), who.personId);
      if (!next.ok) return next;
      Object.assign(row, { state: next.value.state, stepIndex: next.value.stepIndex, stepSince: null, handedAt: null });
      tx.audit({ action: 'report.withdraw', subject: { type: 'Report', id }, orgPath: row.orgPath, after: { round: row.round } });
      await tx.em.flush();
      return ok(await this.queries.present(tx, who, opened.value));
    });
  }
}
