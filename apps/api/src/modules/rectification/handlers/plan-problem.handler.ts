import { Injectable } from '@nestjs/common';
import type { PlanIn, ProblemOut } from '@shuping/contracts';
import { err, isDay, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';
import { ProblemsQueries } from '../problems.queries.ts';

/** States cause, measure, owner, answerable member, level and deadline; by the secretary or the office (R-I1). */
@Injectable()
export class PlanProblemHandler {
  constructor(private readonly acts: ProblemActs, private readonly queries: ProblemsQueries) {}

  execute(who: AppPrincipal, id: string, version: number, input: PlanIn): Promise<Result<ProblemOut, Problem>> {
    const { deadline: asked, ...rest } = input;
    if (asked !== undefined && !isDay(asked)) return Promise.resolve(err({ code: 'day.invalid', at: '/deadline' }));
    return this.acts.act(who, id, version, {
      command: 'plan',
      plan: async ({ tx, row, today }) => ({ ...rest, deadline: asked ?? (await this.queries.deadlines(tx, row, today))[input.level] }),
      apply: (row, plan) => void Object.assign(row, plan),
      entry: { kind: 'plan', text: input.measure },
    });
  }
}
