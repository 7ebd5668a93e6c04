import { Injectable } from '@nestjs/common';
import type { ToleranceDecisionIn, ToleranceOut, ToleranceReviewIn, ToleranceWithdrawIn } from '@shuping/contracts';
import { changeTolerance, effectOnResult, toleranceDues, type ToleranceCommand } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot, type Action } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../../cycles/index.ts';
import { ComputeHandler } from '../handlers/compute.handler.ts';
import { Rechecker } from '../recheck.ts';
import { ResultsRepository } from '../results.repository.ts';
import type { ToleranceRecord } from './tolerance.entity.ts';
import { decides, ToleranceQueries } from './tolerance.queries.ts';
import { ToleranceRepository } from './tolerance.repository.ts';

type Version = { readonly id: string; readonly version: number };
type Act = Version & { readonly command: ToleranceCommand; readonly action: Action; readonly words: string; readonly apply: (tx: Tx, row: ToleranceRecord) => Promise<Result<null, Problem>> };

/** Opinion of the office, decision of the committee, withdrawal (R-H3). An approval reaches the result by its state: computed again, or a new version of it. */
@Injectable()
export class JudgeToleranceHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ToleranceRepository, private readonly queries: ToleranceQueries, private readonly results: ResultsRepository,
    private readonly computing: ComputeHandler, private readonly rechecker: Rechecker,
  ) {}

  review(who: AppPrincipal, at: Version, body: z.infer<typeof ToleranceReviewIn>): Promise<Result<ToleranceOut, Problem>> {
    return this.act(who, { ...at, command: 'review', action: 'update', words: body.words, apply: async (tx, row) => {
      const cycle = await this.cycles.cycle(tx, row.cycleId);
      const rules = cycle ? await this.queries.rules(tx, cycle, row.sector) : undefined;
      Object.assign(row, { supports: body.supports, opinion: body.words, opinionBy: who.name.slice(0, 60), opinionOn: dayOf(tx.now), ...(rules ? { decisionDue: toleranceDues(rules, row.filedOn, dayOf(tx.now)).decision } : {}) });
      return ok(null);
    } });
  }

  withdraw(who: AppPrincipal, at: Version, body: z.infer<typeof ToleranceWithdrawIn>): Promise<Result<ToleranceOut, Problem>> {
    return this.act(who, { ...at, command: 'withdraw', action: 'submit', words: body.words, apply: async (tx, row) => {
      Object.assign(row, { decision: body.words, decidedBy: who.name.slice(0, 60), decidedOn: dayOf(tx.now) });
      return ok(null);
    } });
  }

  decide(who: AppPrincipal, at: Version, body: z.infer<typeof ToleranceDecisionIn>): Promise<Result<ToleranceOut, Problem>> {
    return this.act(who, { ...at, command: body.approved ? 'approve' : 'reject', action: 'decide', words: body.words, apply: async (tx, row) => {
      const cycle = await this.cycles.cycle(tx, row.cycleId);
      const rules = cycle ? await this.queries.rules(tx, cycle, row.sector) : undefined;
      if (!decides(who, row, rules?.decides)) return err({ code: 'tolerance.not-decider', params: { role: rules?.decides ?? '' } });
      Object.assign(row, { decision: body.words, decidedBy: who.name.slice(0, 60), decidedOn: dayOf(tx.now) });
      await tx.em.flush();
      if (!body.approved) return ok(null);
      return cycle ? this.take(tx, cycle, row, { by: who.name, grade: body.grade }) : err({ code: 'cycle.not-found' });
    } });
  }

  /** What the approval does to the result. A refusal of the new version takes the approval back with it. */
  private async take(tx: Tx, cycle: CycleView, row: ToleranceRecord, { by, grade }: { readonly by: string; readonly grade: string | undefined }): Promise<Result<null, Problem>> {
    const current = await this.results.currentOf(tx, row.assesseeId);
    const effect = effectOnResult(current?.state ?? null);
    if (effect === 'noted') return ok(null);
    if (effect === 'recompute') {
      const done = await this.computing.again(tx, cycle);
      return done.ok ? ok(null) : done;
    }
    const made = await this.rechecker.run(tx, cycle, { assesseeId: row.assesseeId, reason: row.decision, by, grade, correct: effect === 'correct' });
    if (!made.ok) return made;
    row.result = made.value.number;
    return ok(null);
  }

  private act(who: AppPrincipal, { id, version, command, action, words, apply }: Act): Promise<Result<ToleranceOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.one(tx, id);
      if (!row || !can(who.ability, 'read', 'Tolerance', row)) return err({ code: 'tolerance.not-found' });
      const refused = whyNot(who.ability, action, 'Tolerance', row);
      if (refused !== null) return err({ code: refused });
      if (row.version !== version) return stale(await this.queries.out(tx, who, row), row.version);
      const next = changeTolerance(row.state, command, { words, actorIsSubject: row.personId === who.personId });
      if (!next.ok) return next;
      const was = row.state;
      row.state = next.value;
      const applied = await apply(tx, row);
      if (!applied.ok) return applied;
      await tx.em.flush();
      tx.audit({ action: `tolerance.${command}`, subject: { type: 'Tolerance', id }, orgPath: row.orgPath, before: { state: was }, after: { state: row.state, ...(command === 'review' ? { supports: row.supports ?? null } : {}), result: row.result ?? null }, reason: words });
      return ok(await this.queries.out(tx, who, row));
    });
  }
}
