import { Injectable } from '@nestjs/common';
import { isProgrammeDraft } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toProgramme } from '../programmes.presenter.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** Throws a draft away; the audit log keeps what it said. */
@Injectable()
export class DiscardProgrammeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository) {}

  execute(who: AppPrincipal, id: string, version: number): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'Programme', row)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'delete', 'Programme', row)) return err({ code: 'permission.denied' });
      if (!isProgrammeDraft(row.state)) return err({ code: 'programme.frozen' });
      if (row.version !== version) return stale(toProgramme(row, who), row.version);
      const { orgPath, title, questions, calendar } = row;
      await this.rows.remove(tx, row);
      tx.audit({ action: 'programme.discard', subject: { type: 'Programme', id }, orgPath, before: { title, questions, calendar } });
      return ok(null);
    });
  }
}
