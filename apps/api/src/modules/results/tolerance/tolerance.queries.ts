import { Injectable } from '@nestjs/common';
import type { DeductionsOut, PageOf, ToleranceOut, TolerancesQuery } from '@shuping/contracts';
import { isFinalResult, neverExcused, stepRoles, TOLERANCE_MACHINE } from '@shuping/domain';
import { addDays, dayOf, err, ok, type Day, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { can, mayOf, whereFor } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import { itemTitles } from '@shuping/scoring';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { page, toPage, type SortColumn } from '../../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../../cycles/index.ts';
import { RoutineApi, type Deduction } from '../../routine/index.ts';
import { allowed } from '../reach.ts';
import type { ResultRecord } from '../result.entity.ts';
import { ResultsRepository } from '../results.repository.ts';
import type { ToleranceRecord } from './tolerance.entity.ts';
import { ToleranceRepository } from './tolerance.repository.ts';

const COLUMNS: readonly SortColumn[] = [{ field: 'filedOn', direction: 'desc' }, { field: 'id', direction: 'desc' }];

/** Is a recorded deduction the one an application is about? */
export function isAbout(row: Pick<ToleranceRecord, 'kind' | 'eventId' | 'place' | 'item'>, deduction: Deduction): boolean {
  return row.kind === deduction.kind && (row.kind === 'event' ? row.eventId === deduction.eventId : row.place === deduction.place && row.item === deduction.item);
}

/** Why no application is taken now; null when one is. Before the record is begun there is nothing to excuse; after a result is final the scheme's days for applications count from it. */
export function shutWhy(cycle: CycleView, result: Pick<ResultRecord, 'state' | 'finalOn'> | null, fileDays: number, today: Day): string | null {
  if (cycle.stage === 'planning') return 'tolerance.too-early';
  if (result && isFinalResult(result.state)) return result.finalOn && today <= addDays(result.finalOn, fileDays) ? null : 'tolerance.too-late';
  return cycle.stage === 'archive' ? 'tolerance.too-late' : null;
}

/** Is the asker the one whom the scheme lets decide here? Under a scheme that says nothing any role decides that may at all. */
export function decides(who: AppPrincipal, row: Pick<ToleranceRecord, 'orgPath' | 'sector'>, role: string | undefined): boolean {
  return role === undefined || stepRoles(who.grants, row.orgPath, row.sector).includes(role);
}

/** Applications of fault tolerance, and the deductions that can be applied about (R-H3). */
@Injectable()
export class ToleranceQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly routine: RoutineApi, private readonly results: ResultsRepository, private readonly rows: ToleranceRepository) {}

  deductions(who: AppPrincipal, assesseeId: string): Promise<Result<DeductionsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle || !allowed(who, 'read', 'Tolerance', assessee)) return err({ code: 'assessee.not-found' });
      const live = await this.rows.live(tx, assesseeId);
      const rules = await this.rules(tx, cycle, assessee.sector);
      const items = (await this.routine.deductions(tx, assessee)).map((deduction) => {
        const row = live.find((one) => isAbout(one, deduction));
        return { ...deduction, never: neverExcused(rules, deduction), applied: row ? { id: row.id, state: row.state } : null };
      });
      const shut = await this.shut(tx, cycle, assessee);
      const may = allowed(who, 'create', 'Tolerance', assessee) ? (shut === null ? (true as const) : { reason: shut }) : { reason: 'permission.denied' };
      return ok({ assesseeId, cycleId: cycle.id, personName: assessee.personName, orgName: assessee.orgName, orgPath: assessee.orgPath, items, rules: rules ? { grounds: rules.grounds.map(groundOf), opinionDays: rules.opinionDays, decisionDays: rules.decisionDays, decides: rules.decides } : null, may: { file: may } });
    });
  }

  async shut(tx: Tx, cycle: CycleView, assessee: AssesseeView): Promise<string | null> {
    const rules = await this.rules(tx, cycle, assessee.sector);
    return rules ? shutWhy(cycle, await this.results.currentOf(tx, assessee.id), rules.fileDays, dayOf(tx.now)) : 'tolerance.not-offered';
  }

  /** What the scheme frozen for the cycle says; undefined where it takes no applications. */
  async rules(tx: Tx, cycle: CycleView, sector: string): Promise<Scheme['tolerance']> {
    return (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.tolerance;
  }

  list(who: AppPrincipal, query: TolerancesQuery): Promise<Result<PageOf<ToleranceOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, COLUMNS);
      if (!plan.ok) return plan;
      const own = { cycleId: query.cycleId, ...(query.state ? { state: query.state } : {}), ...(query.assesseeId ? { assesseeId: query.assesseeId } : {}) };
      const rows = await this.rows.many(tx, { $and: [whereFor(who.ability, 'read', 'Tolerance'), own, plan.value.where] }, plan.value.orderBy, plan.value.limit);
      const out = await this.outs(tx, who, rows);
      return ok(toPage(rows, query.limit, (row) => [row.filedOn, row.id], (row) => out.get(row.id)!));
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<ToleranceOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.one(tx, id);
      return row && can(who.ability, 'read', 'Tolerance', row) ? ok(await this.out(tx, who, row)) : err({ code: 'tolerance.not-found' });
    });
  }

  async out(tx: Tx, who: AppPrincipal, row: ToleranceRecord): Promise<ToleranceOut> {
    return (await this.outs(tx, who, [row])).get(row.id)!;
  }

  /** Rows of one cycle as the console sees them. */
  private async outs(tx: Tx, who: AppPrincipal, rows: readonly ToleranceRecord[]): Promise<Map<string, ToleranceOut>> {
    const cycle = rows[0] ? await this.cycles.cycle(tx, rows[0].cycleId) : null;
    const assessees = new Map(cycle ? (await this.cycles.assessees(tx, cycle.id, { all: true })).map((one) => [one.id, one]) : []);
    const schemes = new Map<string, Scheme | null>();
    for (const sector of new Set(rows.map((row) => row.sector))) schemes.set(sector, cycle ? ((await this.cycles.schemeFor(tx, cycle, sector))?.scheme ?? null) : null);
    const files = new Map((await this.rows.fileNames(tx, [...new Set(rows.flatMap((row) => row.files))])).map((file) => [file.id, file]));
    return new Map(rows.map((row) => [row.id, toTolerance(who, row, { assessee: assessees.get(row.assesseeId) ?? null, scheme: schemes.get(row.sector) ?? null, files })]));
  }
}

type Around = { readonly assessee: AssesseeView | null; readonly scheme: Scheme | null; readonly files: ReadonlyMap<string, { id: string; name: string }> };

function toTolerance(who: AppPrincipal, row: ToleranceRecord, { assessee, scheme, files }: Around): ToleranceOut {
  const closed = (command: 'review' | 'approve' | 'withdraw'): string | null => (TOLERANCE_MACHINE[row.state][command] === undefined ? 'tolerance.illegal-transition' : command !== 'withdraw' && row.personId === who.personId ? 'tolerance.own' : null);
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, personName: assessee?.personName ?? '', orgName: assessee?.orgName ?? '', orgPath: row.orgPath, kind: row.kind, place: row.place, item: row.item,
    ...titlesOf(row, scheme), matter: row.matter, day: row.day ?? null, points: row.points, ground: groundOf(scheme?.tolerance?.grounds.find((one) => one.id === row.ground) ?? { id: row.ground, title: { text: row.ground } }), reason: row.reason, files: row.files.flatMap((id) => files.get(id) ?? []), state: row.state, filedBy: row.filedBy, filedOn: row.filedOn,
    supports: row.supports ?? null, opinion: row.opinion, opinionBy: row.opinionBy, opinionOn: row.opinionOn ?? null, opinionDue: row.opinionDue ?? null, decisionDue: row.decisionDue ?? null, decides: scheme?.tolerance?.decides ?? '', decision: row.decision, decidedBy: row.decidedBy, decidedOn: row.decidedOn ?? null, result: row.result ?? null, version: row.version,
    may: mayOf(who.ability, 'Tolerance', row, { review: 'update', decide: 'decide', withdraw: 'submit' }, { review: closed('review'), decide: closed('approve') ?? (decides(who, row, scheme?.tolerance?.decides) ? null : 'tolerance.not-decider'), withdraw: closed('withdraw') }),
  };
}

function groundOf({ id, title, meaning }: { readonly id: string; readonly title: TextRef; readonly meaning?: TextRef | undefined }): ToleranceOut['ground'] {
  return { id, title, what: meaning ?? null };
}

/** Words of the scheme for what was deducted; the ids where it has none any more. */
function titlesOf(row: ToleranceRecord, scheme: Scheme | null): { readonly title: TextRef; readonly itemTitle: TextRef | null } {
  if (row.kind === 'event') return { title: scheme?.questions.find((one) => one.id === row.place)?.title ?? { text: row.place }, itemTitle: null };
  const node = scheme?.score.nodes.find((one) => one.id === row.place);
  const items = node?.kind === 'indicator_sheet' || node?.kind === 'indicator_table' ? itemTitles(node) : [];
  return { title: node?.title ?? { text: row.place }, itemTitle: items.find((one) => one.id === row.item)?.title ?? { text: row.item } };
}
