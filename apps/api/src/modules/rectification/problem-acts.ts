import { Injectable } from '@nestjs/common';
import type { ProblemOut } from '@shuping/contracts';
import { changeProblem, type Plan, type ProblemCommand } from '@shuping/domain';
import { dayOf, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot, type Action } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { stale } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import type { ProblemRecord } from './problem.entity.ts';
import { ProblemsQueries } from './problems.queries.ts';
import { ACTION_OF } from './rectification.presenter.ts';
import { RectificationRepository, type NewEntry } from './rectification.repository.ts';

export type ActContext = { readonly tx: Tx; readonly row: ProblemRecord; readonly today: Day; readonly now: Date };
/** One command on an item: what it checks besides the machine, and what it writes. */
export type ActSpec = {
  readonly command: Exclude<ProblemCommand, 'carry'>;
  readonly reason?: string;
  readonly plan?: (context: ActContext) => Promise<Plan>;
  readonly before?: (context: ActContext) => Promise<Result<null, Problem>>;
  readonly apply?: (row: ProblemRecord, plan: Plan | null, today: Day) => void;
  readonly entry: Omit<NewEntry, 'byName'>;
};

/** What every act on an item has in common: reach, permission, version, machine, history and audit (R-I2). */
@Injectable()
export class ProblemActs {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly queries: ProblemsQueries) {}

  /** The item, locked until the transaction ends, if the asker reaches it, may do the act and has read its latest version. Errors: `problem.not-found`, why the act is refused, a stale version with the item as it stands. */
  async held(tx: Tx, who: AppPrincipal, { id, version, action }: { readonly id: string; readonly version: number; readonly action: Action }): Promise<Result<ProblemRecord, Problem>> {
    const row = await this.rows.lockedProblem(tx, id);
    if (!row || !can(who.ability, 'read', 'Problem', row)) return err({ code: 'problem.not-found' });
    const refused = whyNot(who.ability, action, 'Problem', row);
    if (refused !== null) return err({ code: refused });
    return row.version === version ? ok(row) : stale(await this.queries.detail(tx, who, row), row.version);
  }

  act(who: AppPrincipal, id: string, version: number, spec: ActSpec): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const held = await this.held(tx, who, { id, version, action: ACTION_OF[spec.command] });
      if (!held.ok) return held;
      const row = held.value;
      const context = { tx, row, today: dayOf(tx.now), now: tx.now };
      const plan = spec.plan ? await spec.plan(context) : null;
      const next = changeProblem(row.state, spec.command, { plan, proofs: row.proofs, actorIsOwner: row.personId === who.personId, reason: spec.reason ?? '', today: context.today });
      if (!next.ok) return next;
      const before = await spec.before?.(context);
      if (before && !before.ok) return before;
      const was = { state: row.state, deadline: row.deadline ?? null, proofs: row.proofs };
      row.state = next.value;
      spec.apply?.(row, plan, context.today);
      this.rows.enter(tx, row, { ...spec.entry, byName: who.name });
      await tx.em.flush();
      tx.audit({
        action: `problem.${spec.command.replace('_', '-')}`, subject: { type: 'Problem', id }, orgPath: row.orgPath, before: was, after: { state: row.state, deadline: row.deadline ?? null, proofs: row.proofs, text: spec.entry.text },
        ...(spec.reason ? { reason: spec.reason } : {}),
      });
      return { ok: true as const, value: await this.queries.detail(tx, who, row) };
    });
  }
}
