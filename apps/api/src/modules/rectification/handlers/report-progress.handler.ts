import { Injectable } from '@nestjs/common';
import type { ProblemOut, ProgressIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { ProblemActs } from '../problem-acts.ts';
import { RectificationRepository } from '../rectification.repository.ts';

/** An entry of progress; with files it is proof (R-I2). The files lie with the unit, so that its superiors can open them. */
@Injectable()
export class ReportProgressHandler {
  constructor(private readonly acts: ProblemActs, private readonly rows: RectificationRepository) {}

  execute(who: AppPrincipal, id: string, version: number, input: ProgressIn): Promise<Result<ProblemOut, Problem>> {
    const files = [...new Set(input.files)];
    return this.acts.act(who, id, version, {
      command: 'progress',
      before: async ({ tx, row }) => (files.length > 0 && (await this.rows.filesAt(tx, files, row.orgPath)) !== files.length ? err({ code: 'file.not-found', at: '/files' }) : ok(null)),
      apply: (row) => void (row.proofs += files.length),
      entry: { kind: files.length > 0 ? 'proof' : 'progress', text: input.text, files },
    });
  }
}
