import { Injectable } from '@nestjs/common';
import type { DeputiesOut, DeputyIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../../cycles/index.ts';
import { VettingRepository } from '../vetting.repository.ts';

/** The office names who stands in for each step of a cycle's chains (R-E5). */
@Injectable()
export class NameDeputiesHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: VettingRepository, private readonly cycles: CyclesApi) {}

  list(who: AppPrincipal, cycleId: string): Promise<Result<DeputiesOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycle(tx, who, cycleId);
      return cycle ? ok(await this.present(tx, who, cycle)) : err({ code: 'cycle.not-found' });
    });
  }

  name(who: AppPrincipal, cycleId: string, version: number, input: DeputyIn): Promise<Result<DeputiesOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycle(tx, who, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const denied = whyNot(who.ability, 'update', 'Cycle', cycle);
      if (denied) return err({ code: denied });
      const now = await this.present(tx, who, cycle);
      if (!now.steps.some((step) => step.sector === input.sector && step.stepId === input.stepId)) return err({ code: 'deputy.step-unknown', at: '/stepId' });
      const person = input.personId === null ? null : now.people.find((one) => one.personId === input.personId);
      if (person === undefined || (input.role !== null && !now.roles.includes(input.role)) || (input.role !== null && input.personId !== null)) return err({ code: 'deputy.cannot-sign', at: input.role === null ? '/personId' : '/role' });
      const old = (await this.rows.deputies(tx, [cycleId])).find((one) => one.sector === input.sector && one.stepId === input.stepId);
      if (version !== (old?.version ?? 0)) return stale(now, old?.version ?? 0);
      const before = old ? { role: old.role, personId: old.personId } : null;
      const named = { role: input.role, personId: person?.personId ?? null, personName: person?.name ?? '' };
      if (input.role === null && person === null) {
        if (old) this.rows.removeDeputy(tx, old);
      } else if (old) Object.assign(old, named);
      else this.rows.addDeputy(tx, { hostId: cycle.hostId, orgPath: cycle.orgPath, cycleId, sector: input.sector, stepId: input.stepId, ...named });
      tx.audit({ action: 'cycle.deputy', subject: { type: 'Cycle', id: cycleId }, orgPath: cycle.orgPath, before, after: input });
      await tx.em.flush();
      return ok(await this.present(tx, who, cycle));
    });
  }

  private async cycle(tx: Tx, who: AppPrincipal, id: string): Promise<CycleView | null> {
    const cycle = await this.cycles.cycle(tx, id);
    return cycle && can(who.ability, 'read', 'Cycle', cycle) ? cycle : null;
  }

  private async present(tx: Tx, who: AppPrincipal, cycle: CycleView): Promise<DeputiesOut> {
    const deputies = await this.rows.deputies(tx, [cycle.id]);
    const steps: DeputiesOut['steps'] = [];
    for (const sector of Object.keys(cycle.schemes).sort()) {
      const frozen = await this.cycles.schemeFor(tx, cycle, sector);
      for (const step of frozen?.scheme.vetting ?? []) {
        const deputy = deputies.find((one) => one.sector === sector && one.stepId === step.id);
        steps.push({ sector, stepId: step.id, title: step.title, role: step.role, days: step.days, version: deputy?.version ?? 0, deputy: deputy ? { role: deputy.role ?? null, personId: deputy.personId ?? null, personName: deputy.personName } : null });
      }
    }
    const denied = whyNot(who.ability, 'update', 'Cycle', cycle);
    const candidates = denied === null ? await this.rows.candidates(tx, cycle.orgPath) : [];
    const roles = [...new Set(candidates.map(({ role }) => (role.startsWith('vetter:') ? role.slice('vetter:'.length) : role)))].sort();
    const people = [...new Map(candidates.map(({ personId, name }) => [personId, { personId, name }])).values()];
    return { steps, roles, people, may: { edit: denied === null ? true : { reason: denied } } };
  }
}
