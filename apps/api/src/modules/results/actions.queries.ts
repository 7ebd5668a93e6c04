import { Injectable } from '@nestjs/common';
import type { ActionOut, ActionsQuery, PageOf } from '@shuping/contracts';
import { dayOf, daysBetween, Fraction, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { mayOf, whereFor } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage, type SortColumn } from '../../platform/http/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import { gradeTitle } from './pools.ts';
import type { ActionItemRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';

const COLUMNS: readonly SortColumn[] = [{ field: 'state', direction: 'desc' }, { field: 'rule', direction: 'asc' }, { field: 'id', direction: 'asc' }];

/** Act that a grade leads to, in the words of the scheme. */
export function toAction(who: AppPrincipal, row: ActionItemRecord, assessee: Pick<AssesseeView, 'personName' | 'orgName'> | null, scheme: Scheme | null, today: Day, names: ReadonlyMap<string, string> = new Map()): ActionOut {
  const late = row.state === 'open' && row.due != null ? Math.max(0, daysBetween(row.due, today)) : 0;
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, personName: assessee?.personName ?? '', orgName: assessee?.orgName ?? '', grade: row.grade,
    gradeTitle: gradeTitle(scheme, row.grade), rule: row.rule, title: scheme?.results.find((one) => one.id === row.rule)?.title ?? { text: row.rule },
    action: row.action, role: row.role ?? null, due: row.due ?? null, lateDays: late, state: row.state, doneOn: row.doneOn ?? null, record: row.record, amount: row.amount == null ? null : Fraction.of(row.amount).toExactJson(2), undecided: row.undecided, partners: (row.partners ?? []).flatMap((id) => names.get(id) ?? []), version: row.version,
    may: { ...mayOf(who.ability, 'ActionItem', row, { done: 'close' }, { done: row.state === 'done' ? 'action.done' : null }) },
  };
}

/** Talks, awards and other acts that follow from grades (R-H2). */
@Injectable()
export class ActionsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository) {}

  list(who: AppPrincipal, query: z.infer<typeof ActionsQuery>): Promise<Result<PageOf<ActionOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, COLUMNS);
      if (!plan.ok) return plan;
      const where = { $and: [whereFor(who.ability, 'read', 'ActionItem'), { cycleId: query.cycleId }, ...(query.action ? [{ action: query.action }] : []), ...(query.state ? [{ state: query.state }] : []), plan.value.where] };
      const rows = await this.rows.actions(tx, where, plan.value.orderBy, plan.value.limit);
      const cycle = await this.cycles.cycle(tx, query.cycleId);
      const assessees = new Map((await this.cycles.assessees(tx, query.cycleId)).map((one) => [one.id, one]));
      const names = new Map([...assessees.values()].map((one) => [one.id, `${one.orgName} ${one.personName}`]));
      const schemes = new Map<string, Scheme | null>();
      for (const sector of new Set(rows.map((row) => row.sector))) schemes.set(sector, cycle ? ((await this.cycles.schemeFor(tx, cycle, sector))?.scheme ?? null) : null);
      return ok(toPage(rows, query.limit, (row) => [row.state, row.rule, row.id], (row) => toAction(who, row, assessees.get(row.assesseeId) ?? null, schemes.get(row.sector) ?? null, dayOf(tx.now), names)));
    });
  }
}
