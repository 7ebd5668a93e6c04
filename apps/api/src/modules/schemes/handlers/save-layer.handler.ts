import { Injectable } from '@nestjs/common';
import type { LayerPut, LayerSummary } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { LayersRepository } from '../layers.repository.ts';
import { toSummary } from '../schemes.presenter.ts';

/** Keeps the edits and locks of a draft, right or wrong; what is wrong stops publishing. A published layer is frozen. */
@Injectable()
export class SaveLayerHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: LayersRepository) {}

  execute(who: AppPrincipal, id: string, version: number, input: LayerPut): Promise<Result<LayerSummary, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'read', 'SchemeLayer', row)) return err({ code: 'layer.not-found' });
      if (!can(who.ability, 'update', 'SchemeLayer', row)) return err({ code: 'permission.denied' });
      if (row.state !== 'draft') return err({ code: 'layer.frozen' });
      if (row.version !== version) return stale({ ...toSummary(row, who), changes: row.edits, locks: row.constraints }, row.version);
      const before = { edits: row.edits.length, constraints: row.constraints.length };
      row.edits = input.changes;
      row.constraints = input.locks;
      row.tag = input.tag ?? row.tag;
      row.note = input.note ?? row.note;
      await tx.em.flush();
      tx.audit({ action: 'layer.save', subject: { type: 'SchemeLayer', id }, orgPath: row.orgPath, before, after: { edits: row.edits.length, constraints: row.constraints.length, version: row.version } });
      return ok(toSummary(row, who));
    });
  }
}
