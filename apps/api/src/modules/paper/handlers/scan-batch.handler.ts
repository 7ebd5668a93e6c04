import { Injectable } from '@nestjs/common';
import { sheetsOfPages, stepOf, type PaperSheet, type ReadMark, type ReadPage } from '@shuping/domain';
import { err, type Problem, type Result } from '@shuping/kernel';
import { readScan } from '@shuping/office';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PaperStore, type PaperEntry } from '../../ballots/index.ts';
import { BatchDesk } from '../batch-desk.ts';
import { layoutOf } from '../paper-forms.ts';

/** Reading of scanned sheets. What the machine is sure of need not be typed; what it is not goes to two people, who each type it without seeing the other's (R-F5). */
@Injectable()
export class ScanBatchHandler {
  // one child at a time on a node: a page takes as much memory as all else
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly uow: UnitOfWork, private readonly desk: BatchDesk, private readonly paper: PaperStore) {}

  /** Errors: `paper.typed-already`, `scan.none`, codes of `readScan` with the picture's number, `scan.page-order`, `scan.sheets-differ`. Scanning again before anybody typed replaces the reading. */
  async execute(who: AppPrincipal, id: string, batchId: string, file: Uint8Array): Promise<Result<null, Problem>> {
    const opened = await this.uow.run(who, (tx) => this.desk.open(tx, who, id, batchId));
    if (!opened.ok) return opened;
    const batch = opened.value;
    if (stepOf(batch.state) !== 'first') return err({ code: 'paper.typed-already' });
    const layout = layoutOf(batch.form, batch.row.voterClass);
    if (!layout) return err({ code: 'paper.form-too-long' });
    const pages = await this.inTurn(() => readScan(file, layout));
    if (!pages.ok) return pages;
    const read = sheetsOfPages(pages.value, layout, batch.row.size);
    if (!read.ok) return read;
    const content = entryOf(read.value.sheets);
    const fits = this.desk.check(batch, content.sheets);
    if (!fits.ok) return fits;
    const entry = randomUUID();
    await this.paper.keep(batch.place, entry, content);
    return this.desk.write(who, batch, (row) => { row.scan = entry; }, 'paper.scanned', { name: who.name, doubts: content.doubts!.length });
  }

  private inTurn(work: () => Promise<Result<readonly ReadPage[], Problem>>): Promise<Result<readonly ReadPage[], Problem>> {
    const next = this.turn.then(work, work);
    this.turn = next.catch(() => undefined);
    return next;
  }
}

function entryOf(sheets: readonly (readonly ReadMark[])[]): PaperEntry {
  return {
    sheets: sheets.map((marks) => {
      const sheet: Record<string, Record<string, string | null>> = {};
      for (const { subject, item, mark } of marks) (sheet[subject] ??= {})[item] = mark;
      return sheet as PaperSheet;
    }),
    doubts: sheets.flatMap((marks, at) => marks.flatMap(({ subject, item, doubt }) => (doubt === null ? [] : [{ sheet: at + 1, subject, item, why: doubt }]))),
  };
}
