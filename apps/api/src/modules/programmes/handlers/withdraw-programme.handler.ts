import { Injectable } from '@nestjs/common';
import { moveProgramme } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import type { ProgrammeRecord } from '../programme.entity.ts';
import { toProgramme } from '../programmes.presenter.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

export type Withdrawn = { state: ProgrammeRecord['state']; version: number; running: number };

/** 撤回: takes a programme out of force with a reason. Cycles that have frozen their schemes keep them, questions and answers included, and their hosts are told; new ones no longer get it. */
@Injectable()
export class WithdrawProgrammeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<Withdrawn, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'Programme', row)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'close', 'Programme', row)) return err({ code: 'permission.denied' });
      if (row.version !== version) return stale(toProgramme(row, who), row.version);
      const next = moveProgramme(row.state, 'withdraw');
      if (!next.ok) return next;
      Object.assign(row, { state: next.value, withdrawnAt: tx.now, withdrawReason: reason });
      await tx.em.flush();
      const [cycles] = await tx.sql<{ running: number }>("select count(*)::int as running from v_cycle where programme_id = ? and stage <> 'archive'", [id]);
      const running = cycles?.running ?? 0;
      tx.audit({ action: 'programme.withdraw', subject: { type: 'Programme', id }, orgPath: row.orgPath, reason, after: { running } });
      tx.emit({ type: 'programme.withdrawn', key: id, payload: { programmeId: id, running }, orgPath: row.orgPath, hostId: row.orgId });
      return ok({ state: row.state, version: row.version, running });
    });
  }
}
