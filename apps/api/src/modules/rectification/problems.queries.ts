import { Injectable } from '@nestjs/common';
import type { LedgerExportQuery, ProblemFilters, ProblemOut, ProblemRow, ProblemsQuery } from '@shuping/contracts';
import { placesOf } from '@shuping/domain';
import { addDays, dayOf, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import type { ProblemRecord } from './problem.entity.ts';
import { toRow } from './rectification.presenter.ts';
import { provedBy, RectificationRepository } from './rectification.repository.ts';
import { ledgerBook } from './ledger-book.ts';
import { escapeLike } from '../../platform/persistence/like.ts';

const ORDER = [{ field: 'place', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];
/** Days of the levels where no scheme is frozen yet. */
const DEFAULT_DAYS = { now: 7, limited: 30, long: 180 };

/** The ledger: lists, single items and the Excel file, in the asker's reach only (R-I1). */
@Injectable()
export class ProblemsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RectificationRepository, private readonly cycles: CyclesApi) {}

  list(who: AppPrincipal, query: ProblemsQuery): Promise<Result<{ items: ProblemRow[]; next?: string | undefined; total?: number }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const today = dayOf(tx.now);
      const where = filters(who, query, today);
      const found = await this.rows.problems(tx, { $and: [...where, plan.value.where] }, plan.value.orderBy, plan.value.limit);
      const total = query.after === undefined ? { total: await this.rows.countProblems(tx, { $and: where }) } : {};
      return ok({ ...toPage(found, query.limit, (row) => [row.place, row.id], (row) => toRow(row, who, today)), ...total });
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<ProblemOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.problem(tx, id);
      return row && can(who.ability, 'read', 'Problem', row) ? ok(await this.detail(tx, who, row)) : err({ code: 'problem.not-found' });
    });
  }

  /** The item as its own page shows it; the acts answer the same. */
  async detail(tx: Tx, who: AppPrincipal, row: ProblemRecord): Promise<ProblemOut> {
    const today = dayOf(tx.now);
    const entries = await this.rows.entries(tx, row.id);
    const names = new Map((await this.rows.fileNames(tx, entries.flatMap((entry) => entry.files))).map((file) => [file.id, file]));
    const links = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { $or: [{ id: { $in: [row.carriedFrom, row.repeatOf, row.commonId].filter((id) => id != null) } }, { carriedFrom: row.id }] }] });
    const members = row.source === 'common' ? await this.rows.problems(tx, { $and: [whereFor(who.ability, 'read', 'Problem'), { commonId: row.id }] }, [{ orgName: 'asc' }, { id: 'asc' }]) : [];
    const link = (test: (one: ProblemRecord) => boolean) => {
      const one = links.find(test);
      return one ? { id: one.id, cycleId: one.cycleId, title: one.title, state: one.state } : null;
    };
    const shown = toRow(row, who, today);
    const own = shown.may['verify'] === true && provedBy(entries).has(who.accountId);
    return {
      ...shown, ...(own ? { may: { ...shown.may, verify: { reason: 'problem.own-proof' } } } : {}), detail: row.detail, cause: row.cause, measure: row.measure, owner: row.owner, answerable: row.answerable, foundOn: row.foundOn, closedOn: row.closedOn ?? null,
      closedBy: row.closedBy, orgPath: row.orgPath, deadlines: await this.deadlines(tx, row, today),
      satisfaction: row.asked === null || row.asked === undefined ? null : { asked: row.asked, satisfied: row.satisfied ?? 0 }, asksMembers: await this.asksMembers(tx, row),
      carriedFrom: link((one) => one.id === row.carriedFrom), carriedTo: link((one) => one.carriedFrom === row.id), repeats: link((one) => one.id === row.repeatOf), common: link((one) => one.id === row.commonId),
      members: members.map(({ id, orgName, personName, title, state }) => ({ id, orgName, personName, title, state })),
      history: entries.map((entry) => ({ id: entry.id, number: entry.number, kind: entry.kind, text: entry.text, byName: entry.byName, at: entry.at.toISOString(), files: entry.files.flatMap((id) => names.get(id) ?? []) })),
    };
  }

  private async rules(tx: Tx, row: ProblemRecord): Promise<Scheme['rectification'] | null> {
    const cycle = await this.cycles.cycle(tx, row.cycleId);
    return (cycle && (await this.cycles.schemeFor(tx, cycle, row.sector)))?.scheme.rectification ?? null;
  }

  /** True when the scheme wants members asked before the item is closed. */
  async asksMembers(tx: Tx, row: ProblemRecord): Promise<boolean> {
    return (await this.rules(tx, row))?.satisfaction ?? false;
  }

  /** Deadlines of the three levels when planned today, by the scheme frozen for the cycle. */
  async deadlines(tx: Tx, row: ProblemRecord, today: Day): Promise<{ now: Day; limited: Day; long: Day }> {
    const days = (await this.rules(tx, row))?.days ?? DEFAULT_DAYS;
    return { now: addDays(today, days.now), limited: addDays(today, days.limited), long: addDays(today, days.long) };
  }

  /** The filtered ledger as an Excel file. */
  book(who: AppPrincipal, query: LedgerExportQuery): Promise<Result<Uint8Array, Problem>> {
    return this.uow.run(who, async (tx) => {
      const today = dayOf(tx.now);
      const rows = await this.rows.problems(tx, { $and: [whereFor(who.ability, 'export', 'Problem'), ...filters(who, query, today)] });
      const progress = await this.rows.lastProgress(tx, rows.map((row) => row.id));
      return ok(await ledgerBook(rows, progress, today, query.lang));
    });
  }
}

function filters(who: AppPrincipal, query: ProblemFilters, today: Day): Record<string, unknown>[] {
  const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Problem')];
  for (const field of ['cycleId', 'state', 'source', 'orgId', 'assesseeId'] as const) if (query[field] !== undefined) where.push({ [field]: query[field] });
  if (query.spot !== undefined) where.push({ spot: query.spot });
  if (query.due !== undefined) {
    const [from, before] = placesOf(query.due, today);
    where.push({ place: { $gte: from, $lt: before } });
  }
  if (query.mine === '1') where.push(who.personId === null ? { id: { $in: [] } } : { personId: who.personId });
  if (query.repeat !== undefined) where.push({ repeatOf: query.repeat === '1' ? { $ne: null } : null });
  const words = query.q?.trim() ?? '';
  if (words !== '') {
    const like = { $like: `%${escapeLike(words)}%` };
    where.push({ $or: [{ title: like }, { orgName: like }, { personName: like }] });
  }
  return where;
}
