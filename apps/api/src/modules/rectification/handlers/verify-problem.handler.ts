import { Injectable } from '@nestjs/common';
import type { ProblemOut, VerifyIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';
import { ProblemsQueries } from '../problems.queries.ts';
import { provedBy, RectificationRepository } from '../rectification.repository.ts';

/** The superior verifies and closes (销号); never the owner nor who entered the proof, and where the scheme says so only after members were asked (R-I6). */
@Injectable()
export class VerifyProblemHandler {
  constructor(private readonly acts: ProblemActs, private readonly queries: ProblemsQueries, private readonly rows: RectificationRepository) {}

  execute(who: AppPrincipal, id: string, version: number, { text, satisfaction }: VerifyIn): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, {
      command: 'verify',
      before: async ({ tx, row }) => {
        if (provedBy(await this.rows.entries(tx, row.id)).has(who.accountId)) return err({ code: 'problem.own-proof' });
        return satisfaction === undefined && (await this.queries.asksMembers(tx, row)) ? err({ code: 'problem.satisfaction-required', at: '/satisfaction' }) : ok(null);
      },
      apply: (row, _plan, today) => void Object.assign(row, { closedOn: today, closedBy: who.name.slice(0, 60), asked: satisfaction?.asked ?? null, satisfied: satisfaction?.satisfied ?? null }),
      entry: { kind: 'verify', text },
    });
  }
}
