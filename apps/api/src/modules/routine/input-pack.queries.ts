import { Injectable } from '@nestjs/common';
import type { InputPack } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView, type CycleView } from '../cycles/index.ts';
import { RectificationApi } from '../rectification/index.ts';
import { cellOf, enteredNodes, eventQuestions } from './entered.ts';
import { RoutineRepository } from './routine.repository.ts';

type Past = { cycleId: string; assesseeId: string; year: number; period: string; grade: string | null; achievements: string | null; problems: string | null };

/** What the system already holds before an assessee writes (R-D6): nothing in it is asked for again. For the person and the office. */
@Injectable()
export class InputPackQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: RoutineRepository, private readonly ledger: RectificationApi) {}

  async of(who: AppPrincipal, assesseeId: string): Promise<Result<InputPack, Problem>> {
    const allowed = await this.uow.run(who, async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      return assessee !== null && (assessee.personId === who.personId || can(who.ability, 'read', 'RoutineScore', { ...assessee, ownerRole: '' }));
    });
    if (!allowed) return err({ code: 'assessee.not-found' });
    // last year's items belong to the unit even where another person led it then
    return this.uow.run(systemActor('input-pack'), async (tx) => {
      const assessee = await this.cycles.assessee(tx, assesseeId);
      const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
      if (!assessee || !cycle) return err({ code: 'assessee.not-found' });
      const scheme = (await this.cycles.schemeFor(tx, cycle, assessee.sector))?.scheme ?? null;
      const past = await this.past(tx, cycle, assessee);
      return ok({
        assesseeId, cycleId: cycle.id, orgName: assessee.orgName, personName: assessee.personName, year: cycle.year, period: cycle.period,
        lastYear: past && { cycleId: past.cycleId, year: past.year, period: past.period, grade: await this.gradeTitle(tx, past, assessee.sector), opinion: past.achievements === null ? null : { achievements: past.achievements, problems: past.problems ?? '' } },
        commitments: await this.commitments(tx, cycle, assessee),
        problems: await this.problems(tx, cycle, assessee),
        again: await this.ledger.again(tx, cycle, assessee.orgId),
        ...(await this.record(tx, assessee, scheme)),
      });
    });
  }

  private async past(tx: Tx, cycle: CycleView, assessee: AssesseeView): Promise<Past | null> {
    const [row] = await tx.sql<Past>(
      `select a.cycle_id as "cycleId", a.id as "assesseeId", c.year, c.period, r.grade, o.achievements, o.problems from v_assessee a join v_cycle c on c.id = a.cycle_id
         left join v_result r on r.assessee_id = a.id and r.state in ('published', 'final') left join v_opinion o on o.assessee_id = a.id and o.state = 'approved' and r.id is not null
       where a.cycle_id = ? and a.included and (a.org_id = ? or a.person_id = ?) order by (a.org_id = ?) desc, (a.person_id = ?) desc limit 1`,
      [cycle.previousCycleId ?? null, assessee.orgId, assessee.personId, assessee.orgId, assessee.personId],
    );
    return row ?? null;
  }

  private async gradeTitle(tx: Tx, past: Past, sector: string): Promise<NonNullable<InputPack['lastYear']>['grade']> {
    const cycle = await this.cycles.cycle(tx, past.cycleId);
    const scheme = cycle && (await this.cycles.schemeFor(tx, cycle, sector))?.scheme;
    return scheme?.grading.grades.find((grade) => grade.id === past.grade)?.title ?? null;
  }

  private commitments(tx: Tx, cycle: CycleView, assessee: AssesseeView): Promise<InputPack['commitments']> {
    return tx.sql('select k.id, k.number, k.text, k.state, k.note from v_commitment k join v_assessee a on a.id = k.assessee_id where k.cycle_id = ? and a.org_id = ? order by k.number', [cycle.previousCycleId ?? null, assessee.orgId]);
  }

  /** Open items of this cycle, of the one before, and of the host's cycles within its period. */
  private async problems(tx: Tx, cycle: CycleView, assessee: AssesseeView): Promise<InputPack['problems']> {
    return tx.sql(
      `select p.id, p.number, p.title, p.state, p.source, p.measure, p.deadline, (p.carried_from is not null or p.state = 'carried') as carried, c.year, c.period from v_problem p join v_assessee a on a.id = p.assessee_id join v_cycle c on c.id = p.cycle_id
       where a.org_id = ? and ((p.cycle_id = ? and p.state <> 'closed') or (p.cycle_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and p.state not in ('closed', 'carried'))) order by c.period_end desc, c.period, p.number`,
      [assessee.orgId, cycle.id, JSON.stringify([...(cycle.previousCycleId ? [cycle.previousCycleId] : []), ...(await this.cycles.within(tx, cycle)).map((one) => one.id)])],
    );
  }

  private async record(tx: Tx, assessee: AssesseeView, scheme: Scheme | null): Promise<Pick<InputPack, 'scores' | 'events'>> {
    const nodes = scheme ? enteredNodes(scheme) : [];
    const questions = scheme ? eventQuestions(scheme) : [];
    const scores = (await this.rows.scores(tx, { assesseeId: assessee.id })).flatMap((row) => {
      const node = nodes.find((one) => one.id === row.node);
      if (!node) return [];
      const cell = cellOf(node, row.item);
      const word = cell?.choices?.find((choice) => choice.value === row.value)?.title;
      return [{ node: row.node, item: row.item, title: node.title, itemTitle: row.item === '' ? null : word ?? cell?.title ?? null, value: row.value, max: cell?.max ?? 0, note: row.note }];
    });
    const events = (await this.rows.events(tx, { assesseeId: assessee.id })).flatMap((row) => {
      const question = questions.find((one) => one.id === row.question);
      return question && !row.withdrawn ? [{ question: row.question, title: question.title, kind: question.kind, matter: row.matter, day: row.day, points: row.points }] : [];
    });
    return { scores, events };
  }
}
