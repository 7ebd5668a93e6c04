import { Injectable } from '@nestjs/common';
import type { ProblemOut, SpotCheckIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { ProblemActs, type ActContext } from '../problem-acts.ts';
import { ProblemsQueries } from '../problems.queries.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** Result of a spot check of an item that was drawn: in order, or failed, which reopens it (R-I6). */
@Injectable()
export class CheckProblemHandler {
  constructor(private readonly uow: UnitOfWork, private readonly acts: ProblemActs, private readonly rows: RectificationRepository, private readonly queries: ProblemsQueries) {}

  execute(who: AppPrincipal, id: string, version: number, input: SpotCheckIn): Promise<Result<ProblemOut, Problem>> {
    return input.holds ? this.held(who, id, version, input.text) : this.failed(who, id, version, input.text);
  }

  private failed(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, {
      command: 'reopen', reason,
      before: async ({ tx, row }: ActContext) => {
        if (row.spot !== 'drawn' || !row.spotDraw) return err({ code: 'problem.not-drawn' });
        (await this.rows.spotDraw(tx, row.spotDraw)).failed += 1;
        return ok(null);
      },
      apply: (row) => void Object.assign(row, { closedOn: null, closedBy: '', proofs: 0, reopened: row.reopened + 1, spot: 'failed', asked: null, satisfied: null }),
      entry: { kind: 'failed', text: reason },
    });
  }

  private held(who: AppPrincipal, id: string, version: number, text: string): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const held = await this.acts.held(tx, who, { id, version, action: 'verify' });
      if (!held.ok) return held;
      const row = held.value;
      if (row.spot !== 'drawn' || !row.spotDraw) return err({ code: 'problem.not-drawn' });
      row.spot = 'held';
      (await this.rows.spotDraw(tx, row.spotDraw)).held += 1;
      this.rows.enter(tx, row, { kind: 'held', text, byName: who.name });
      await tx.em.flush();
      tx.audit({ action: 'problem.check', subject: { type: 'Problem', id }, orgPath: row.orgPath, before: { spot: 'drawn' }, after: { spot: 'held', draw: row.spotDraw, text } });
      return { ok: true as const, value: await this.queries.detail(tx, who, row) };
    });
  }
}
