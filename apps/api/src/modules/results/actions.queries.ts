import { Injectable } from '@nestjs/common';
import type { ActionFilters, ActionOut, ActionsQuery, PageOf } from '@shuping/contracts';
import { dayOf, daysBetween, err, Fraction, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage, type SortColumn } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { escapeLike } from '../../platform/persistence/like.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { gradeTitle } from './pools.ts';
import type { ActionItemRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';

/** Rows of one workbook. */
const MOST = 20_000;
const COLUMNS: readonly SortColumn[] = [{ field: 'state', direction: 'desc' }, { field: 'rule', direction: 'asc' }, { field: 'id', direction: 'asc' }];

/** A talk is done by its record; what was agreed in it can go into the ledger once. */
function actMay(who: AppPrincipal, row: ActionItemRecord): ActionOut['may'] {
  const done = row.state === 'open' ? null : 'action.done';
  const problem = row.talk == null ? 'action.no-talk' : row.problemId ? 'action.in-ledger' : can(who.ability, 'create', 'Problem', { orgPath: row.orgPath, sector: row.sector, personId: row.personId }) ? null : 'permission.denied';
  return { ...mayOf(who.ability, 'ActionItem', row, { done: 'close', talk: 'close' }, { done, talk: row.action === 'talk' ? done : 'action.no-talk' }), problem: problem === null ? true : { reason: problem } };
}

/** Act that a grade leads to, in the words of the scheme. */
export function toAction(who: AppPrincipal, row: ActionItemRecord, assessee: Pick<AssesseeView, 'personName' | 'orgName'> | null, scheme: Scheme | null, today: Day, names: ReadonlyMap<string, string> = new Map()): ActionOut {
  const late = row.state === 'open' && row.due != null ? Math.max(0, daysBetween(row.due, today)) : 0;
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, personName: assessee?.personName ?? '', orgName: assessee?.orgName ?? '', grade: row.grade,
    gradeTitle: gradeTitle(scheme, row.grade), rule: row.rule, title: scheme?.results.find((one) => one.id === row.rule)?.title ?? { text: row.rule },
    action: row.action, role: row.role ?? null, due: row.due ?? null, lateDays: late, state: row.state, doneOn: row.doneOn ?? null, record: row.record, amount: row.amount == null ? null : Fraction.of(row.amount).toExactJson(2), undecided: row.undecided, partners: (row.partners ?? []).flatMap((id) => names.get(id) ?? []), talk: row.talk ?? null, problemId: row.problemId ?? null, version: row.version,
    may: actMay(who, row),
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
      const rows = await this.rows.actions(tx, { $and: [whereFor(who.ability, 'read', 'ActionItem'), ...(await this.filters(tx, query)), plan.value.where] }, plan.value.orderBy, plan.value.limit);
      const out = await this.outs(tx, who, query.cycleId, rows);
      return ok(toPage(rows, query.limit, (row) => [row.state, row.rule, row.id], (row) => out.get(row.id)!));
    });
  }

  async one(who: AppPrincipal, id: string): Promise<Result<{ row: ActionItemRecord; out: ActionOut; cycle: CycleView; assessee: AssesseeView }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.action(tx, id);
      const cycle = row && (await this.cycles.cycle(tx, row.cycleId));
      const assessee = row && (await this.cycles.assessee(tx, row.assesseeId));
      if (!row || !cycle || !assessee || !can(who.ability, 'read', 'ActionItem', row)) return err({ code: 'action.not-found' });
      return ok({ row, out: await this.out(tx, who, row), cycle, assessee });
    });
  }

  async out(tx: Tx, who: AppPrincipal, row: ActionItemRecord): Promise<ActionOut> {
    return (await this.outs(tx, who, row.cycleId, [row])).get(row.id)!;
  }

  /** All rows of a filter, for a workbook. */
  async all(tx: Tx, who: AppPrincipal, query: ActionFilters): Promise<ActionOut[]> {
    const rows = await this.rows.actions(tx, { $and: [whereFor(who.ability, 'export', 'ActionItem'), ...(await this.filters(tx, query))] }, [{ state: 'desc' }, { rule: 'asc' }, { id: 'asc' }], MOST);
    const out = await this.outs(tx, who, query.cycleId, rows);
    return rows.map((row) => out.get(row.id)!);
  }

  private async filters(tx: Tx, query: ActionFilters): Promise<Record<string, unknown>[]> {
    const where: Record<string, unknown>[] = [{ cycleId: query.cycleId }];
    for (const field of ['action', 'state'] as const) if (query[field] !== undefined) where.push({ [field]: query[field] });
    if (query.late === '1') where.push({ state: 'open', due: { $lt: dayOf(tx.now) } });
    const words = query.q?.trim() ?? '';
    if (words !== '') {
      const named = (await this.cycles.assessees(tx, query.cycleId)).filter((one) => one.personName.includes(words) || one.orgName.includes(words)).map((one) => one.id);
      where.push({ $or: [{ assesseeId: { $in: named } }, { record: { $like: `%${escapeLike(words)}%` } }] });
    }
    return where;
  }

  private async outs(tx: Tx, who: AppPrincipal, cycleId: string, rows: readonly ActionItemRecord[]): Promise<Map<string, ActionOut>> {
    const cycle = await this.cycles.cycle(tx, cycleId);
    const assessees = new Map((await this.cycles.assessees(tx, cycleId)).map((one) => [one.id, one]));
    const names = new Map([...assessees.values()].map((one) => [one.id, `${one.orgName} ${one.personName}`]));
    const schemes = new Map<string, Scheme | null>();
    for (const sector of new Set(rows.map((row) => row.sector))) schemes.set(sector, cycle ? ((await this.cycles.schemeFor(tx, cycle, sector))?.scheme ?? null) : null);
    return new Map(rows.map((row) => [row.id, toAction(who, row, assessees.get(row.assesseeId) ?? null, schemes.get(row.sector) ?? null, dayOf(tx.now), names)]));
  }
}
