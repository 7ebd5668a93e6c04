import { Injectable } from '@nestjs/common';
import type { EdgeIn } from '@shuping/contracts';
import { err, isDay, isUnder, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { systemActor, UnitOfWork } from '../../../platform/persistence/index.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';

/** Puts a unit under a guiding body (行业指导) or a joint line. The guiding body lies outside the unit's subtree, so that its id is checked by the system. */
@Injectable()
export class AddEdgeHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrganisationsRepository) {}

  async execute(who: AppPrincipal, id: string, input: z.infer<typeof EdgeIn>): Promise<Result<{ id: string }, Problem>> {
    if (!isDay(input.from)) return err({ code: 'day.invalid', at: '/from' });
    const superior = await this.uow.run(systemActor('organisations'), (tx) => this.rows.get(tx, input.superiorId));
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'update', 'Organisation', row)) return err({ code: 'organisation.not-found' });
      if (!superior) return err({ code: 'organisation.not-found', at: '/superiorId' });
      if (isUnder(superior.orgPath, row.orgPath)) return err({ code: 'organisation.own-line', at: '/superiorId' });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`edge:${id}:${input.line}`]);
      const [same] = await tx.sql('select id from organisation_edge where org_id = ? and line = ? and to_day is null', [id, input.line]);
      if (same) return err({ code: 'organisation.edge-exists', at: '/line' });
      const edgeId = randomUUID();
      await this.rows.save(tx, this.rows.createEdge(tx, { id: edgeId, orgPath: row.orgPath, sector: row.sector, orgId: id, superiorId: input.superiorId, line: input.line, fromDay: input.from, toDay: null }));
      tx.audit({ action: 'organisation.add-edge', subject: { type: 'Organisation', id }, orgPath: row.orgPath, after: { ...input } });
      return ok({ id: edgeId });
    });
  }
}
