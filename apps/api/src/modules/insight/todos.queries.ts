import { Injectable } from '@nestjs/common';
import type { TodoKind, TodoOut, TodosOut } from '@shuping/contracts';
import { ok, type Problem, type Result } from '@shuping/kernel';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { SchemesApi } from '../schemes/index.ts';
import * as after from './aftermath-todos.ts';
import * as office from './office-todos.ts';
import * as own from './own-todos.ts';
import { hostsLate, programmesToFollow } from './programme-todos.ts';
import { progressOf } from './todo-progress.ts';
import type { TodoContext } from './todo-context.ts';
import { TodoRowsReader } from './todo-rows.ts';

/** One function per kind of act; each derives its to-dos from state, so that the request that does the work makes them disappear. */
const RULES: readonly ((ctx: TodoContext) => TodoOut[])[] = [
  own.reportsToWrite, own.reportsToMend, own.lettersToReceive, own.problemsToPlan, own.problemsToProve,
  office.reportsToVet, office.scoresToEnter, office.assesseesToConfirm, office.stagesToOpen, office.meetingsToRun, office.commentsToRecord, office.scoresToCompute, office.gradesToDecide, office.opinionsToWrite,
  office.opinionsToApprove, office.objectionsToDecide, office.lettersToIssue, office.problemsOverdue, office.problemsToVerify, office.actsDue, after.actsLate, after.lettersUnanswered, after.listsNotHandedIn, after.tolerancesToReview, after.tolerancesToDecide, office.draftsToRebase, programmesToFollow, hostsLate,
];

/** Entry of the rail that counts a kind. */
const ENTRY: Readonly<Record<TodoKind, string>> = {
  write: 'reports', mend: 'reports', vet: 'vetting', score: 'surveys', confirm: 'cycles', advance: 'cycles', meeting: 'meetings', comment: 'meetings', compute: 'scoring', grade: 'grading', opinion: 'grading', approve_opinion: 'grading',
  objection: 'publicity', issue: 'publicity', receive: 'publicity', plan: 'ledger', prove: 'ledger', verify: 'ledger', overdue: 'ledger', talk: 'talks', acts_late: 'talks', unanswered: 'publicity', unlisted: 'ledger', tolerance_review: 'tolerances', tolerance_decide: 'tolerances', rebase: 'schemes', programme: 'programmes', urged: 'cycles', hosts_late: 'programmes', programme_moved: 'programmes', programme_withdrawn: 'programmes',
};

/** What waits for the asker. */
@Injectable()
export class TodosQueries {
  constructor(private readonly uow: UnitOfWork, private readonly reader: TodoRowsReader, private readonly schemes: SchemesApi) {}

  async list(who: AppPrincipal): Promise<Result<TodosOut, Problem>> {
    const rebases = await this.schemes.rebaseTasks(who);
    return this.uow.run(who, async (tx) => {
      const ctx = await this.reader.context(tx, who, rebases);
      return ok({ items: todosOf(ctx), progress: progressOf(ctx), waitingForOthers: office.othersAtWork(ctx).sort(byDue), burden: null });
    });
  }

  async counts(who: AppPrincipal): Promise<Result<Record<string, number>, Problem>> {
    const rebases = await this.schemes.rebaseTasks(who);
    return this.uow.run(who, async (tx) => {
      const items = todosOf(await this.reader.context(tx, who, rebases));
      const counts: Record<string, number> = items.length > 0 ? { home: items.length } : {};
      for (const { kind } of items) counts[ENTRY[kind]] = (counts[ENTRY[kind]] ?? 0) + 1;
      return ok(counts);
    });
  }
}

type Dated = { readonly due: string | null; readonly id: string };
const byDue = (a: Dated, b: Dated): number => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.id.localeCompare(b.id);

function todosOf(ctx: TodoContext): TodoOut[] {
  return RULES.flatMap((rule) => rule(ctx)).sort(byDue);
}
