import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ProblemActs } from '../problem-acts.ts';
import { announceRepeat } from '../problem-intake.ts';
import { ProblemsQueries } from '../problems.queries.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** 撤销屡改屡犯: the office finds that an item, likened to one of the year before by its words, is another matter (R-I6). What it was carried on as loses the mark too, and no report that is still written has to answer for it. */
@Injectable()
export class UnlinkRepeatHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly queries: ProblemsQueries, private readonly acts: ProblemActs) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const held = await this.acts.held(tx, who, { id, version, action: 'verify' });
      if (!held.ok) return held;
      const row = held.value;
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
