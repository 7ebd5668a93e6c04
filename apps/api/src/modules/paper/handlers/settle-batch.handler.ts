import { Injectable } from '@nestjs/common';
import { answersAll, decided, differencesOf, stepOf, type PaperDecision, type PaperSheet } from '@shuping/domain';
import { err, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PaperStore } from '../../ballots/index.ts';
import { BatchDesk, type OpenBatch } from '../batch-desk.ts';

/** The third look: what the sheets say where two entries differ. It settles only when two people say the same, and both names stand in the record (R-F5). */
@Injectable()
export class SettleBatchHandler {
  constructor(private readonly uow: UnitOfWork, private readonly desk: BatchDesk, private readonly paper: PaperStore) {}

  /** Errors: `paper.nothing-differs`, `paper.places-differ` (every difference is decided, and nothing else), those of the form. A look that another person does not share takes its place and waits. */
  async execute(who: AppPrincipal, id: string, batchId: string, decisions: readonly PaperDecision[]): Promise<Result<null, Problem>> {
    const opened = await this.uow.run(who, (tx) => this.desk.open(tx, who, id, batchId));
    if (!opened.ok) return opened;
    const batch = opened.value;
    if (stepOf(batch.state) !== 'look') return err({ code: 'paper.nothing-differs' });
    // counted on the ballot side before a crash
    if (await this.paper.isCounted(id, batchId)) return this.desk.count(who, batch, []);
    const [first, second] = await Promise.all([batch.state.first!, batch.state.second!].map((hand) => this.paper.entry(id, hand.entry)));
    const differences = differencesOf(first!.sheets, second!.sheets);
    if (!answersAll(differences, decisions)) return err({ code: 'paper.places-differ', at: '/decisions' });
    const sheets = decided(first!.sheets, decisions);
    const fits = this.desk.check(batch, sheets);
    if (!fits.ok) return fits;
    return differences.length === 0 ? this.desk.count(who, batch, sheets) : this.look(who, batch, sheets);
  }

  private async look(who: AppPrincipal, batch: OpenBatch, sheets: readonly PaperSheet[]): Promise<Result<null, Problem>> {
    const { look } = batch.state;
    const other = look !== null && look.accountId !== who.accountId ? look : null;
    const seen = other && (await this.paper.entry(batch.place.meeting, other.entry));
    if (other && seen && differencesOf(seen.sheets, sheets).length === 0) {
      const settledBy = [other.name, who.name];
      const written = await this.desk.write(who, batch, (row) => { row.settledBy = settledBy; }, 'paper.settled', { settledBy });
      return written.ok ? this.desk.count(who, batch, sheets) : written;
    }
    const hand = { accountId: who.accountId, name: who.name, entry: randomUUID() };
    await this.paper.keep(batch.place, hand.entry, { sheets });
    return this.desk.write(who, batch, (row) => { row.look = hand; }, 'paper.looked', { name: who.name, shared: other ? false : null });
  }
}
