import { Injectable } from '@nestjs/common';
import type { PaperBatchIn } from '@shuping/contracts';
import { EMPTY_LEDGER, ledgerKey, mayBatch } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PaperStore } from '../../ballots/index.ts';
import { MeetingPaper } from '../../meetings/index.ts';
import { PaperRepository } from '../paper.repository.ts';

/** Makes batches of shuffled sheets after the round has closed, and unmakes one whose sheets were miscounted. */
@Injectable()
export class OpenBatchHandler {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingPaper, private readonly rows: PaperRepository, private readonly paper: PaperStore) {}

  /** Errors: `paper.not-closed`, `paper.unknown-class`, `paper.batch-too-big`, `paper.batch-beyond-box`. */
  open(who: AppPrincipal, id: string, input: z.infer<typeof PaperBatchIn>): Promise<Result<{ id: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const desk = await this.meetings.desk(tx, who, id, 'create');
      if (!desk.ok) return desk;
      const round = desk.value.rounds.find((one) => one.form.round === input.round);
      if (!round?.form.classes[input.class]) return err({ code: 'paper.unknown-class', at: '/class' });
      if (!round.isShut) return err({ code: 'paper.not-closed', params: { phase: desk.value.phase } });
      const others = (await this.rows.ofMeeting(tx, id)).filter((one) => one.round === input.round && one.voterClass === input.class);
      const { returned } = desk.value.ledgers[ledgerKey(input.round, input.class)] ?? EMPTY_LEDGER;
      const fits = mayBatch(input.size, others.reduce((sum, one) => sum + one.size, 0), returned);
      if (!fits.ok) return fits;
      const batch = randomUUID();
      const number = Math.max(0, ...others.map((one) => one.number)) + 1;
      await this.rows.add(tx, { hostId: desk.value.hostId, id: batch, orgPath: desk.value.orgPath, meetingId: id, round: input.round, voterClass: input.class, number, size: input.size, first: null, second: null, look: null, settledBy: [], scan: null, counted: false });
      tx.audit({ action: 'paper.batch', subject: { type: 'Meeting', id }, orgPath: desk.value.orgPath, after: { batch, round: input.round, class: input.class, number, size: input.size } });
      return ok({ id: batch });
    });
  }

  /** Errors: `paper.batch-counted`. */
  async discard(who: AppPrincipal, id: string, batch: string): Promise<Result<null, Problem>> {
    const counted = await this.paper.isCounted(id, batch);
    const gone = await this.uow.run(who, async (tx): Promise<Result<null, Problem>> => {
      const desk = await this.meetings.desk(tx, who, id, 'create');
      if (!desk.ok) return desk;
      const row = await this.rows.batch(tx, id, batch);
      if (!row.ok) return row;
      if (counted || row.value.counted) return err({ code: 'paper.batch-counted' });
      const { number, size, voterClass } = row.value;
      await this.rows.remove(tx, row.value);
      tx.audit({ action: 'paper.discard-batch', subject: { type: 'Meeting', id }, orgPath: desk.value.orgPath, before: { batch, class: voterClass, number, size } });
      return ok(null);
    });
    if (gone.ok) await this.paper.forget(id, batch);
    return gone;
  }
}
