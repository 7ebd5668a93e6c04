import { Injectable } from '@nestjs/common';
import { checkSheet, type BallotFormSheet } from '@shuping/ballot-box';
import { isSealed, type PaperSheet } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { PaperStore, type BatchPlace } from '../ballots/index.ts';
import { MeetingPaper } from '../meetings/index.ts';
import { stateOf, type PaperBatchRecord } from './paper.entity.ts';
import { PaperRepository } from './paper.repository.ts';

/** A batch on the table: where its marks stand, its row, and the form by which its sheets are read. */
export type OpenBatch = { readonly place: BatchPlace; readonly row: PaperBatchRecord; readonly state: ReturnType<typeof stateOf>; readonly form: BallotFormSheet; readonly orgPath: string };

/** What all work on a batch has in common. The meeting's side and the ballot's are written one after the other, never in one transaction. */
@Injectable()
export class BatchDesk {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingPaper, private readonly rows: PaperRepository, private readonly paper: PaperStore) {}

  /** The batch when the asker may work on it now. Errors: `paper.batch-not-found`, `paper.not-closed`, `paper.batch-counted`, `meeting.too-late`. */
  async open(tx: Tx, who: AppPrincipal, meeting: string, batch: string): Promise<Result<OpenBatch, Problem>> {
    const desk = await this.meetings.desk(tx, who, meeting, 'sign');
    if (!desk.ok) return desk;
    const found = await this.rows.batch(tx, meeting, batch);
    if (!found.ok) return found;
    const row = found.value;
    const round = desk.value.rounds.find((one) => one.form.round === row.round);
    if (isSealed(desk.value.phase)) return err({ code: 'meeting.too-late', params: { phase: desk.value.phase } });
    if (!round?.isShut) return err({ code: 'paper.not-closed', params: { phase: desk.value.phase } });
    if (row.counted) return err({ code: 'paper.batch-counted' });
    return ok({ place: { meeting, round: row.round, class: row.voterClass, batch }, row, state: stateOf(row), form: round.form, orgPath: desk.value.orgPath });
  }

  /** Refuses sheets that do not fit the form of the batch's class. Errors: `paper.entry-size`, or the first place that is wrong. */
  check({ row, form }: OpenBatch, sheets: readonly PaperSheet[]): Result<null, Problem> {
    if (sheets.length !== row.size) return err({ code: 'paper.entry-size', at: '/sheets', params: { sheets: sheets.length, size: row.size } });
    for (const [at, sheet] of sheets.entries()) {
      const checked = checkSheet(form.classes[row.voterClass]!, form.subjects, sheet);
      if (!checked.ok) return err({ ...checked.error, at: `/sheets/${at}/${checked.error.at ?? ''}` });
    }
    return ok(null);
  }

  /** Changes the batch's row in a transaction of its own; another change in between is refused (`request.version-stale`). */
  write(who: AppPrincipal, { place, row: seen, orgPath }: OpenBatch, change: (row: PaperBatchRecord) => void, action: string, after: object): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.rows.batch(tx, place.meeting, place.batch);
      if (!found.ok) return found;
      if (found.value.version !== seen.version) return err({ code: 'request.version-stale', params: { version: found.value.version } });
      change(found.value);
      await tx.em.flush();
      tx.audit({ action, subject: { type: 'Meeting', id: place.meeting }, orgPath, after: { batch: place.batch, class: place.class, number: seen.number, ...after } });
      return ok(null);
    });
  }

  /** The batch counts: first on the ballot side, which is the truth, then on its row. A crash in between is mended by the same command. */
  async count(who: AppPrincipal, batch: OpenBatch, sheets: readonly PaperSheet[]): Promise<Result<null, Problem>> {
    if (!(await this.paper.count(batch.place, sheets))) return err({ code: 'paper.not-closed' });
    return this.uow.run(who, async (tx) => {
      const again = await this.rows.batch(tx, batch.place.meeting, batch.place.batch);
      if (!again.ok) return again;
      again.value.counted = true;
      await tx.em.flush();
      const { number, size, first, second, settledBy } = again.value;
      tx.audit({ action: 'paper.counted', subject: { type: 'Meeting', id: batch.place.meeting }, orgPath: batch.orgPath, after: { batch: batch.place.batch, class: batch.place.class, number, size, typedBy: [first?.name, second?.name], settledBy } });
      return ok(null);
    });
  }
}
