import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';

/** The superior verifies and closes (销号); never the owner (R-I6). */
@Injectable()
export class VerifyProblemHandler {
  constructor(private readonly acts: ProblemActs) {}

  execute(who: AppPrincipal, id: string, version: number, text: string): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, {
      command: 'verify',
      apply: (row, _plan, today) => void Object.assign(row, { closedOn: today, closedBy: who.name.slice(0, 60) }),
      entry: { kind: 'verify', text },
    });
  }
}
