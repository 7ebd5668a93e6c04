import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';

/** The superior sends the item back; new proof is wanted (R-I2). */
@Injectable()
export class SendBackProblemHandler {
  constructor(private readonly acts: ProblemActs) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, { command: 'send_back', reason, apply: (row) => void (row.proofs = 0), entry: { kind: 'send_back', text: reason } });
  }
}
