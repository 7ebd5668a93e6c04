import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { ReportCommentRecord, ReportRecord, ReportVersionRecord, VettingActRecord } from './report.entity.ts';
import { textHash } from './report-text.ts';

export type NewVersion = { readonly kind: ReportVersionRecord['kind']; readonly words: number; readonly unmatched?: { title: string; text: string }[]; readonly sections: { id: string; text: string }[]; readonly by: string; readonly measures?: ReportVersionRecord['measures'] };
export type NewAct = Pick<VettingActRecord, 'stepIndex' | 'act' | 'versionNumber' | 'actorName' | 'note'> & { readonly actorId: string | null };

/** The only file of the module that sees its rows. */
@Injectable()
export class ReportsRepository {
  get(tx: Tx, id: string): Promise<ReportRecord | null> {
    return tx.em.findOne(ReportRecord, { id });
  }

  ofAssessee(tx: Tx, assesseeId: string): Promise<ReportRecord | null> {
    return tx.em.findOne(ReportRecord, { assesseeId });
  }

  find(tx: Tx, where: Record<string, unknown>, orderBy: Record<string, 'asc' | 'desc'>[], limit: number): Promise<ReportRecord[]> {
    return tx.em.find(ReportRecord, where as never, { orderBy: orderBy as never, limit });
  }

  /** Begins a report unless somebody else just did. */
  async begin(tx: Tx, data: Pick<ReportRecord, 'hostId' | 'orgPath' | 'sector' | 'cycleId' | 'assesseeId' | 'personId' | 'personName' | 'orgName' | 'position' | 'asked'>): Promise<boolean> {
    const made = await tx.sql(
      `insert into report (host_id, id, org_path, sector, published_to, cycle_id, assessee_id, person_id, person_name, org_name, position, state, step_index, round, sections, asked, words, current_version, version)
       values (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, 'draft', 0, 0, '[]', ?::jsonb, 0, 0, 1) on conflict do nothing returning id`,
      [data.hostId, randomUUID(), data.orgPath, data.sector, data.cycleId, data.assesseeId, data.personId, data.personName, data.orgName, data.position, JSON.stringify(data.asked)],
    );
    return made.length > 0;
  }

  versions(tx: Tx, reportId: string): Promise<ReportVersionRecord[]> {
    return tx.em.find(ReportVersionRecord, { reportId }, { orderBy: { number: 'asc' } });
  }

  version(tx: Tx, reportId: string, number: number): Promise<ReportVersionRecord | null> {
    return tx.em.findOne(ReportVersionRecord, { reportId, number });
  }

  lastVersion(tx: Tx, reportId: string): Promise<ReportVersionRecord | null> {
    return tx.em.findOne(ReportVersionRecord, { reportId }, { orderBy: { number: 'desc' } });
  }

  /** Freezes a draft under the next number. */
  async addVersion(tx: Tx, row: ReportRecord, made: NewVersion): Promise<ReportVersionRecord> {
    const last = await this.lastVersion(tx, row.id);
    const record = tx.em.create(ReportVersionRecord, {
      hostId: row.hostId, id: randomUUID(), orgPath: row.orgPath, sector: row.sector, reportId: row.id, personId: row.personId, number: (last?.number ?? 0) + 1, kind: made.kind,
      sections: made.sections, unmatched: made.unmatched ?? [], words: made.words, measures: made.measures ?? null, hash: textHash(made.sections), madeAt: tx.now, madeBy: made.by,
    });
    await tx.em.persist(record).flush();
    return record;
  }

  acts(tx: Tx, reportId: string): Promise<VettingActRecord[]> {
    return tx.em.find(VettingActRecord, { reportId }, { orderBy: [{ round: 'asc' }, { at: 'asc' }, { stepIndex: 'asc' }] });
  }

  actsOf(tx: Tx, reportIds: readonly string[]): Promise<VettingActRecord[]> {
    return tx.em.find(VettingActRecord, { reportId: { $in: [...reportIds] } });
  }

  addAct(tx: Tx, row: ReportRecord, act: NewAct): void {
    tx.em.persist(tx.em.create(VettingActRecord, { hostId: row.hostId, id: randomUUID(), orgPath: row.orgPath, sector: row.sector, reportId: row.id, personId: row.personId, round: row.round, at: tx.now, ...act }));
  }

  comments(tx: Tx, reportId: string): Promise<ReportCommentRecord[]> {
    return tx.em.find(ReportCommentRecord, { reportId }, { orderBy: { at: 'asc', id: 'asc' } });
  }

  comment(tx: Tx, id: string): Promise<ReportCommentRecord | null> {
    return tx.em.findOne(ReportCommentRecord, { id });
  }

  addComment(tx: Tx, row: ReportRecord, data: Pick<ReportCommentRecord, 'sectionId' | 'anchor' | 'text' | 'authorName'> & { readonly authorId: string }): ReportCommentRecord {
    const record = tx.em.create(ReportCommentRecord, { hostId: row.hostId, id: randomUUID(), orgPath: row.orgPath, sector: row.sector, reportId: row.id, personId: row.personId, at: tx.now, resolved: false, reply: '', ...data });
    tx.em.persist(record);
    return record;
  }
}
