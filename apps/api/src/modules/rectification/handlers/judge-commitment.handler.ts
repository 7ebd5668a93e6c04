import { Injectable } from '@nestjs/common';
import type { CommitmentOut, CommitmentPatch } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toCommitment } from '../rectification.presenter.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** The superior states what became of a promise; anything but kept says why (R-D3). */
@Injectable()
export class JudgeCommitmentHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository) {}

  execute(who: AppPrincipal, id: string, version: number, input: CommitmentPatch): Promise<Result<CommitmentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.commitment(tx, id);
      if (!row || !can(who.ability, 'read', 'Commitment', row)) return err({ code: 'commitment.not-found' });
      const refused = whyNot(who.ability, 'verify', 'Commitment', row);
      if (refused !== null) return err({ code: refused });
      if (row.version !== version) return stale(toCommitment(row, who), row.version);
      if (input.state !== 'kept' && input.note === '') return err({ code: 'reason.required', at: '/note' });
      const before = { state: row.state, note: row.note };
      Object.assign(row, { state: input.state, note: input.note });
      await tx.em.flush();
      tx.audit({ action: 'commitment.judge', subject: { type: 'Commitment', id }, orgPath: row.orgPath, before, after: { ...input } });
      return ok(toCommitment(row, who));
    });
  }
}
