import { Injectable } from '@nestjs/common';
import type { CommitmentIn, CommitmentOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { toCommitment } from '../rectification.presenter.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** A secretary, or the office for one, writes down a promise (R-D3). */
@Injectable()
export class CreateCommitmentHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RectificationRepository) {}

  execute(who: AppPrincipal, input: CommitmentIn): Promise<Result<CommitmentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, input.assesseeId);
      if (!assessee || !can(who.ability, 'create', 'Commitment', { orgPath: assessee.orgPath, sector: assessee.sector, personId: assessee.personId })) return err({ code: 'assessee.not-found', at: '/assesseeId' });
      const row = await this.rows.addCommitment(tx, assessee, input.text, input.kind);
      if (!row) return err({ code: 'commitment.exists', at: '/text' });
      tx.audit({ action: 'commitment.make', subject: { type: 'Commitment', id: row.id }, orgPath: row.orgPath, after: { kind: row.kind, text: row.text } });
      return ok(toCommitment(row, who));
    });
  }
}
