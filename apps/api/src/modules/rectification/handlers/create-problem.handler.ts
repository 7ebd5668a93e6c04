import { Injectable } from '@nestjs/common';
import type { ProblemIn, ProblemOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { ProblemIntake } from '../problem-intake.ts';
import { ProblemsQueries } from '../problems.queries.ts';

/** The office enters what superiors, members, inspections and checks found (R-I1). */
@Injectable()
export class CreateProblemHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly intake: ProblemIntake, private readonly queries: ProblemsQueries) {}

  execute(who: AppPrincipal, input: ProblemIn): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, input.assesseeId);
      if (!assessee || !can(who.ability, 'read', 'Assessee', { ...assessee, listedTo: '' })) return err({ code: 'assessee.not-found', at: '/assesseeId' });
      if (!can(who.ability, 'create', 'Problem', { orgPath: assessee.orgPath, sector: assessee.sector, personId: assessee.personId })) return err({ code: 'permission.denied' });
      const row = await this.intake.take(tx, assessee, { source: input.source, sourceKey: `hand:${randomUUID()}`, title: input.title, detail: input.detail }, who.name);
      if (!row) throw new Error('a fresh source key was taken');
      return ok(await this.queries.detail(tx, who, row));
    });
  }
}
