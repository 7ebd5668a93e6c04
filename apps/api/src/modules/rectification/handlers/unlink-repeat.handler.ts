import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { announceRepeat } from '../problem-intake.ts';
import { ProblemsQueries } from '../problems.queries.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** 撤销屡改屡犯: the office finds that an item, likened to one of the year before by its words, is another matter (R-I6). What it was carried on as loses the mark too, and no report that is still written has to answer for it. */
@Injectable()
export class UnlinkRepeatHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly queries: ProblemsQueries) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.lockedProblem(tx, id);
      if (!row || !can(who.ability, 'read', 'Problem', row)) return err({ code: 'problem.not-found' });
      const refused = whyNot(who.ability, 'verify', 'Problem', row);
      if (refused !== null) return err({ code: refused });
      if (row.version !== version) return stale(await this.queries.detail(tx, who, row), row.version);
      if (!row.repeatOf) return err({ code: 'problem.no-repeat' });
      const repeatOf = row.repeatOf;
      for (const one of [row, ...(await this.rows.problems(tx, { carriedFrom: id, repeatOf }))]) {
        one.repeatOf = null;
        this.rows.enter(tx, one, { kind: 'unlinked', text: reason, byName: who.name });
      }
      await tx.em.flush();
      tx.audit({ action: 'problem.unlink-repeat', subject: { type: 'Problem', id }, orgPath: row.orgPath, before: { repeatOf }, after: { repeatOf: null }, reason });
      announceRepeat(tx, row, 'unlinked');
      return { ok: true as const, value: await this.queries.detail(tx, who, row) };
    });
  }
}
