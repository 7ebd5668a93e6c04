import { Injectable } from '@nestjs/common';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { JobContext, JobOutcome } from '../../platform/jobs/index.ts';
import { systemActor, UnitOfWork } from '../../platform/persistence/index.ts';

const AT_ONCE = 500;
const ACTOR = systemActor('organisations.index-names');

/** Puts the names that an import wrote into the index of the search, some at a time, each time in a transaction of its own (R-A3). Stopped half-way nothing is lost: names without their place are still found. */
@Injectable()
export class IndexNamesHandler {
  constructor(private readonly uow: UnitOfWork) {}

  async execute({ progress }: Pick<JobContext, 'progress'>): Promise<Result<JobOutcome, Problem>> {
    let names = 0;
    for (let done = -1; done !== 0; names += done) {
      [{ done }] = await this.uow.run(ACTOR, (tx) => tx.sql<{ done: number }>('select index_organisation_names(?) as done', [AT_ONCE])) as [{ done: number }];
      await progress(names + done);
    }
    return ok({ params: { names } });
  }
}
