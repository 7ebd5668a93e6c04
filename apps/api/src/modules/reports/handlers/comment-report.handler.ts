import { Injectable } from '@nestjs/common';
import type { CommentIn, CommentOut, CommentPatch } from '@shuping/contracts';
import { isInVetting, isFrozen } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import { findAnchor, makeAnchor } from '@shuping/report-checks';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ReportAccess } from '../report-access.ts';
import type { ReportCommentRecord } from '../report.entity.ts';
import { cleanText, type Sections } from '../report-text.ts';
import { ReportsRepository } from '../reports.repository.ts';

/** Comments bound to passages (R-E3): their place is found anew in the text that the reader sees, or reported lost. */
@Injectable()
export class CommentReportHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess) {}

  list(who: AppPrincipal, reportId: string): Promise<Result<{ items: CommentOut[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, reportId);
      if (!opened.ok) return opened;
      const sections = await this.access.shown(tx, opened.value);
      return ok({ items: (await this.rows.comments(tx, reportId)).map((row) => present(row, who, sections)) });
    });
  }

  add(who: AppPrincipal, reportId: string, input: z.infer<typeof CommentIn>): Promise<Result<CommentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, reportId);
      if (!opened.ok) return opened;
      const { row, mine } = opened.value;
      const denied = mine ? 'report.own-report' : whyNot(who.ability, 'create', 'ReportComment', row);
      if (denied) return err({ code: denied });
      if (!isInVetting(row.state)) return err({ code: 'report.illegal-transition', params: { from: row.state, command: 'comment' } });
      const text = row.sections.find((section) => section.id === input.sectionId)?.text;
      if (text === undefined || input.end <= input.start || input.end > text.length || text.slice(input.start, input.end).trim() === '') return err({ code: 'comment.place', at: '/start' });
      const made = this.rows.addComment(tx, row, { sectionId: input.sectionId, anchor: wellFormed(makeAnchor(text, input.start, input.end)), text: cleanText(input.text), authorId: who.accountId, authorName: who.name });
      tx.audit({ action: 'report.comment', subject: { type: 'Report', id: reportId }, orgPath: row.orgPath, after: { comment: made.id, section: input.sectionId } });
      await tx.em.flush();
      return ok(present(made, who, row.sections));
    });
  }

  patch(who: AppPrincipal, id: string, version: number, patch: z.infer<typeof CommentPatch>): Promise<Result<CommentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const comment = await this.rows.comment(tx, id);
      const opened = comment && (await this.access.inside(tx, who, comment.reportId));
      if (!comment || !opened?.ok) return err({ code: 'comment.not-found' });
      const sections = await this.access.shown(tx, opened.value);
      if (!can(who.ability, 'update', 'ReportComment', comment)) return err({ code: 'permission.denied' });
      if (patch.reply !== undefined && !opened.value.mine) return err({ code: 'permission.denied', at: '/reply' });
      if (isFrozen(opened.value.row.state)) return err({ code: 'report.illegal-transition', params: { from: 'accepted', command: 'comment' } });
      if (comment.version !== version) return stale(present(comment, who, sections), comment.version);
      if (patch.resolved !== undefined) comment.resolved = patch.resolved;
      if (patch.reply !== undefined) comment.reply = cleanText(patch.reply);
      tx.audit({ action: 'report.comment-update', subject: { type: 'Report', id: comment.reportId }, orgPath: comment.orgPath, after: { comment: id, ...patch, ...(patch.reply === undefined ? {} : { reply: true }) } });
      await tx.em.flush();
      return ok(present(comment, who, sections));
    });
  }
}

// a selection may cut a character in half
function wellFormed(anchor: ReportCommentRecord['anchor']): ReportCommentRecord['anchor'] {
  return { ...anchor, quote: anchor.quote.toWellFormed(), prefix: anchor.prefix.toWellFormed(), suffix: anchor.suffix.toWellFormed() };
}

function present(row: ReportCommentRecord, who: AppPrincipal, sections: Sections): CommentOut {
  const text = sections.find((section) => section.id === row.sectionId)?.text;
  const place = text === undefined ? null : findAnchor(row.anchor, text);
  const mine = who.personId !== null && who.personId === row.personId;
  const denied = whyNot(who.ability, 'update', 'ReportComment', row);
  const act = (reason: string | null): true | { reason: string } => (reason === null ? true : { reason });
  return {
    id: row.id, sectionId: row.sectionId, quote: row.anchor.quote, place: place ? { start: place.start, end: place.end } : null, text: row.text, author: row.authorName, at: row.at.toISOString(), resolved: row.resolved,
    reply: row.reply, version: row.version, may: { resolve: act(denied), ...(mine ? { reply: act(denied) } : {}) },
  };
}
