import { Injectable } from '@nestjs/common';
import type { ProgrammeDaysIn, ProgrammeDaysMoved } from '@shuping/contracts';
import { boundsProblems, isProgrammeInForce, moveProblems, movesOf, type ProgrammeBounds } from '@shuping/domain';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { asSystem, UnitOfWork } from '../../../platform/persistence/index.ts';
import { RetakeDays } from '../../cycles/index.ts';
import { dayProblems, ProgrammeContent } from '../programme-content.ts';
import { toProgramme } from '../programmes.presenter.ts';
import { ProgrammesRepository } from '../programmes.repository.ts';

/** 调整日程: moves days of an issued order with a reason (R-B3, R-C3). Running cycles take the new days for what they have not left; every host is told and takes note. */
@Injectable()
export class MoveDaysHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ProgrammesRepository, private readonly content: ProgrammeContent, private readonly retake: RetakeDays) {}

  /** Codes: programme.not-issued, programme.days-same, programme.day-past, and those of a calendar under the orders above. */
  execute(who: AppPrincipal, id: string, version: number, input: ProgrammeDaysIn): Promise<Result<ProgrammeDaysMoved, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.locked(tx, id);
      if (!row || !can(who.ability, 'read', 'Programme', row)) return err({ code: 'programme.not-found' });
      if (!can(who.ability, 'update', 'Programme', row)) return err({ code: 'permission.denied' });
      if (!isProgrammeInForce(row.state)) return err({ code: 'programme.not-issued' });
      if (row.version !== version) return stale(toProgramme(row, who), row.version);
      const [before, calendar] = [row.calendar, input.calendar as ProgrammeBounds];
      const moves = movesOf(before, calendar);
      const issues = [...dayProblems(calendar), ...moveProblems(moves, dayOf(tx.now))];
      if (issues.length === 0) issues.push(...boundsProblems(calendar, await this.content.above(tx, { id: row.orgId }, row.year)));
      const [first] = issues;
      if (first) return err({ ...first, issues: issues.slice(0, 100) });
      row.calendar = calendar;
      await tx.em.flush();
      const cycles = await asSystem(tx, () => this.retake.execute(tx, row, input.reason));
      row.changes = [...row.changes, { at: tx.now.toISOString(), by: who.name.slice(0, 60), reason: input.reason, moves, cycles }];
      await tx.em.flush();
      tx.audit({ action: 'programme.move-days', subject: { type: 'Programme', id }, orgPath: row.orgPath, before: { calendar: before }, after: { calendar, cycles }, reason: input.reason });
      tx.emit({ type: 'programme.days-moved', key: `${id}:${row.changes.length}`, payload: { programmeId: id, stages: moves.map((one) => one.stage), cycles }, orgPath: row.orgPath, hostId: row.orgId });
      return ok({ version: row.version, stages: moves.length, cycles });
    });
  }
}
