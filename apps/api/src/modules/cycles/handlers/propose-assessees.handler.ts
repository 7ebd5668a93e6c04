import { Injectable } from '@nestjs/common';
import type { ProposalOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { Coverage } from '../coverage.ts';
import { CyclesApi } from '../cycles.api.ts';

/** Proposes who is assessed, from the tree, the posts and the schemes; changes nothing (R-C1). */
@Injectable()
export class ProposeAssesseesHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly coverage: Coverage) {}

  execute(who: AppPrincipal, id: string): Promise<Result<ProposalOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, id);
      if (!cycle || !can(who.ability, 'update', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const field = await this.coverage.field(tx, cycle);
      const unit = new Map(field.units.map((one) => [one.id, one]));
      const held = new Map(field.holdings.map((one) => [one.appointmentId, one]));
      return ok({
        proposed: field.proposed.map((one) => ({ ...one, orgName: unit.get(one.orgId)!.name, personName: field.names.get(one.personId) ?? '', from: held.get(one.appointmentId)!.from })),
        missing: field.missing.map((one) => ({ ...one, params: { ...one.params }, orgName: unit.get(one.orgId)!.name, sector: unit.get(one.orgId)!.sector, personName: one.personId === null ? null : (field.names.get(one.personId) ?? '') })),
      });
    });
  }
}
