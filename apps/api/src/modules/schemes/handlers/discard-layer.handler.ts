import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { LayersRepository } from '../layers.repository.ts';
import { toSummary } from '../schemes.presenter.ts';

/** Throws a draft away; what was published stays. The audit log keeps what it held. */
@Injectable()
export class DiscardLayerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: LayersRepository) {}

  execute(who: AppPrincipal, id: string, version: number): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'SchemeLayer', row)) return err({ code: 'layer.not-found' });
      if (!can(who.ability, 'delete', 'SchemeLayer', row)) return err({ code: 'permission.denied' });
      if (row.state !== 'draft') return err({ code: 'layer.frozen' });
      if (row.version !== version) return stale(toSummary(row, who), row.version);
      const { orgPath, edits, constraints } = row;
      await this.rows.remove(tx, row);
      tx.audit({ action: 'layer.discard', subject: { type: 'SchemeLayer', id }, orgPath, before: { edits, constraints } });
      return ok(null);
    });
  }
}
