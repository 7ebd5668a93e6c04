import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';

/** The secretary asks for verification; proof must be there (R-I2). */
@Injectable()
export class SubmitProblemHandler {
  constructor(private readonly acts: ProblemActs) {}

  execute(who: AppPrincipal, id: string, version: number, text: string): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, { command: 'submit', entry: { kind: 'submit', text } });
  }
}
