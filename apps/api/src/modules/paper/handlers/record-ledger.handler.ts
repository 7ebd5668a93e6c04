import { Injectable } from '@nestjs/common';
import type { PaperLedgerIn } from '@shuping/contracts';
import { EMPTY_LEDGER, isSealed, ledgerKey, type PaperLedger } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { MeetingPaper } from '../../meetings/index.ts';
import { PaperRepository } from '../paper.repository.ts';

/** Counts of sheets, as the clerk counted them; they may be mended until the seal and must balance when voting closes and when it is sealed (R-F5). */
@Injectable()
export class RecordLedgerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingPaper, private readonly rows: PaperRepository) {}

  /** Errors: `paper.unknown-class`, `meeting.too-late`, `paper.batch-beyond-box` when more sheets stand in batches than would have come back. */
  execute(who: AppPrincipal, id: string, version: number, input: z.infer<typeof PaperLedgerIn>): Promise<Result<null, Problem>> {
    const { round, class: voterClass, ...figures } = input;
    return this.uow.run(who, async (tx) => {
      const desk = await this.meetings.desk(tx, who, id, 'create');
      if (!desk.ok) return desk;
      if (!desk.value.rounds.some((one) => one.form.round === round && one.form.classes[voterClass])) return err({ code: 'paper.unknown-class', at: '/class' });
      if (isSealed(desk.value.phase)) return err({ code: 'meeting.too-late', params: { phase: desk.value.phase } });
      const before = desk.value.ledgers[ledgerKey(round, voterClass)] ?? EMPTY_LEDGER;
      const ledger: PaperLedger = { ...before, ...definedOf(figures) };
      const batched = (await this.rows.ofMeeting(tx, id)).filter((one) => one.round === round && one.voterClass === voterClass).reduce((sum, one) => sum + one.size, 0);
      if (batched > ledger.returned) return err({ code: 'paper.batch-beyond-box', at: '/returned', params: { size: 0, batched, returned: ledger.returned } });
      const saved = await this.meetings.saveLedger(tx, id, { round, class: voterClass, version }, ledger);
      if (!saved.ok) return saved;
      tx.audit({ action: 'paper.ledger', subject: { type: 'Meeting', id }, orgPath: desk.value.orgPath, before, after: { round, class: voterClass, ...ledger } });
      return ok(null);
    });
  }
}

function definedOf(figures: Partial<Record<keyof PaperLedger, number | undefined>>): Partial<PaperLedger> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
