import { Injectable } from '@nestjs/common';
import type { ObjectionOut, ObjectionsQuery, PageOf, PublicityOut } from '@shuping/contracts';
import { dayOf, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, mayOf, whereFor, whyNot } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage, type SortColumn } from '../../platform/http/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import type { ObjectionRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';

const COLUMNS: readonly SortColumn[] = [{ field: 'raisedAt', direction: 'desc' }, { field: 'id', direction: 'desc' }];

/** Publicity is on: objections are taken until its last day (R-H1). */
export function publicityRuns(cycle: CycleView, today: Day): boolean {
  return cycle.stage === 'publicity' && cycle.publicityEnds != null && today <= cycle.publicityEnds;
}

export function toObjection(who: AppPrincipal, row: ObjectionRecord, assessee: Pick<AssesseeView, 'personName' | 'orgName' | 'personId'> | null): ObjectionOut {
  const closed = row.state !== 'open' ? 'objection.decided' : assessee?.personId === who.personId ? 'permission.own-objection' : null;
  return {
    id: row.id, cycleId: row.cycleId, assesseeId: row.assesseeId, personName: assessee?.personName ?? '', orgName: assessee?.orgName ?? '', raisedName: row.raisedName, raisedAt: row.raisedAt.toISOString(), text: row.text,
    state: row.state, decision: row.decision, decidedBy: row.decidedBy, version: row.version, may: { ...mayOf(who.ability, 'Objection', row, { decide: 'decide' }, { decide: closed }) },
  };
}

/** The public list of grades, and objections to it. */
@Injectable()
export class PublicityQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository) {}

  /** Names and grades that are published, for whoever belongs to the circle; never a score. */
  list(who: AppPrincipal, cycleId: string): Promise<Result<PublicityOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const results = (await this.rows.current(tx, cycleId)).filter((row) => (row.state === 'published' || row.state === 'final') && can(who.ability, 'read', 'Result', row));
      const assessees = await this.cycles.assessees(tx, cycleId);
      const order = new Map(assessees.map((one, index) => [one.id, { one, index }]));
      const items: PublicityOut['items'] = [];
      for (const row of [...results].sort((a, b) => (order.get(a.assesseeId)?.index ?? 0) - (order.get(b.assesseeId)?.index ?? 0))) {
        const assessee = order.get(row.assesseeId)?.one;
        const grading = (await this.cycles.schemeFor(tx, cycle, row.sector))?.scheme.grading;
        const grades = [...(grading?.grades ?? []), ...(grading?.outcomes ?? [])];
        const rank = grades.findIndex((grade) => grade.id === row.grade);
        if (!assessee || rank < 0) continue;
        items.push({ assesseeId: assessee.id, personName: assessee.personName, orgName: assessee.orgName, post: assessee.post, grade: grades[rank]!.id, gradeTitle: grades[rank]!.title, gradeRank: rank, grades: grading?.grades.length ?? 0 });
      }
      const running = publicityRuns(cycle, dayOf(tx.now));
      const object = !running ? 'objection.not-running' : who.personId === null ? 'objection.no-person' : null;
      return ok({
        cycleId, title: cycle.title, hostName: cycle.hostName, from: cycle.publicityFrom ?? null, ends: cycle.publicityEnds ?? null, running, final: results.length > 0 && results.every((row) => row.state === 'final'), items,
        may: { object: object === null ? true : { reason: object } },
      });
    });
  }

  objections(who: AppPrincipal, query: z.infer<typeof ObjectionsQuery>): Promise<Result<PageOf<ObjectionOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, COLUMNS);
      if (!plan.ok) return plan;
      const where = { $and: [whereFor(who.ability, 'read', 'Objection'), { cycleId: query.cycleId }, ...(query.state ? [{ state: query.state }] : []), plan.value.where] };
      const rows = await this.rows.objections(tx, where, plan.value.orderBy, plan.value.limit);
      const assessees = new Map((await this.cycles.assessees(tx, query.cycleId)).map((one) => [one.id, one]));
      return ok(toPage(rows, query.limit, (row) => [row.raisedAt.toISOString(), row.id], (row) => toObjection(who, row, assessees.get(row.assesseeId) ?? null)));
    });
  }

  /** Code why the asker may not decide an objection; null when it is open to them. */
  static closed(who: AppPrincipal, row: ObjectionRecord, assessee: AssesseeView): string | null {
    return whyNot(who.ability, 'decide', 'Objection', row) ?? (assessee.personId === who.personId ? 'permission.own-objection' : null);
  }
}
