import { Injectable } from '@nestjs/common';
import { countsAsYear, repeatOf } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import type { ProblemRecord } from './problem.entity.ts';
import { RectificationRepository, type NewProblem } from './rectification.repository.ts';

/** The one door by which new items enter the ledger; a source key enters once, and last year's like item is found (R-I1, R-I2). */
@Injectable()
export class ProblemIntake {
  constructor(private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  /** The new item; null when its source key is already in the ledger of the cycle. */
  async take(tx: Tx, assessee: AssesseeView, input: NewProblem, byName: string): Promise<ProblemRecord | null> {
    if (await this.rows.bySource(tx, assessee.cycleId, input.sourceKey)) return null;
    const repeated = repeatOf(input.title, await this.lastYear(tx, assessee));
    const row = await this.rows.add(tx, assessee, { ...input, repeatOf: repeated?.id ?? null }, { kind: 'found', text: input.title, byName }, dayOf(tx.now));
    tx.audit({ action: 'problem.find', subject: { type: 'Problem', id: row.id }, orgPath: row.orgPath, after: { source: row.source, sourceKey: row.sourceKey, title: row.title, repeatOf: row.repeatOf ?? null } });
    if (row.repeatOf) announceRepeat(tx, row, 'found');
    return row;
  }

  /** Items of the year before; in a cycle of a part of a year nothing is like last year's. */
  private async lastYear(tx: Tx, assessee: AssesseeView): Promise<ProblemRecord[]> {
    const cycle = await this.cycles.cycle(tx, assessee.cycleId);
    return cycle?.previousCycleId && countsAsYear(cycle.period) ? this.rows.problems(tx, { cycleId: cycle.previousCycleId, orgId: assessee.orgId }) : [];
  }
}

/** Tells the reports of the year after that what they are asked about has changed (R-I6). */
export function announceRepeat(tx: Tx, { id, cycleId, orgId, orgPath, hostId }: ProblemRecord, what: 'found' | 'unlinked'): void {
  tx.emit({ type: 'problem.repeat-changed', key: `${id}:${what}`, payload: { problemId: id, cycleId, orgId }, orgPath, hostId });
}
