import { Injectable } from '@nestjs/common';
import { isProgrammeInForce, isProgrammeWithdrawn } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ProgrammeAccess } from '../programme-access.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** 知悉: a host takes note that the order it works under was withdrawn, or that its days were moved; the to-do goes, the record stays. Taking note twice changes nothing. */
@Injectable()
export class AcknowledgeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly access: ProgrammeAccess, private readonly rows: ProgrammesRepository) {}

  execute(who: AppPrincipal, id: string, hostId: string): Promise<Result<null, Problem>> {
    return this.uow.run(who, async (tx) => {
      const programme = await this.access.visible(tx, who, id);
      if (!programme) return err({ code: 'programme.not-found' });
      const host = await this.rows.host(tx, id, hostId);
      if (!host || !can(who.ability, 'update', 'Cycle', { orgPath: host.orgPath, publishedTo: '' })) return err({ code: 'programme.not-addressed' });
      if (isProgrammeInForce(programme.state) && host.seenChanges < programme.changes.length) {
        host.seenChanges = programme.changes.length;
        tx.audit({ action: 'programme.acknowledge', subject: { type: 'Programme', id }, orgPath: host.orgPath, after: { hostId, changes: host.seenChanges } });
        return ok(null);
      }
      if (!isProgrammeWithdrawn(programme.state)) return err({ code: 'programme.not-withdrawn' });
      if (host.notedAt !== null && host.notedAt !== undefined) return ok(null);
      Object.assign(host, { notedAt: tx.now, notedBy: who.name.slice(0, 60) });
      tx.audit({ action: 'programme.acknowledge', subject: { type: 'Programme', id }, orgPath: host.orgPath, after: { hostId } });
      return ok(null);
    });
  }
}
