import { Injectable } from '@nestjs/common';
import type { ActionDoneIn, ActionOut } from '@shuping/contracts';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { toAction } from '../actions.queries.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { ResultsRepository } from '../results.repository.ts';

/** An act that a grade led to is done, with a record of it (R-H2). */
@Injectable()
export class CompleteActionHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository) {}

  execute(who: AppPrincipal, id: string, version: number, body: z.infer<typeof ActionDoneIn>): Promise<Result<ActionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.action(tx, id);
      if (!row || !can(who.ability, 'read', 'ActionItem', row)) return err({ code: 'action.not-found' });
      const no = whyNot(who.ability, 'close', 'ActionItem', row);
      if (no) return err({ code: no });
      const cycle = await this.cycles.cycle(tx, row.cycleId);
      const scheme = cycle ? ((await this.cycles.schemeFor(tx, cycle, row.sector))?.scheme ?? null) : null;
      const assessee = await this.cycles.assessee(tx, row.assesseeId);
      const today = dayOf(tx.now);
      if (row.version !== version) return stale(toAction(who, row, assessee, scheme, today), row.version);
      if (row.state !== 'open') return err({ code: 'action.done' });
      const doneOn = body.doneOn ?? today;
      if (doneOn > today) return err({ code: 'day.future', at: '/doneOn', params: { today } });
      Object.assign(row, { state: 'done', doneOn, record: body.record });
      await this.rows.flush(tx);
      tx.audit({ action: 'action.done', subject: { type: 'ActionItem', id }, orgPath: row.orgPath, after: { doneOn, rule: row.rule } });
      return ok(toAction(who, row, assessee, scheme, today));
    });
  }
}
