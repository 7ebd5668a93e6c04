import { Injectable } from '@nestjs/common';
import type { CommitmentKind, CommitmentOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toCommitment } from '../rectification.presenter.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** The secretary or the office says what a promise is: a public promise, a project that the secretary leads, a contact point (R-D3). */
@Injectable()
export class SortCommitmentHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository) {}

  execute(who: AppPrincipal, id: string, version: number, kind: CommitmentKind): Promise<Result<CommitmentOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.commitment(tx, id);
      if (!row || !can(who.ability, 'read', 'Commitment', row)) return err({ code: 'commitment.not-found' });
      const refused = whyNot(who.ability, 'update', 'Commitment', row);
      if (refused !== null) return err({ code: refused });
      if (row.version !== version) return stale(toCommitment(row, who), row.version);
      const before = { kind: row.kind };
      row.kind = kind;
      await tx.em.flush();
      tx.audit({ action: 'commitment.sort', subject: { type: 'Commitment', id }, orgPath: row.orgPath, before, after: { kind } });
      return ok(toCommitment(row, who));
    });
  }
}
