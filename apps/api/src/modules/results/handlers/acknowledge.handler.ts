import { Injectable } from '@nestjs/common';
import type { LetterOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { seesLetter, toLetter } from '../letters.queries.ts';
import { ResultsRepository } from '../results.repository.ts';

/** The addressee confirms that a letter has come (R-H1); nobody does it for another. */
@Injectable()
export class AcknowledgeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository) {}

  execute(who: AppPrincipal, id: string, version: number): Promise<Result<LetterOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.letter(tx, id);
      if (!row || !seesLetter(who, row)) return err({ code: 'letter.not-found' });
      if (row.kind !== 'feedback' || row.personId !== who.personId) return err({ code: 'letter.not-yours' });
      const assessee = row.assesseeId ? await this.cycles.assessee(tx, row.assesseeId) : null;
      if (row.version !== version) return stale(toLetter(who, row, assessee), row.version);
      if (row.receivedOn) return err({ code: 'letter.acknowledged' });
      row.receivedOn = dayOf(tx.now);
      await this.rows.flush(tx);
      tx.audit({ action: 'letter.acknowledge', subject: { type: 'Letter', id }, orgPath: row.orgPath, after: { receivedOn: row.receivedOn } });
      return ok(toLetter(who, row, assessee));
    });
  }
}
