import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditQuery, AuditVerdictOut, PageOf } from '@shuping/contracts';
import { addDays, ok, startOfDay, type Problem, type Result } from '@shuping/kernel';
import { whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../authz/principals.ts';
import { page, toPage, type SortColumn } from '../http/page.ts';
import { UnitOfWork } from '../persistence/unit-of-work.ts';
import { AuditEntryRecord, AuditLinkRecord } from './audit.entity.ts';
import type { AuditContent } from './entry.ts';
import { AuditVerifier, type AuditVerdict } from './verify.ts';

const COLUMNS: readonly SortColumn[] = [{ field: 'at', direction: 'desc' }, { field: 'id', direction: 'desc' }];

/** Entries in the asker's scope, newest first. */
@Injectable()
export class AuditQueries {
  /** the walk under way, shared by everybody who asks meanwhile */
  private walk: Promise<AuditVerdict> | null = null;

  constructor(private readonly uow: UnitOfWork, private readonly verifier: AuditVerifier) {}

  /** Verdict on the whole chain, with the number of entries in the asker's scope (R-K3, SEC-P12). */
  async verdict(who: AppPrincipal): Promise<Result<AuditVerdictOut, Problem>> {
    this.walk ??= this.verifier.verify().finally(() => (this.walk = null));
    const { verified, head, unchained, broken } = await this.walk;
    const where = whereFor(who.ability, 'verify', 'Audit');
    return this.uow.run(who, async (tx) => {
      const entries = await tx.em.count(AuditEntryRecord, where as never);
      const shown = broken && (await tx.em.count(AuditEntryRecord, { $and: [{ id: broken.entryId }, where] } as never)) > 0;
      return ok({ verified, entries, complete: unchained === 0, head, broken: broken && { seq: broken.seq, entryId: shown ? broken.entryId : null, why: broken.why } });
    });
  }

  async search(who: AppPrincipal, query: AuditQuery): Promise<Result<PageOf<AuditEntry>, Problem>> {
    const plan = page(query.limit, query.after, COLUMNS);
    if (!plan.ok) return plan;
    const where = { $and: [whereFor(who.ability, 'read', 'Audit'), filters(query), plan.value.where] };
    return this.uow.run(who, async (tx) => {
      const rows = await tx.em.find(AuditEntryRecord, where as never, { orderBy: plan.value.orderBy as never, limit: plan.value.limit });
      const links = await tx.em.find(AuditLinkRecord, { entryId: { $in: rows.map((row) => row.id) } });
      const seqs = new Map(links.map((link) => [link.entryId, link.seq]));
      return ok(toPage(rows, query.limit, (row) => [row.at.toISOString(), row.id], (row) => toEntry(row, seqs.get(row.id) ?? null)));
    });
  }
}

function filters(query: AuditQuery): Record<string, unknown> {
  const at = { ...(query.from === undefined ? {} : { $gte: startOfDay(query.from) }), ...(query.to === undefined ? {} : { $lt: startOfDay(addDays(query.to, 1)) }) };
  return {
    ...(query.action === undefined ? {} : { action: query.action }),
    ...(query.subjectType === undefined ? {} : { subjectType: query.subjectType }),
    ...(query.subjectId === undefined ? {} : { subjectId: query.subjectId }),
    ...(query.accountId === undefined ? {} : { actor: query.accountId }),
    ...(Object.keys(at).length === 0 ? {} : { at }),
  };
}

function toEntry(row: AuditEntryRecord, seq: string | null): AuditEntry {
  const content = JSON.parse(row.bytes) as AuditContent;
  return {
    id: row.id, at: row.at.toISOString(), action: row.action, subjectType: row.subjectType, subjectId: row.subjectId, orgPath: row.orgPath, actor: content.actor.id,
    actorName: content.actor.name, reason: content.reason, before: content.before, after: content.after, hash: row.hash, seq: seq === null ? null : String(seq),
  };
}
