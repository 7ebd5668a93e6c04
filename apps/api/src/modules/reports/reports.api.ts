import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { ReportRecord } from './report.entity.ts';

export type ReportStandingView = { readonly reportId: string; readonly assesseeId: string; readonly sector: string; readonly state: ReportRecord['state']; readonly stepIndex: number; readonly round: number; readonly words: number };
export type ReportsStanding = { readonly draft: number; readonly vetting: number; readonly returned: number; readonly accepted: number; readonly byAssessee: Readonly<Record<string, ReportStandingView>> };

/** Read port of reports, under the row policies of the asking transaction. */
@Injectable()
export class ReportsApi {
  /** Where the reports of a cycle stand; an assessee who has not begun is not among them. */
  async standing(tx: Tx, cycleId: string): Promise<ReportsStanding> {
    const rows = await tx.sql<ReportStandingView>('select id as "reportId", assessee_id as "assesseeId", sector, state, step_index as "stepIndex", round, words from report where cycle_id = ?', [cycleId]);
    const count = (state: ReportRecord['state']): number => rows.filter((row) => row.state === state).length;
    return { draft: count('draft'), vetting: count('vetting'), returned: count('returned'), accepted: count('accepted'), byAssessee: Object.fromEntries(rows.map((row) => [row.assesseeId, row])) };
  }

  /** Sections of the accepted report; null while none is accepted. */
  async textOf(tx: Tx, assesseeId: string): Promise<{ readonly reportId: string; readonly sections: readonly { readonly id: string; readonly text: string }[] } | null> {
    const row = await tx.em.findOne(ReportRecord, { assesseeId, state: 'accepted' });
    return row ? { reportId: row.id, sections: row.sections } : null;
  }
}
