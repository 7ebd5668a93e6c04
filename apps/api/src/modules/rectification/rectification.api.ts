import { Injectable } from '@nestjs/common';
import { closingRates, type ClosingRate, type UnitRate } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import type { AssesseeView } from '../cycles/index.ts';
import type { CommitmentRecord, ProblemRecord } from './problem.entity.ts';
import { ProblemIntake } from './problem-intake.ts';
import { RectificationRepository, type NewProblem } from './rectification.repository.ts';

export type ProblemView = Readonly<Pick<ProblemRecord, 'id' | 'cycleId' | 'assesseeId' | 'orgId' | 'orgName' | 'personId' | 'personName' | 'number' | 'source' | 'title' | 'detail' | 'state' | 'cause' | 'measure' | 'level' | 'deadline' | 'foundOn' | 'closedOn' | 'repeatOf' | 'reopened'>>;
export type CommitmentView = Readonly<Pick<CommitmentRecord, 'id' | 'cycleId' | 'assesseeId' | 'personId' | 'orgName' | 'number' | 'text' | 'state' | 'note'>>;

/** Read port of the ledger, under the row policies of the asking transaction. */
@Injectable()
export class RectificationApi {
  constructor(private readonly rows: RectificationRepository, private readonly intake: ProblemIntake) {}

  /** A new item found by another capability; null when its source key is in the ledger already. */
  take(tx: Tx, assessee: AssesseeView, input: NewProblem, byName: string): Promise<ProblemView | null> {
    return this.intake.take(tx, assessee, input, byName);
  }


  /** Items that still ask for work, lateness first. */
  openItems(tx: Tx, of: { readonly personId?: string; readonly orgId?: string; readonly cycleId?: string }): Promise<ProblemView[]> {
    return this.rows.problems(tx, { ...of, state: { $in: ['found', 'planned', 'submitted'] } });
  }

  /** Every item of an assessee in the order of its number, e.g. for the feedback letter. */
  ofAssessee(tx: Tx, assesseeId: string): Promise<ProblemView[]> {
    return this.rows.problems(tx, { assesseeId }, [{ number: 'asc' }]);
  }

  commitmentsOf(tx: Tx, of: { readonly assesseeId?: string; readonly orgId?: string; readonly cycleId?: string }): Promise<CommitmentView[]> {
    return this.rows.commitments(tx, { ...of }, [{ number: 'asc' }]);
  }

  /** Closing rates of a cycle, all together and by unit (R-I7). */
  async rates(tx: Tx, cycleId: string): Promise<{ readonly total: ClosingRate; readonly units: readonly UnitRate[] }> {
    const rows = await this.rows.problems(tx, { cycleId });
    return closingRates(rows.map((row) => ({ orgId: row.orgId, orgName: row.orgName, state: row.state, deadline: row.deadline ?? null, reopened: row.reopened, repeat: Boolean(row.repeatOf) })), dayOf(tx.now));
  }
}
