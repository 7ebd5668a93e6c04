import { Injectable } from '@nestjs/common';
import type { CommitmentOut, CommitmentsQuery } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import { whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { toCommitment } from './rectification.presenter.ts';
import { RectificationRepository } from './rectification.repository.ts';
import { escapeLike } from '../../platform/persistence/like.ts';

const ORDER = ['orgPath', 'number', 'id'].map((field) => ({ field, direction: 'asc' as const }));

/** Commitments in the asker's reach, by unit. */
@Injectable()
export class CommitmentsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository) {}

  list(who: AppPrincipal, query: CommitmentsQuery): Promise<Result<{ items: CommitmentOut[]; next?: string | undefined; total?: number }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Commitment')];
      for (const field of ['cycleId', 'assesseeId', 'state', 'kind'] as const) if (query[field] !== undefined) where.push({ [field]: query[field] });
      if (query.mine === '1') where.push(who.personId === null ? { id: { $in: [] } } : { personId: who.personId });
      const words = query.q?.trim() ?? '';
      const like = { $like: `%${escapeLike(words)}%` };
      if (words !== '') where.push({ $or: [{ text: like }, { orgName: like }, { personName: like }] });
      const found = await this.rows.commitments(tx, { $and: [...where, plan.value.where] }, plan.value.orderBy, plan.value.limit);
      const total = query.after === undefined ? { total: await this.rows.countCommitments(tx, { $and: where }) } : {};
      return ok({ ...toPage(found, query.limit, (row) => [row.orgPath, row.number, row.id], (row) => toCommitment(row, who)), ...total });
    });
  }
}
