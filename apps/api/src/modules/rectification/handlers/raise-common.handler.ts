import { Injectable } from '@nestjs/common';
import type { ProblemOut, RaiseIn } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor, whyNot } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { hostPlace } from '../host-place.ts';
import { ProblemsQueries } from '../problems.queries.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** The office confirms a group of like items, names it and raises it to a measure of the host itself; the items stay with their units and show it (R-I3). Who raises it hands it in, another verifies it. */
@Injectable()
export class RaiseCommonHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi, private readonly queries: ProblemsQueries) {}

  execute(who: AppPrincipal, cycleId: string, input: RaiseIn): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle || !can(who.ability, 'read', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      const refused = whyNot(who.ability, 'create', 'Problem', { orgPath: cycle.orgPath, sector: '', personId: '' });
      if (refused !== null) return err({ code: refused });
      if (who.personId === null) return err({ code: 'problem.no-person' });
      await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 15))', [cycleId]);
      const ids = [...new Set(input.members)];
      const members = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { cycleId, id: { $in: ids } }] });
      if (members.length !== ids.length || members.some((row) => row.source === 'common')) return err({ code: 'problem.not-found', at: '/members' });
      const taken = members.find((row) => row.commonId != null);
      if (taken) return err({ code: 'problem.in-common', at: '/members', params: { title: taken.title } });
      const orgs = new Set(members.map((row) => row.orgId)).size;
      if (orgs < 2) return err({ code: 'problem.common-one-unit', at: '/members' });
      const sectors = [...new Set(members.map((row) => row.sector))];
      const place = hostPlace(cycle, sectors.length === 1 ? sectors[0]! : '', { id: who.personId, name: who.name });
      const row = await this.rows.add(tx, place, { source: 'common', sourceKey: `common:${randomUUID()}`, title: input.title, detail: input.detail }, { kind: 'found', text: input.title, byName: who.name }, dayOf(tx.now));
      for (const member of members) {
        member.commonId = row.id;
        this.rows.enter(tx, member, { kind: 'joined', text: input.title, byName: who.name });
      }
      await tx.em.flush();
      tx.audit({ action: 'problem.raise', subject: { type: 'Problem', id: row.id }, orgPath: row.orgPath, after: { title: row.title, members: ids, orgs } });
      return ok(await this.queries.detail(tx, who, row));
    });
  }
}
