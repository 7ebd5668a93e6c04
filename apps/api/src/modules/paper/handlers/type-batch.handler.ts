import { Injectable } from '@nestjs/common';
import type { PaperEntryIn } from '@shuping/contracts';
import { answersAll, decided, differencesOf, mayType, tidySheets, type PaperSheet } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PaperStore } from '../../ballots/index.ts';
import { BatchDesk, type OpenBatch } from '../batch-desk.ts';

/** Double entry: the first person types a batch, then another one, who does not see what the first typed. Two entries that agree count at once (R-F5). */
@Injectable()
export class TypeBatchHandler {
  constructor(private readonly uow: UnitOfWork, private readonly desk: BatchDesk, private readonly paper: PaperStore) {}

  /** Errors: `paper.same-person`, `paper.typed-already`, `paper.entry-size`, `paper.entry-kind` (a scanned batch takes only the marks that are in doubt), `paper.places-differ`, those of the form. */
  async execute(who: AppPrincipal, id: string, batchId: string, input: z.infer<typeof PaperEntryIn>): Promise<Result<null, Problem>> {
    const opened = await this.uow.run(who, (tx) => this.desk.open(tx, who, id, batchId));
    if (!opened.ok) return opened;
    const batch = opened.value;
    const step = mayType(batch.state, who.accountId);
    if (!step.ok) return step;
    const sheets = await this.sheetsOf(batch, input);
    if (!sheets.ok) return sheets;
    const fits = this.desk.check(batch, sheets.value);
    if (!fits.ok) return fits;
    const hand = { accountId: who.accountId, name: who.name, entry: randomUUID() };
    await this.paper.keep(batch.place, hand.entry, { sheets: sheets.value });
    const written = await this.desk.write(who, batch, (row) => { row[step.value] = hand; }, 'paper.typed', { entry: step.value, name: who.name });
    if (!written.ok || step.value === 'first') return written;
    const first = await this.paper.entry(id, batch.state.first!.entry);
    return first && differencesOf(first.sheets, sheets.value).length === 0 ? this.desk.count(who, batch, sheets.value) : ok(null);
  }

  private async sheetsOf(batch: OpenBatch, input: z.infer<typeof PaperEntryIn>): Promise<Result<readonly PaperSheet[], Problem>> {
    const scan = batch.state.scan === null ? null : await this.paper.entry(batch.place.meeting, batch.state.scan);
    if ('sheets' in input) return scan ? err({ code: 'paper.entry-kind' }) : ok(tidySheets(input.sheets));
    if (!scan) return err({ code: 'paper.entry-kind' });
    return answersAll(scan.doubts ?? [], input.marks) ? ok(decided(scan.sheets, input.marks)) : err({ code: 'paper.places-differ', at: '/marks' });
  }
}
