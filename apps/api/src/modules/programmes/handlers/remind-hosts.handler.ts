import { Injectable } from '@nestjs/common';
import type { HostRemindIn, RemindedOut } from '@shuping/contracts';
import { isProgrammeInForce } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { ProgressQueries } from '../progress.queries.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** 催办 from above: reminds hosts that have no cycle yet or whose cycle is late (R-C3), each once a day, on record. */
@Injectable()
export class RemindHostsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly progress: ProgressQueries) {}

  execute(who: AppPrincipal, id: string, input: HostRemindIn): Promise<Result<RemindedOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      // under the lock, so that two at once do not remind twice
      const programme = await this.rows.locked(tx, id);
      if (!programme || !can(who.ability, 'read', 'Programme', programme)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'update', 'Programme', programme)) return err({ code: 'permission.denied' });
      if (!isProgrammeInForce(programme.state)) return err({ code: 'programme.not-issued' });
      const day = dayOf(tx.now);
      const asked = input.hostIds === undefined ? null : new Set(input.hostIds);
      const late = (await this.progress.lateHosts(tx, programme)).filter((host) => asked === null || asked.has(host.hostId));
      const due = late.filter((host) => host.remindedOn !== day);
      await asSystem(tx, async () => {
        for (const host of due) this.rows.addReminder(tx, { id: randomUUID(), hostId: host.hostId, orgPath: host.path, programmeId: id, stage: host.stage, day, at: tx.now, by: who.name.slice(0, 60), note: input.note });
        await tx.em.flush();
      });
      const counted = { sent: due.length, already: late.length - due.length, inTime: asked === null ? 0 : asked.size - late.length };
      if (due.length > 0) tx.audit({ action: 'programme.remind', subject: { type: 'Programme', id }, orgPath: programme.orgPath, after: { ...counted, day, hosts: due.slice(0, 200).map((host) => host.hostId) } });
      return ok(counted);
    });
  }
}
