import { Injectable } from '@nestjs/common';
import type { AgainOf } from '@shuping/contracts';
import { closingRates, countsAsYear, repeatsToAsk, type ClosingRate, type UnitRate } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import type { CommitmentRecord, ProblemRecord } from './problem.entity.ts';
import { ProblemIntake } from './problem-intake.ts';
import { RectificationRepository, type NewProblem } from './rectification.repository.ts';

export type ProblemView = Readonly<Pick<ProblemRecord, 'id' | 'cycleId' | 'assesseeId' | 'orgId' | 'orgName' | 'personId' | 'personName' | 'number' | 'source' | 'title' | 'detail' | 'state' | 'cause' | 'measure' | 'level' | 'deadline' | 'foundOn' | 'closedOn' | 'repeatOf' | 'reopened'>>;
export type CommitmentView = Readonly<Pick<CommitmentRecord, 'id' | 'cycleId' | 'assesseeId' | 'personId' | 'orgName' | 'number' | 'text' | 'state' | 'note'>>;

/** Read port of the ledger, under the row policies of the asking transaction. */
@Injectable()
export class RectificationApi {
  constructor(private readonly rows: RectificationRepository, private readonly intake: ProblemIntake, private readonly cycles: CyclesApi) {}

  /** A new item found by another capability; null when its source key is in the ledger already. */
  take(tx: Tx, assessee: AssesseeView, input: NewProblem, byName: string): Promise<ProblemView | null> {
    return this.intake.take(tx, assessee, input, byName);
  }

  /** 屡改屡犯: what an organisation is asked about in a cycle, where the year before found again what the year before that had found (R-I6). */
  async again(tx: Tx, cycle: Pick<CycleView, 'period' | 'previousCycleId'>, orgId: string): Promise<AgainOf[]> {
    if (!countsAsYear(cycle.period)) return [];
    const last = cycle.previousCycleId ? await this.cycles.cycle(tx, cycle.previousCycleId) : null;
    const before = last?.previousCycleId ? await this.cycles.cycle(tx, last.previousCycleId) : null;
    if (!last || !before) return [];
    const of = (id: string) => this.rows.problems(tx, { cycleId: id, orgId });
    return repeatsToAsk(await of(last.id), await of(before.id)).map((one) => ({ first: { id: one.first.id, year: before.year, title: one.first.title }, last: { id: one.last.id, year: last.year, title: one.last.title } }));
  }

  /** Notes in the history of items that a report has to answer for them. */
  async noteAsked(tx: Tx, ids: readonly string[], text: string): Promise<void> {
    for (const row of await this.rows.problems(tx, { id: { $in: [...ids] } })) this.rows.enter(tx, row, { kind: 'asked', text, byName: '' });
    await tx.em.flush();
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
