import { Injectable } from '@nestjs/common';
import type { ReportProposalIn, ReportProposalOut, ReportProposalsOut } from '@shuping/contracts';
import { isInVetting, proposalRefused, stands } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { actingDenied, ReportAccess } from '../report-access.ts';
import { cleanText, type Sections } from '../report-text.ts';
import type { ReportProposalRecord } from '../vetting.entity.ts';
import { toOpen, VettingRepository } from '../vetting.repository.ts';
import { SaveReportHandler } from './save-report.handler.ts';

/** 修改建议 (R-E3): the step whose turn it is proposes new words for passages, and may take its proposals back before it sends the report back. */
@Injectable()
export class ProposeChangesHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: VettingRepository, private readonly access: ReportAccess, private readonly saving: SaveReportHandler) {}

  list(who: AppPrincipal, reportId: string): Promise<Result<ReportProposalsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, reportId);
      if (!opened.ok) return opened;
      const { frozen, mine } = opened.value;
      const sections = await this.access.shown(tx, opened.value);
      const refused = this.saving.refusal(who, opened.value, 'update');
      const items = (await this.rows.proposals(tx, reportId)).filter((row) => row.state !== 'withdrawn').map((row) => present(row, who, frozen.scheme.vetting, sections, isInVetting(opened.value.row.state)));
      const may: ReportProposalsOut['may'] = mine ? { answer: refused === null ? true : { reason: refused.code } } : {};
      return ok({ items, may });
    });
  }

  add(who: AppPrincipal, reportId: string, input: ReportProposalIn): Promise<Result<ReportProposalOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.held(tx, who, reportId);
      if (!opened.ok) return opened;
      const { row, frozen, cycle } = opened.value;
      const denied = actingDenied(who, opened.value);
      if (denied) return err(denied);
      const stage = this.access.inWriting(cycle);
      if (!stage.ok) return stage;
      const text = row.sections.find((section) => section.id === input.sectionId)?.text ?? '';
      const passage = { sectionId: input.sectionId, start: input.start, end: input.end, oldText: text.slice(input.start, input.end), newText: cleanText(input.newText) };
      const refused = proposalRefused(passage, text, (await this.rows.openProposals(tx, reportId)).map(toOpen));
      if (refused) return err(refused);
      const made = this.rows.addProposal(tx, row, { ...passage, reason: cleanText(input.reason), stepIndex: row.stepIndex, versionNumber: row.currentVersion, authorId: who.accountId, authorName: who.name });
      tx.audit({ action: 'report.propose', subject: { type: 'Report', id: reportId }, orgPath: row.orgPath, after: { proposal: made.id, section: input.sectionId, step: frozen.scheme.vetting[row.stepIndex]?.id } });
      await tx.em.flush();
      return ok(present(made, who, frozen.scheme.vetting, row.sections, true));
    });
  }

  withdraw(who: AppPrincipal, id: string, version: number): Promise<Result<ReportProposalOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const proposal = await this.rows.proposal(tx, id);
      const opened = proposal && (await this.access.inside(tx, who, proposal.reportId));
      if (!proposal || !opened?.ok || !can(who.ability, 'update', 'ReportComment', proposal)) return err({ code: 'proposal.not-found' });
      if (proposal.authorId !== who.accountId) return err({ code: 'permission.denied' });
      const { row, frozen } = opened.value;
      const shown = (): ReportProposalOut => present(proposal, who, frozen.scheme.vetting, row.sections, isInVetting(row.state));
      if (proposal.version !== version) return stale(shown(), proposal.version);
      if (proposal.state !== 'open' || !isInVetting(row.state)) return err({ code: 'proposal.not-open' });
      proposal.state = 'withdrawn';
      tx.audit({ action: 'report.propose-withdraw', subject: { type: 'Report', id: proposal.reportId }, orgPath: proposal.orgPath, after: { proposal: id } });
      await tx.em.flush();
      return ok(shown());
    });
  }
}

function present(row: ReportProposalRecord, who: AppPrincipal, chain: Scheme['vetting'], sections: Sections, vetting: boolean): ReportProposalOut {
  const text = sections.find((section) => section.id === row.sectionId)?.text ?? '';
  const open = row.state === 'open';
  return {
    id: row.id, sectionId: row.sectionId, place: open && stands(toOpen(row), text) ? { start: row.start, end: row.end } : null, oldText: row.oldText, newText: row.newText, reason: row.reason,
    state: open && row.start < 0 ? 'outdated' : row.state, step: chain[row.stepIndex]?.title ?? { text: '' }, author: row.authorName, at: row.at.toISOString(), answer: row.answer, answeredAt: row.answeredAt?.toISOString() ?? null,
    version: row.version, may: row.authorId === who.accountId && open ? { withdraw: vetting ? true : { reason: 'proposal.not-open' } } : {},
  };
}
