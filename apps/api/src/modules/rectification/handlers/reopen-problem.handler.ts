import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import type { Problem, Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';

/** Opens a closed item again: it counts as never closed, and new proof is wanted (R-I6). */
@Injectable()
export class ReopenProblemHandler {
  constructor(private readonly acts: ProblemActs) {}

  execute(who: AppPrincipal, id: string, version: number, reason: string): Promise<Result<ProblemOut, Problem>> {
    return this.acts.act(who, id, version, {
      command: 'reopen', reason,
      apply: (row) => void Object.assign(row, { closedOn: null, closedBy: '', proofs: 0, reopened: row.reopened + 1, spot: null, spotDraw: null, asked: null, satisfied: null }),
      entry: { kind: 'reopen', text: reason },
    });
  }
}
