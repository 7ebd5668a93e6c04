import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OpenProposal, SqueezeAct } from '@shuping/domain';
import { carried } from '@shuping/domain';
import { dayOf, type OrgPath } from '@shuping/kernel';
import { CORE_ROLES } from '@shuping/permissions';
import type { ReportMeasures } from '@shuping/report-checks';
import { asSystem, type Tx } from '../../platform/persistence/index.ts';
import type { ReportRecord } from './report.entity.ts';
import type { Sections } from './report-text.ts';
import { ReportProposalRecord, VettingDeputyRecord } from './vetting.entity.ts';

export type NewProposal = Pick<ReportProposalRecord, 'sectionId' | 'start' | 'end' | 'oldText' | 'newText' | 'reason' | 'stepIndex' | 'versionNumber' | 'authorName'> & { readonly authorId: string };
export type DraftRow = { readonly reportId: string; readonly number: number; readonly measures: ReportMeasures };
export type ActRow = SqueezeAct & { readonly reportId: string };
export type Candidate = { readonly personId: string; readonly name: string; readonly role: string };

const SIGNING = CORE_ROLES.filter((role) => role.cells.some((cell) => [cell.subject].flat().includes('VettingStep') && [cell.action].flat().includes('sign'))).map((role) => role.id);

/** Rows of proposals, deputies, and the figures of drafts. */
@Injectable()
export class VettingRepository {
  proposals(tx: Tx, reportId: string): Promise<ReportProposalRecord[]> {
    return tx.em.find(ReportProposalRecord, { reportId }, { orderBy: { at: 'asc', id: 'asc' } });
  }

  openProposals(tx: Tx, reportId: string): Promise<ReportProposalRecord[]> {
    return tx.em.find(ReportProposalRecord, { reportId, state: 'open' }, { orderBy: { at: 'asc', id: 'asc' } });
  }

  proposal(tx: Tx, id: string): Promise<ReportProposalRecord | null> {
    return tx.em.findOne(ReportProposalRecord, { id });
  }

  addProposal(tx: Tx, row: ReportRecord, data: NewProposal): ReportProposalRecord {
    const record = tx.em.create(ReportProposalRecord, { hostId: row.hostId, id: randomUUID(), orgPath: row.orgPath, sector: row.sector, reportId: row.id, personId: row.personId, at: tx.now, state: 'open', answer: '', answeredAt: null, acceptedIn: null, ...data });
    tx.em.persist(record);
    return record;
  }

  /** Moves open proposals with the text after it was written on by hand. */
  async carry(tx: Tx, reportId: string, before: Sections, after: Sections): Promise<void> {
    const textIn = (sections: Sections, id: string): string => sections.find((section) => section.id === id)?.text ?? '';
    for (const row of await this.openProposals(tx, reportId)) {
      if (row.start < 0) continue;
      const { start, end } = carried(toOpen(row), textIn(before, row.sectionId), textIn(after, row.sectionId));
      Object.assign(row, { start, end });
    }
  }

  /** Deputies of cycles; read by the server, since a vetter may stand below the host that names them. */
  deputies(tx: Tx, cycleIds: readonly string[]): Promise<VettingDeputyRecord[]> {
    return cycleIds.length === 0 ? Promise.resolve([]) : asSystem(tx, () => tx.em.find(VettingDeputyRecord, { cycleId: { $in: [...cycleIds] } }));
  }

  addDeputy(tx: Tx, data: Pick<VettingDeputyRecord, 'hostId' | 'orgPath' | 'cycleId' | 'sector' | 'stepId' | 'role' | 'personId' | 'personName'>): void {
    tx.em.persist(tx.em.create(VettingDeputyRecord, { id: randomUUID(), ...data }));
  }

  removeDeputy(tx: Tx, row: VettingDeputyRecord): void {
    tx.em.remove(row);
  }

  /** People whose role over the whole host lets them sign at some step, with that role. */
  candidates(tx: Tx, path: OrgPath): Promise<Candidate[]> {
    const today = dayOf(tx.now);
    return asSystem(tx, () => tx.sql<Candidate>(
      `select distinct a.person_id as "personId", a.name, g.role from role_grant g join account a on a.id = g.account_id
       where not a.disabled and a.person_id is not null and g.plugin = '' and split_part(g.role, ':', 1) in (select value from jsonb_array_elements_text(?::jsonb)) and ?::text ^@ g.org_path
         and (g.from_day is null or g.from_day <= ?) and (g.to_day is null or g.to_day >= ?) order by a.name, a.person_id, g.role limit 400`,
      [JSON.stringify(SIGNING), path, today, today],
    ));
  }

  /** Figures of submitted drafts, without their texts. */
  drafts(tx: Tx, reportIds: readonly string[]): Promise<DraftRow[]> {
    return tx.sql<DraftRow>(
      `select report_id as "reportId", number, measures from report_version where kind = 'submitted' and measures is not null and report_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by report_id, number`, [JSON.stringify(reportIds)],
    );
  }

  acts(tx: Tx, reportIds: readonly string[]): Promise<(ActRow & { readonly by: string })[]> {
    return tx.sql(
      `select report_id as "reportId", step_index as "stepIndex", act, version_number as "versionNumber", actor_name as by from vetting_act where act <> 'handover' and report_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by at`, [JSON.stringify(reportIds)],
    );
  }

  /** How many proposals each step made. */
  proposed(tx: Tx, reportIds: readonly string[]): Promise<{ readonly stepIndex: number; readonly sector: string; readonly count: number }[]> {
    return tx.sql(
      `select step_index as "stepIndex", sector, count(*)::int as count from report_proposal where state <> 'withdrawn' and report_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) group by 1, 2`, [JSON.stringify(reportIds)],
    );
  }
}

export function toOpen(row: ReportProposalRecord): OpenProposal {
  return { id: row.id, sectionId: row.sectionId, start: row.start, end: row.end, oldText: row.oldText, newText: row.newText };
}
